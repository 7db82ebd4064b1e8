package io.monitorapi.session;

import io.monitorapi.internal.Arguments;

/**
 * The state of a session at the service: visitor id (vid) and session id (sid), always as a pair.
 *
 * <p>Both are opaque strings of the service; on a web page of the brand the same pair is called svid and ssid. A pair is never
 * shared between visitors. Source: Monitoring API, Overview, "State". Immutable.
 *
 * @param visitorId the service's id of the visitor, 1 to 256 visible ASCII characters
 * @param sessionId the service's id of the session, 1 to 256 visible ASCII characters
 */
public record MonitorSession(String visitorId, String sessionId) {

    /** Validates both ids; throws {@link IllegalArgumentException} that names the invalid one. */
    public MonitorSession {
        Arguments.requireId("visitorId", visitorId);
        Arguments.requireId("sessionId", sessionId);
    }

    /** Omits both ids, because they give access to the session. */
    @Override
    public String toString() {
        return "MonitorSession";
    }
}
