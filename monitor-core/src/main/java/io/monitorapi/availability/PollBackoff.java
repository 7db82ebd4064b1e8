package io.monitorapi.availability;

import io.monitorapi.engagement.Engagement;
import io.monitorapi.engagement.EngagementResult;
import io.monitorapi.error.ErrorCategory;
import io.monitorapi.error.MonitorException;
import java.time.Duration;
import java.util.Objects;
import java.util.function.DoubleSupplier;

/** Says when to ask again. */
final class PollBackoff {

    /** However long an outage lasts, its end is noticed within about this time. */
    static final Duration LONGEST_PAUSE = Duration.ofMinutes(5);

    private static final int MOST_DOUBLINGS = 6;
    private static final double JITTER = 0.25;

    private final DoubleSupplier random;

    PollBackoff(DoubleSupplier random) {
        this.random = random;
    }

    /** How long an answer is taken to hold: what the service says counts when it is less. */
    Duration period(Duration interval, EngagementResult answer) {
        Duration validity = answer.engagements().stream()
                .map(Engagement::validFor)
                .filter(Objects::nonNull)
                .min(Duration::compareTo)
                .orElse(interval);
        return shorter(interval, longer(validity, WatchOptions.SHORTEST));
    }

    /** Watches that begin together ask their second question at different times, and stay apart from then on. */
    Duration anyPart(Duration period) {
        return scaled(period, random.getAsDouble());
    }

    /** Asks ever more rarely; at once as rarely as can be when asking again cannot help. */
    Duration pause(Duration interval, int failures, MonitorException failure) {
        Duration longest = longer(interval, LONGEST_PAUSE);
        if (failure.category() == ErrorCategory.APPLICATION) {
            return jittered(longest);
        }
        Duration doubled = interval.multipliedBy(1L << Math.min(failures - 1, MOST_DOUBLINGS));
        Duration asked = failure.retryAfter().orElse(Duration.ZERO);
        return jittered(shorter(longest, longer(doubled, asked)));
    }

    private Duration jittered(Duration pause) {
        return scaled(pause, 1 + JITTER * random.getAsDouble());
    }

    private static Duration scaled(Duration time, double factor) {
        return Duration.ofNanos((long) (time.toNanos() * factor));
    }

    private static Duration shorter(Duration one, Duration other) {
        return one.compareTo(other) <= 0 ? one : other;
    }

    private static Duration longer(Duration one, Duration other) {
        return one.compareTo(other) >= 0 ? one : other;
    }
}
