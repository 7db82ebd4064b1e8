package io.monitorapi.port;

import io.monitorapi.internal.Durations;
import java.time.Duration;
import java.util.Objects;
import java.util.function.LongSupplier;

/**
 * The time at which a call or request ends at the latest; independent of changes of the wall clock.
 *
 * <p>Immutable, safe for use by any thread.
 */
public final class Deadline {

    private static final long LONGEST_NANOS = Duration.ofDays(365).toNanos();

    private final LongSupplier nanoTime;
    private final long end;

    private Deadline(LongSupplier nanoTime, long end) {
        this.nanoTime = nanoTime;
        this.end = end;
    }

    /**
     * Creates a deadline.
     *
     * @param time the time from now; a deadline in a negative time has passed already
     * @param nanoTime a clock such as {@link System#nanoTime()}
     * @return the deadline
     */
    public static Deadline in(Duration time, LongSupplier nanoTime) {
        Objects.requireNonNull(nanoTime, "nanoTime");
        return new Deadline(nanoTime, nanoTime.getAsLong() + nanos(time));
    }

    /**
     * Combines this deadline with a limit that starts now.
     *
     * @param limit the longest time from now
     * @return the earlier one of the two
     */
    public Deadline orIn(Duration limit) {
        long nanos = nanos(limit);
        return nanos < remainingNanos() ? new Deadline(nanoTime, nanoTime.getAsLong() + nanos) : this;
    }

    /** {@return the remaining time, never negative} */
    public Duration remaining() {
        return Duration.ofNanos(remainingNanos());
    }

    /** {@return the remaining nanoseconds, never negative} */
    public long remainingNanos() {
        return remainingNanosAt(nanoTime.getAsLong());
    }

    /**
     * Computes what is left without reading the clock again, for decisions that need both.
     *
     * @param nanoTime a reading of {@link #nanoTime()}
     * @return how many nanoseconds were left at that reading, never negative
     */
    public long remainingNanosAt(long nanoTime) {
        return Math.max(0, end - nanoTime);
    }

    /** {@return whether the deadline has passed} */
    public boolean hasPassed() {
        return remainingNanos() == 0;
    }

    /** {@return the current reading of the clock that measures this deadline; only differences are meaningful} */
    public long nanoTime() {
        return nanoTime.getAsLong();
    }

    private static long nanos(Duration time) {
        return Math.min(LONGEST_NANOS, Durations.saturatedNanos(time));
    }
}
