package io.monitorapi;

import io.monitorapi.internal.Arguments;
import java.time.Duration;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Options for one call; unset values fall back to the service's. Immutable.
 *
 * @param deadline how long the whole call may take, retries included, positive; null for the service's own
 * @param maxAge the age up to which a cached result is returned without a request, not negative; zero for none
 * @param repeatable whether it does no harm that the service processes a report twice
 */
public record CallOptions(@Nullable Duration deadline, Duration maxAge, boolean repeatable) {

    private static final CallOptions DEFAULTS = new CallOptions(null, Duration.ZERO, false);
    private static final CallOptions FOR_PAGES = new CallOptions(Duration.ofSeconds(1), Duration.ofSeconds(10), false);

    /** Checks the durations; throws {@link IllegalArgumentException} that names the invalid one. */
    public CallOptions {
        if (deadline != null) {
            Arguments.requirePositive("deadline", deadline);
        }
        Arguments.requireNotNegative("maxAge", maxAge);
    }

    /** {@return options without any setting} */
    public static CallOptions defaults() {
        return DEFAULTS;
    }

    /**
     * {@return options for a call that a page waits for: a deadline of 1 second, and a maximum age of 10 seconds, so that a
     * visitor who loads page after page does not cause a request each time}
     */
    public static CallOptions forPages() {
        return FOR_PAGES;
    }

    /**
     * Sets how long the whole call may take.
     *
     * @param time the longest time, retries included, positive
     * @return options with that deadline
     */
    public static CallOptions deadline(Duration time) {
        return DEFAULTS.withDeadline(time);
    }

    /**
     * Sets how long the whole call may take.
     *
     * @param time the longest time, retries included, positive
     * @return options that are otherwise the same
     */
    public CallOptions withDeadline(Duration time) {
        return new CallOptions(Objects.requireNonNull(time, "deadline"), maxAge, repeatable);
    }

    /**
     * Lets {@code getEngagement} return the last result if it is not older than this, so that not every page view needs a
     * request: the result of an equal request, of a call of this service that had a maximum age itself, in the session that the
     * visitor still has. The service's own {@code validForSeconds} caps it. A report ignores it.
     *
     * @param age the maximum age, not negative; zero for a new request
     * @return options that are otherwise the same
     */
    public CallOptions withMaxAge(Duration age) {
        return new CallOptions(deadline, age, repeatable);
    }

    /**
     * Lets a report be sent again if it is unknown whether the service processed it. Without this option that is done only if
     * the report has no impressions and every {@linkplain io.monitorapi.attribute.EngagementAttribute#isEvent() event} in it has
     * an id (order, lead, service), by which the service recognises a repetition.
     *
     * @param isRepeatable whether it does no harm that the service processes the report twice
     * @return options that are otherwise the same
     */
    public CallOptions withRepeatable(boolean isRepeatable) {
        return new CallOptions(deadline, maxAge, isRepeatable);
    }
}
