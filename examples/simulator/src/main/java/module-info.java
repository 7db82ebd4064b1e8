/** The Monitor API on loopback HTTPS, for tests and demonstrations. */
module io.monitorapi.simulator {
    requires jdk.httpserver;
    requires org.bouncycastle.pkix;
    requires org.bouncycastle.provider;
    requires tools.jackson.core;
    requires tools.jackson.databind;
    requires static transitive org.jspecify;
    requires static org.junit.jupiter.api; // not transitive: it may be absent

    exports io.monitorapi.simulator;
}
