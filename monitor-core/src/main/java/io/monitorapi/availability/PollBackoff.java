package io.monitorapi.availability;

import io.monitorapi.engagement.Engagement;
import io.monitorapi.engagement.EngagementResult;
import io.monitorapi.error.ErrorCategory;
import io.monitorapi.error.MonitorException;
import io.monitorapi.internal.Durations;
import java.time.Duration;
import java.util.Objects;
import java.util.function.DoubleSupplier;

/** Calculates the delay before the next request of a poll. */
final class PollBackoff {

    /** Limits how long the end of an outage may go unnoticed. */
    static final Duration MAX_DELAY = Duration.ofMinutes(5);

    private static final int MAX_DOUBLINGS = 6;
    private static final double JITTER = 0.25;

    private final DoubleSupplier random;

    PollBackoff(DoubleSupplier random) {
        this.random = random;
    }

    /** {@return the delay after a response: the interval, or the validity of the response if that is shorter} */
    Duration period(Duration interval, EngagementResult result) {
        Duration validity = result.engagements().stream()
                .map(Engagement::validFor)
                .filter(Objects::nonNull)
                .min(Duration::compareTo)
                .orElse(interval);
        return min(interval, max(validity, WatchOptions.MIN_INTERVAL));
    }

    /** {@return a random part of the period, so that polls that start together do not stay together} */
    Duration randomPart(Duration period) {
        return scaled(period, random.getAsDouble());
    }

    /** {@return the delay after a failure: it doubles with each, and is longest if a repetition cannot succeed} */
    Duration delayAfterFailure(Duration interval, int failures, MonitorException failure) {
        Duration longest = max(interval, MAX_DELAY);
        if (failure.category() == ErrorCategory.APPLICATION) {
            return jittered(longest);
        }
        Duration doubled = interval.multipliedBy(1L << Math.min(failures - 1, MAX_DOUBLINGS));
        Duration retryAfter = failure.retryAfter().orElse(Duration.ZERO);
        return jittered(min(longest, max(doubled, retryAfter)));
    }

    private Duration jittered(Duration delay) {
        return scaled(delay, 1 + JITTER * random.getAsDouble());
    }

    private static Duration scaled(Duration duration, double factor) {
        return Duration.ofNanos((long) (Durations.saturatedNanos(duration) * factor));
    }

    private static Duration min(Duration one, Duration other) {
        return one.compareTo(other) <= 0 ? one : other;
    }

    private static Duration max(Duration one, Duration other) {
        return one.compareTo(other) >= 0 ? one : other;
    }
}
