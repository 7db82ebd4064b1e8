package io.monitorapi.session;

import java.util.Objects;

/**
 * Holds the state of the service's session: visitor id (vid) and session id (sid), always as a pair.
 *
 * <p>Both are opaque texts of the service. A web page of the brand knows the same pair as svid and ssid. A pair is never
 * shared between visitors. Source: Monitoring API, Overview, "State". Immutable.
 *
 * @param visitorId the service's id of the visitor, 1 to 256 visible ASCII characters
 * @param sessionId the service's id of the session, 1 to 256 visible ASCII characters
 */
public record MonitorSession(String visitorId, String sessionId) {

    private static final int LONGEST_ID = 256;

    /** Checks both ids; throws {@link IllegalArgumentException} naming the one that cannot be an id. */
    public MonitorSession {
        requireId("visitorId", visitorId);
        requireId("sessionId", sessionId);
    }

    static void requireId(String field, String id) {
        Objects.requireNonNull(id, field);
        boolean visible = id.chars().allMatch(c -> c > ' ' && c < 127);
        if (id.isEmpty() || id.length() > LONGEST_ID || !visible) {
            throw new IllegalArgumentException(field + " must be 1 to 256 visible ASCII characters");
        }
    }

    /** Leaves both ids out, as they open the session. */
    @Override
    public String toString() {
        return "MonitorSession";
    }
}
