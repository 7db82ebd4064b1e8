/** Sessions, engagements and errors of the Monitor API, without a framework and without a network. */
@SuppressWarnings("module") // the modules that may use the internal package are built later
module io.monitorapi.core {
    requires static transitive org.jspecify;

    exports io.monitorapi;
    exports io.monitorapi.attribute;
    exports io.monitorapi.availability;
    exports io.monitorapi.engagement;
    exports io.monitorapi.engine;
    exports io.monitorapi.error;
    exports io.monitorapi.logging;
    exports io.monitorapi.memory;
    exports io.monitorapi.port;
    exports io.monitorapi.session;
    exports io.monitorapi.testing;
    exports io.monitorapi.internal to
            io.monitorapi.http,
            io.monitorapi.spring;
}
