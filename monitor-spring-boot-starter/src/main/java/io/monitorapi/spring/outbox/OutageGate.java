package io.monitorapi.spring.outbox;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** While the service of a client fails, lets one delivery at a time through, which finds out whether it is back. Thread-safe. */
final class OutageGate {

    private @Nullable Instant closedUntil;

    /**
     * Lets a delivery through, or not.
     *
     * @param now the time
     * @param probe how long the others wait for the result if this delivery is the one that finds out
     * @return null if the delivery may go on; else when to try again
     */
    synchronized @Nullable Instant enter(Instant now, Duration probe) {
        if (closedUntil == null) {
            return null;
        }
        if (now.isBefore(closedUntil)) {
            return closedUntil;
        }
        closedUntil = now.plus(probe);
        return null;
    }

    synchronized void close(Instant until) {
        closedUntil = until;
    }

    synchronized void open() {
        closedUntil = null;
    }
}
