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
        if (id.isEmpty() || id.length() > LONGEST_ID || !isVisible(id)) {
            throw new IllegalArgumentException(field + " must be 1 to 256 visible ASCII characters");
        }
    }

    /** A loop, as every id of every call passes here and a stream costs ten times as much. */
    private static boolean isVisible(String id) {
        for (int i = 0; i < id.length(); i++) {
            char c = id.charAt(i);
            if (c <= ' ' || c >= 127) {
                return false;
            }
        }
        return true;
    }

    /** Leaves both ids out, as they open the session. */
    @Override
    public String toString() {
        return "MonitorSession";
    }
}
