/**
 * The Monitor API over HTTPS and JSON, with retries.
 *
 * <p>Resilience4j and Apache HttpClient are automatic modules. Apache HttpClient may be absent: then the JDK's client is used.
 */
@SuppressWarnings({"requires-automatic", "requires-transitive-automatic"})
module io.monitorapi.http {
    requires transitive io.monitorapi.core;
    requires transitive java.net.http;
    requires io.github.resilience4j.circuitbreaker;
    requires io.github.resilience4j.core;
    requires io.github.resilience4j.retry;
    requires jdk.net; // for Apache HttpClient, an automatic module
    requires org.slf4j; // for Resilience4j, an automatic module
    requires tools.jackson.core;
    requires transitive tools.jackson.databind; // the module of io.monitorapi.http.json
    requires static transitive org.apache.httpcomponents.client5.httpclient5;
    requires static org.apache.httpcomponents.core5.httpcore5;
    requires static org.apache.httpcomponents.core5.httpcore5.h2;
    requires static transitive org.jspecify;

    exports io.monitorapi.http;
    exports io.monitorapi.http.apache;
    exports io.monitorapi.http.jdk;
    exports io.monitorapi.http.json;
    exports io.monitorapi.http.transport;
    exports io.monitorapi.retry;
}
