package io.monitorapi.availability;

import java.util.concurrent.TimeUnit;

/** Limits how many actions start per second; those of the first second may start at once. Thread-safe. */
final class PollRateLimiter {

    private final long intervalNanos;
    private final long burstNanos;
    private long next;

    PollRateLimiter(int perSecond, long now) {
        this.intervalNanos = TimeUnit.SECONDS.toNanos(1) / perSecond;
        this.burstNanos = intervalNanos * (perSecond - 1L);
        this.next = now - burstNanos;
    }

    /** Reserves the next start, and returns how many nanoseconds the action has to wait for it. */
    synchronized long reserve(long now) {
        if (next - (now - burstNanos) < 0) {
            next = now - burstNanos;
        }
        long delay = Math.max(0, next - now);
        next += intervalNanos;
        return delay;
    }
}
