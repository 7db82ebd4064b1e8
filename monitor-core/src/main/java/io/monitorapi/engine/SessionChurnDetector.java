package io.monitorapi.engine;

import io.monitorapi.port.MonitorListener;
import io.monitorapi.session.Visitor;
import java.time.Duration;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;

/** Detects that the service opens a new session on every call of a visitor: three renewals in a row within a minute. */
final class SessionChurnDetector {

    private static final long MINUTE = Duration.ofMinutes(1).toNanos();
    private static final int RENEWALS = 3;
    private static final int MOST_VISITORS = 1_000;

    private final LongSupplier nanoTime;
    private final MonitorListener listener;
    private final ConcurrentHashMap<Visitor, Streak> streaks = new ConcurrentHashMap<>();
    private final AtomicLong quietUntil;

    SessionChurnDetector(LongSupplier nanoTime, MonitorListener listener) {
        this.nanoTime = nanoTime;
        this.listener = listener;
        this.quietUntil = new AtomicLong(nanoTime.getAsLong());
    }

    void sessionKept(Visitor visitor) {
        if (!streaks.isEmpty()) {
            streaks.remove(visitor);
        }
    }

    void sessionRenewed(Visitor visitor) {
        long now = nanoTime.getAsLong();
        if (streaks.size() >= MOST_VISITORS) {
            streaks.values().removeIf(streak -> now - streak.startedAt() >= MINUTE);
        }
        if (streaks.size() < MOST_VISITORS || streaks.containsKey(visitor)) {
            Streak streak = streaks.merge(visitor, new Streak(1, now), (old, first) -> old.renewedAt(now));
            if (streak.renewals() >= RENEWALS) {
                notifyOnceAMinute(now);
            }
        }
    }

    private void notifyOnceAMinute(long now) {
        long quiet = quietUntil.get();
        if (now - quiet >= 0 && quietUntil.compareAndSet(quiet, now + MINUTE)) {
            listener.sessionsChurned();
        }
    }

    private record Streak(int renewals, long startedAt) {

        Streak renewedAt(long now) {
            return now - startedAt < MINUTE ? new Streak(renewals + 1, startedAt) : new Streak(1, now);
        }
    }
}
