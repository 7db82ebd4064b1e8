package io.monitorapi;

import io.monitorapi.session.EngagementContext;
import io.monitorapi.session.MonitorSession;
import io.monitorapi.session.Visitor;
import java.util.Optional;

/** The sessions that a {@link MonitorService} keeps; safe for use by any thread. */
public interface Sessions {

    /**
     * Looks up the session that the visitor's next call will be made in.
     *
     * @param visitor the visitor
     * @return the pair, empty when the visitor has no session or it has ended by its age
     */
    Optional<MonitorSession> current(Visitor visitor);

    /**
     * Goes on with a session that was opened elsewhere, such as in a web page of the brand (svid and ssid there).
     *
     * @param visitor the visitor that the pair belongs to, and nobody else
     * @param session the pair, which replaces what is kept of the visitor
     * @param offered the engagements that were offered in that session, at most 5, so that their impressions can be reported
     *     here; none when they are reported elsewhere
     */
    void adopt(Visitor visitor, MonitorSession session, EngagementContext... offered);

    /**
     * Forgets a visitor, for example when somebody else logs in on the device.
     *
     * @param visitor the visitor, whose next call opens a new session as a new visitor
     */
    void forget(Visitor visitor);
}
