package io.monitorapi;

import io.monitorapi.session.MonitorSession;
import io.monitorapi.session.Visitor;
import java.util.Optional;

/** The sessions that a {@link MonitorService} keeps; safe for use by any thread. */
public interface Sessions {

    /**
     * Finds the session in which the visitor's next call will be made.
     *
     * @param visitor the visitor
     * @return the pair, empty if the visitor has no session or it has expired
     */
    Optional<MonitorSession> current(Visitor visitor);

    /**
     * Adopts a session that was opened elsewhere, such as in a web page of the brand (svid and ssid there).
     *
     * @param visitor the visitor that the pair belongs to; a pair must not be shared between visitors
     * @param session the pair, which replaces the record of the visitor
     */
    void adopt(Visitor visitor, MonitorSession session);

    /**
     * Deletes the record of a visitor, for example when a consumer logs out of a shared device.
     *
     * @param visitor the visitor, whose next call opens a new session as a new visitor
     */
    void forget(Visitor visitor);
}
