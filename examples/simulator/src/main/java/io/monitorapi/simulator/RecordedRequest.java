package io.monitorapi.simulator;

import java.util.List;
import java.util.Map;

/**
 * One request, as it arrived.
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

    /** Leaves everything out that may lead to a person. */
    @Override
    public String toString() {
        return "RecordedRequest[" + method + " " + path + ", " + body.length() + " characters]";
    }
}
