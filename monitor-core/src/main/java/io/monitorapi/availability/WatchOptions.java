package io.monitorapi.availability;

import java.time.Duration;
import java.util.Objects;

/**
 * Bends one watch. Immutable.
 *
 * @param interval how often the service is asked, 5 seconds to 1 day; oftener when it says that its answer holds for less,
 *     and when another watch of the same visitor and request wants it
 * @param everyAnswer whether the listener is told every answer and every failure, not only changes
 */
public record WatchOptions(Duration interval, boolean everyAnswer) {

    static final Duration SHORTEST = Duration.ofSeconds(5);

    private static final Duration LONGEST = Duration.ofDays(1);

    private static final WatchOptions DEFAULTS = new WatchOptions(Duration.ofSeconds(30), false);

    /** Checks the interval; throws {@link IllegalArgumentException} when it is too short or too long. */
    public WatchOptions {
        Objects.requireNonNull(interval, "interval");
        if (interval.compareTo(SHORTEST) < 0 || interval.compareTo(LONGEST) > 0) {
            throw new IllegalArgumentException("interval must be 5 seconds to 1 day, but is " + interval);
        }
    }

    /** {@return options that ask every 30 seconds and tell changes only} */
    public static WatchOptions defaults() {
        return DEFAULTS;
    }

    /**
     * Asks at an interval and tells changes only.
     *
     * @param interval how often, 5 seconds to 1 day
     * @return options with that interval
     */
    public static WatchOptions every(Duration interval) {
        return new WatchOptions(interval, false);
    }

    /**
     * Sets whether the listener is told every answer and every failure.
     *
     * @param isWanted whether it is
     * @return options that are otherwise the same
     */
    public WatchOptions withEveryAnswer(boolean isWanted) {
        return new WatchOptions(interval, isWanted);
    }
}
