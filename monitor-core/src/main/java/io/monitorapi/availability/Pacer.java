package io.monitorapi.availability;

import java.util.concurrent.TimeUnit;

/** Lets so many things begin in a second, the first second's worth at once; safe for use by any thread. */
final class Pacer {

    private final long gap;
    private final long burst;
    private long next;

    Pacer(int perSecond, long now) {
        this.gap = TimeUnit.SECONDS.toNanos(1) / perSecond;
        this.burst = gap * (perSecond - 1L);
        this.next = now - burst;
    }

    /** {@return how many nanoseconds the next one has to wait, which it takes as granted} */
    synchronized long book(long now) {
        if (next - (now - burst) < 0) {
            next = now - burst;
        }
        long pause = Math.max(0, next - now);
        next += gap;
        return pause;
    }
}
