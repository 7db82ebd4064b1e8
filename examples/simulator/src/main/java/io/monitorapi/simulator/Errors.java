package io.monitorapi.simulator;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Error bodies in the two formats of the service: flat, and wrapped in an {@code error} member. */
final class Errors {

    static final JsonMapper JSON = JsonMapper.builder().build();

    private Errors() {}

    static String flat(int code, @Nullable String text) {
        ObjectNode error = JSON.createObjectNode();
        error.put("time", System.currentTimeMillis());
        if (text != null) {
            error.put("message", text);
        }
        error.put("internalCode", code);
        return error.toString();
    }

    static String wrapped(int code, String text) {
        ObjectNode outer = JSON.createObjectNode();
        outer.putObject("error")
                .put("time", Instant.now().toString())
                .put("message", text)
                .put("internalCode", code);
        return outer.toString();
    }
}
