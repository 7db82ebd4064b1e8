package io.monitorapi.availability;

import java.time.Duration;
import java.util.Objects;

/**
 * Options of one watch. Immutable.
 *
 * @param interval how often a request is sent, 5 seconds to 1 day; more often if a response is valid for a shorter time, or if
 *     another watch of the same visitor and request has a shorter interval
 * @param everyResult whether the listener is notified of every result and failure, not only of changes
 */
public record WatchOptions(Duration interval, boolean everyResult) {

    static final Duration MIN_INTERVAL = Duration.ofSeconds(5);

    private static final Duration MAX_INTERVAL = Duration.ofDays(1);

    private static final WatchOptions DEFAULTS = new WatchOptions(Duration.ofSeconds(30), false);

    /** Validates the interval; throws {@link IllegalArgumentException} if it is out of range. */
    public WatchOptions {
        Objects.requireNonNull(interval, "interval");
        if (interval.compareTo(MIN_INTERVAL) < 0 || interval.compareTo(MAX_INTERVAL) > 0) {
            throw new IllegalArgumentException("interval must be 5 seconds to 1 day, but is " + interval);
        }
    }

    /** {@return options with an interval of 30 seconds and notifications of changes only} */
    public static WatchOptions defaults() {
        return DEFAULTS;
    }

    /**
     * Creates options with an interval and notifications of changes only.
     *
     * @param interval the interval, 5 seconds to 1 day
     * @return the options
     */
    public static WatchOptions every(Duration interval) {
        return new WatchOptions(interval, false);
    }

    /**
     * Sets whether the listener is notified of every result and failure.
     *
     * @param enabled whether to notify of each
     * @return a copy with that setting
     */
    public WatchOptions withEveryResult(boolean enabled) {
        return new WatchOptions(interval, enabled);
    }
}
