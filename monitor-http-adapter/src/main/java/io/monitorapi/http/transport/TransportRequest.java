package io.monitorapi.http.transport;

import java.net.URI;
import java.util.Map;
import java.util.Objects;

/**
 * One request as it goes over the wire.
 *
 * @param method the HTTP method, such as {@code POST}
 * @param uri the absolute https URI, percent-encoded
 * @param headers the headers by name, in the order they are sent
 * @param body the body, empty when there is none; not copied, so nobody may change it any more
 */
@SuppressWarnings("ArrayRecordComponent") // bytes on their way are not copied
public record TransportRequest(String method, URI uri, Map<String, String> headers, byte[] body) {

    /** Checks that nothing is missing. */
    public TransportRequest {
        Objects.requireNonNull(method, "method");
        Objects.requireNonNull(uri, "uri");
        Objects.requireNonNull(headers, "headers");
        Objects.requireNonNull(body, "body");
    }

    /** Leaves query and body out, as they hold ids of a consumer. */
    @Override
    public String toString() {
        return "HttpCall[" + method + " " + uri.getHost() + ", " + body.length + " bytes]";
    }
}
