package io.monitorapi.port;

import java.time.Duration;
import java.util.Objects;
import java.util.function.LongSupplier;

/**
 * The moment at which an answer is no longer wanted; it does not move when somebody sets the wall clock.
 *
 * <p>Immutable, safe for use by any thread.
 */
public final class Deadline {

    private final LongSupplier nanoTime;
    private final long end;

    private Deadline(LongSupplier nanoTime, long end) {
        this.nanoTime = nanoTime;
        this.end = end;
    }

    /**
     * Sets a deadline.
     *
     * @param time how long from now; negative means that it has passed already
     * @param nanoTime a clock of the kind of {@link System#nanoTime()}
     * @return the deadline
     */
    public static Deadline in(Duration time, LongSupplier nanoTime) {
        Objects.requireNonNull(nanoTime, "nanoTime");
        return new Deadline(nanoTime, nanoTime.getAsLong() + nanos(time));
    }

    /**
     * Takes the earlier one of this deadline and a limit that starts now.
     *
     * @param limit how long from now at the most
     * @return this deadline, or an earlier one
     */
    public Deadline orIn(Duration limit) {
        long nanos = nanos(limit);
        return nanos < remainingNanos() ? new Deadline(nanoTime, nanoTime.getAsLong() + nanos) : this;
    }

    /** {@return how long is left, never negative} */
    public Duration remaining() {
        return Duration.ofNanos(remainingNanos());
    }

    /** {@return how many nanoseconds are left, never negative} */
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

    /** {@return whether nothing is left} */
    public boolean hasPassed() {
        return remainingNanos() == 0;
    }

    /** {@return what the clock says now that this deadline is measured with; only differences of it mean something} */
    public long nanoTime() {
        return nanoTime.getAsLong();
    }

    private static long nanos(Duration time) {
        return time.compareTo(Duration.ofDays(365)) > 0 ? Duration.ofDays(365).toNanos() : time.toNanos();
    }
}
