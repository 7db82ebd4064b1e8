package io.monitorapi.simulator;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A response that the simulator sends instead of its own. Immutable. */
public final class ScriptedResponse {

    private static final String CONTENT_TYPE = "application/octet-stream";

    final Kind kind;
    final int status;
    final String contentType;
    final String body;
    final Map<String, String> headers;
    final Duration delay;

    private ScriptedResponse(
            Kind kind, int status, String contentType, String body, Map<String, String> headers, Duration delay) {
        this.kind = kind;
        this.status = status;
        this.contentType = contentType;
        this.body = body;
        this.headers = headers;
        this.delay = delay;
    }

    /**
     * Creates an error response in the format of the service.
     *
     * @param status the HTTP status
     * @param code the internal code
     * @return the response
     */
    public static ScriptedResponse error(int status, int code) {
        return error(status, code, null);
    }

    /**
     * Creates an error response in the format of the service.
     *
     * @param status the HTTP status
     * @param code the internal code
     * @param text the message, or null for none
     * @return the response
     */
    public static ScriptedResponse error(int status, int code, @Nullable String text) {
        return body(status, CONTENT_TYPE, Errors.flat(code, text));
    }

    /**
     * Creates a response with an empty body.
     *
     * @param status the HTTP status
     * @return the response
     */
    public static ScriptedResponse status(int status) {
        return body(status, CONTENT_TYPE, "");
    }

    /**
     * Creates a response with any body.
     *
     * @param status the HTTP status
     * @param contentType the media type
     * @param body the body
     * @return the response
     */
    public static ScriptedResponse body(int status, String contentType, String body) {
        return new ScriptedResponse(Kind.RESPONSE, status, contentType, body, Map.of(), Duration.ZERO);
    }

    /** {@return the response for an account that is not loaded yet: 500/20, with the id of the visitor, who is registered} */
    public static ScriptedResponse accountLoading() {
        return new ScriptedResponse(Kind.ACCOUNT_LOADING, 500, CONTENT_TYPE, "", Map.of(), Duration.ZERO);
    }

    /** {@return no response: the connection is closed} */
    public static ScriptedResponse hangUp() {
        return new ScriptedResponse(Kind.HANG_UP, 0, "", "", Map.of(), Duration.ZERO);
    }

    /** {@return no response: the connection stays open until the simulator is closed or the script is cleared} */
    public static ScriptedResponse silence() {
        return new ScriptedResponse(Kind.SILENCE, 0, "", "", Map.of(), Duration.ZERO);
    }

    /** {@return the simulator's own response; useful with {@link #after}} */
    public static ScriptedResponse usual() {
        return new ScriptedResponse(Kind.USUAL, 0, "", "", Map.of(), Duration.ZERO);
    }

    /**
     * Returns a copy of this response with one more header.
     *
     * @param name the header's name, such as {@code Retry-After}
     * @param value the header's value
     * @return the copy
     */
    public ScriptedResponse header(String name, String value) {
        Map<String, String> more = new LinkedHashMap<>(headers);
        more.put(name, value);
        return new ScriptedResponse(kind, status, contentType, body, Map.copyOf(more), delay);
    }

    /**
     * Returns a copy of this response that is sent later.
     *
     * @param pause the time between receiving the request and sending the response
     * @return the copy
     */
    public ScriptedResponse after(Duration pause) {
        return new ScriptedResponse(kind, status, contentType, body, headers, pause);
    }

    enum Kind {
        RESPONSE,
        ACCOUNT_LOADING,
        HANG_UP,
        SILENCE,
        USUAL
    }
}
