package io.monitorapi.simulator;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** An answer that the simulator gives instead of its own. Immutable. */
public final class ScriptedAnswer {

    private static final String QUIRK = "application/octet-stream";

    final Kind kind;
    final int status;
    final String contentType;
    final String body;
    final Map<String, String> headers;
    final Duration delay;

    private ScriptedAnswer(
            Kind kind, int status, String contentType, String body, Map<String, String> headers, Duration delay) {
        this.kind = kind;
        this.status = status;
        this.contentType = contentType;
        this.body = body;
        this.headers = headers;
        this.delay = delay;
    }

    /**
     * Answers with an error as the service writes it.
     *
     * @param status the HTTP status
     * @param code the internal code
     * @return the answer
     */
    public static ScriptedAnswer error(int status, int code) {
        return error(status, code, null);
    }

    /**
     * Answers with an error as the service writes it.
     *
     * @param status the HTTP status
     * @param code the internal code
     * @param text the message, or null for none
     * @return the answer
     */
    public static ScriptedAnswer error(int status, int code, @Nullable String text) {
        return body(status, QUIRK, Errors.flat(code, text));
    }

    /**
     * Answers with a status and an empty body.
     *
     * @param status the HTTP status
     * @return the answer
     */
    public static ScriptedAnswer status(int status) {
        return body(status, QUIRK, "");
    }

    /**
     * Answers with whatever one likes.
     *
     * @param status the HTTP status
     * @param contentType the media type
     * @param body the body
     * @return the answer
     */
    public static ScriptedAnswer body(int status, String contentType, String body) {
        return new ScriptedAnswer(Kind.ANSWER, status, contentType, body, Map.of(), Duration.ZERO);
    }

    /** {@return the answer of an account that is not loaded yet: 500/20, naming the visitor, who is registered} */
    public static ScriptedAnswer accountLoading() {
        return new ScriptedAnswer(Kind.ACCOUNT_LOADING, 500, QUIRK, "", Map.of(), Duration.ZERO);
    }

    /** {@return no answer: the connection is closed} */
    public static ScriptedAnswer hangUp() {
        return new ScriptedAnswer(Kind.HANG_UP, 0, "", "", Map.of(), Duration.ZERO);
    }

    /** {@return no answer: the connection stays open until the simulator is closed or its script cleared} */
    public static ScriptedAnswer silence() {
        return new ScriptedAnswer(Kind.SILENCE, 0, "", "", Map.of(), Duration.ZERO);
    }

    /** {@return the simulator's own answer; useful with {@link #after}} */
    public static ScriptedAnswer usual() {
        return new ScriptedAnswer(Kind.USUAL, 0, "", "", Map.of(), Duration.ZERO);
    }

    /**
     * Adds a header.
     *
     * @param name its name, such as {@code Retry-After}
     * @param value its value
     * @return the answer with it
     */
    public ScriptedAnswer header(String name, String value) {
        Map<String, String> more = new LinkedHashMap<>(headers);
        more.put(name, value);
        return new ScriptedAnswer(kind, status, contentType, body, Map.copyOf(more), delay);
    }

    /**
     * Delays the answer.
     *
     * @param pause how long after the request has arrived
     * @return the answer, later
     */
    public ScriptedAnswer after(Duration pause) {
        return new ScriptedAnswer(kind, status, contentType, body, headers, pause);
    }

    enum Kind {
        ANSWER,
        ACCOUNT_LOADING,
        HANG_UP,
        SILENCE,
        USUAL
    }
}
