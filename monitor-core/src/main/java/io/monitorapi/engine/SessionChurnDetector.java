package io.monitorapi.engine;

import io.monitorapi.port.MonitorListener;
import io.monitorapi.session.Visitor;
import java.time.Duration;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;

/** Notices a service that answers a visitor's every call with a new session: three renewals in a row within a minute. */
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
            streaks.values().removeIf(streak -> now - streak.began() >= MINUTE);
        }
        if (streaks.size() < MOST_VISITORS || streaks.containsKey(visitor)) {
            Streak streak = streaks.merge(visitor, new Streak(1, now), (old, first) -> old.andOneAt(now));
            if (streak.renewals() >= RENEWALS) {
                tell(now);
            }
        }
    }

    private void tell(long now) {
        long quiet = quietUntil.get();
        if (now - quiet >= 0 && quietUntil.compareAndSet(quiet, now + MINUTE)) {
            listener.sessionsChurned();
        }
    }

    private record Streak(int renewals, long began) {

        Streak andOneAt(long now) {
            return now - began < MINUTE ? new Streak(renewals + 1, began) : new Streak(1, now);
        }
    }
}
