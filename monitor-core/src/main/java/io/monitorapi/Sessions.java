package io.monitorapi;

import io.monitorapi.session.MonitorSession;
import io.monitorapi.session.Visitor;
import java.util.Optional;
import java.util.function.Consumer;

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
     * Forgets a visitor, for example when a consumer logs out of a shared device.
     *
     * <p>The visitor's next call opens a new session as a new visitor. Calls that are in flight store nothing and send no further
     * request, and the visitor's watches end. Several consumers may share one visitor, so a new consumer id alone needs no call
     * of this method.
     *
     * @param visitor the visitor
     */
    void forget(Visitor visitor);

    /**
     * Registers a listener for visitors that are forgotten through this object.
     *
     * @param listener receives each visitor, on the thread that called {@link #forget}
     * @return removes the listener again
     */
    default Runnable onForget(Consumer<Visitor> listener) {
        return () -> {};
    }
}
