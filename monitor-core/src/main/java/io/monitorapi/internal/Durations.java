package io.monitorapi.internal;

import java.time.Duration;

/** Converts durations without overflow: a longer time becomes the longest time that can be waited for. */
public final class Durations {

    /** The longest time in nanoseconds: about 146 years, so that a deadline may still be added to a clock's reading. */
    public static final long LONGEST_NANOS = Long.MAX_VALUE / 2;

    private static final Duration LONGEST = Duration.ofNanos(LONGEST_NANOS);

    private Durations() {}

    /** {@return the nanoseconds, between plus and minus {@link #LONGEST_NANOS}} */
    public static long saturatedNanos(Duration duration) {
        return capped(duration).toNanos();
    }

    /** {@return the milliseconds, rounded up, between plus and minus those of {@link #LONGEST_NANOS}} */
    public static long saturatedMillis(Duration duration) {
        Duration capped = capped(duration);
        long millis = capped.toMillis();
        return capped.isNegative() || capped.equals(Duration.ofMillis(millis)) ? millis : millis + 1;
    }

    private static Duration capped(Duration duration) {
        if (duration.compareTo(LONGEST) > 0) {
            return LONGEST;
        }
        return duration.compareTo(LONGEST.negated()) < 0 ? LONGEST.negated() : duration;
    }
}
