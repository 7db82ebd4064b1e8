package io.monitorapi.simulator;

import java.util.List;
import java.util.Map;

/**
 * A request as it was received.
 *
 * @param method the HTTP method
 * @param path the path, decoded
 * @param query the query parameters, decoded
 * @param headers the headers
 * @param body the body as text
 */
public record RecordedRequest(
        String method, String path, Map<String, String> query, Map<String, List<String>> headers, String body) {

    /** Copies the maps. */
    public RecordedRequest {
        query = Map.copyOf(query);
        headers = Map.copyOf(headers);
    }

    /** Omits everything that may be personal. */
    @Override
    public String toString() {
        return "RecordedRequest[" + method + " " + path + ", " + body.length() + " characters]";
    }
}
