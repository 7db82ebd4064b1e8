package io.monitorapi;

import java.time.Duration;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Bends one call; everything that is not set is as the service was built. Immutable.
 *
 * @param deadline how long the whole call may take, retries included, positive; null for the service's own
 */
public record CallOptions(@Nullable Duration deadline) {

    private static final CallOptions DEFAULTS = new CallOptions(null);

    /** Checks the deadline; throws {@link IllegalArgumentException} when it is not positive. */
    public CallOptions {
        if (deadline != null && (deadline.isZero() || deadline.isNegative())) {
            throw new IllegalArgumentException("deadline must be positive, but is " + deadline);
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
        return new CallOptions(Objects.requireNonNull(time, "deadline"));
    }
}
