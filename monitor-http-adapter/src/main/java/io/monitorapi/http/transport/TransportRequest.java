package io.monitorapi.http.transport;

import java.net.URI;
import java.util.Map;
import java.util.Objects;

/**
 * One HTTP request as it is sent.
 *
 * @param method the HTTP method, such as {@code POST}
 * @param uri the absolute https URI, percent-encoded
 * @param headers the headers by name, in the order in which they are sent
 * @param body the body, empty if there is none; not copied, so it must not be changed afterwards
 */
@SuppressWarnings("ArrayRecordComponent") // the bytes are not copied on their way to the socket
public record TransportRequest(String method, URI uri, Map<String, String> headers, byte[] body) {

    /**
     * Checks the components.
     *
     * @throws NullPointerException if one of them is null
     * @throws IllegalArgumentException if the URI is not https
     */
    public TransportRequest {
        Objects.requireNonNull(method, "method");
        Objects.requireNonNull(uri, "uri");
        Objects.requireNonNull(headers, "headers");
        Objects.requireNonNull(body, "body");
        if (!"https".equalsIgnoreCase(uri.getScheme())) {
            throw new IllegalArgumentException("uri must be https, but is " + uri.getScheme());
        }
    }

    /** Omits query and body, as they hold ids of a consumer. */
    @Override
    public String toString() {
        return "TransportRequest[" + method + " " + uri.getHost() + ", " + body.length + " bytes]";
    }
}
