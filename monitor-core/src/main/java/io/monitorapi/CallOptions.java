package io.monitorapi;

import java.time.Duration;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Bends one call; everything that is not set is as the service was built. Immutable.
 *
 * @param deadline how long the whole call may take, retries included, positive; null for the service's own
 * @param maxAge how old an answer may be that is given again without asking, not negative; zero for a fresh one
 * @param repeatable whether a report does no harm when the service processes it twice
 */
public record CallOptions(@Nullable Duration deadline, Duration maxAge, boolean repeatable) {

    private static final CallOptions DEFAULTS = new CallOptions(null, Duration.ZERO, false);

    /** Checks the durations; throws {@link IllegalArgumentException} naming the one that cannot be. */
    public CallOptions {
        Objects.requireNonNull(maxAge, "maxAge");
        if (deadline != null && (deadline.isZero() || deadline.isNegative())) {
            throw new IllegalArgumentException("deadline must be positive, but is " + deadline);
        }
        if (maxAge.isNegative()) {
            throw new IllegalArgumentException("maxAge must not be negative, but is " + maxAge);
        }
    }

    /** {@return options that change nothing} */
    public static CallOptions defaults() {
        return DEFAULTS;
    }

    /**
     * Sets how long the whole call may take.
     *
     * @param time how long, retries included, positive
     * @return options with that deadline
     */
    public static CallOptions deadline(Duration time) {
        return DEFAULTS.withDeadline(time);
    }

    /**
     * Sets how long the whole call may take.
     *
     * @param time how long, retries included, positive
     * @return options that are otherwise the same
     */
    public CallOptions withDeadline(Duration time) {
        return new CallOptions(Objects.requireNonNull(time, "deadline"), maxAge, repeatable);
    }

    /**
     * Lets {@code getEngagement} give the last answer again when it is not older than this, so that every page view need not
     * ask: the last answer to an equal request, given to a call of this service that had a maximum age itself, in the session
     * that the visitor still has. The service's own {@code validForSeconds} makes it shorter. A report ignores it.
     *
     * @param age how old, not negative; zero for a fresh answer
     * @return options that are otherwise the same
     */
    public CallOptions withMaxAge(Duration age) {
        return new CallOptions(deadline, age, repeatable);
    }

    /**
     * Lets a report be sent again when nobody knows whether it was processed. Without it that is done only if every engagement
     * attribute of the report carries an id of its own (order, lead, service), by which the service recognises a repetition.
     *
     * @param isRepeatable whether processing the report twice does no harm
     * @return options that are otherwise the same
     */
    public CallOptions withRepeatable(boolean isRepeatable) {
        return new CallOptions(deadline, maxAge, isRepeatable);
    }
}
