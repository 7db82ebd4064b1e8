package io.monitorapi.availability;

import io.monitorapi.engagement.EngagementResult;
import io.monitorapi.error.MonitorException;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The state of a watch. Immutable. */
public sealed interface AvailabilityState {

    /** {@return the result of the last successful request, empty if there has been none} */
    Optional<EngagementResult> lastResult();

    /** The first request has not completed yet. */
    record Pending() implements AvailabilityState {

        @Override
        public Optional<EngagementResult> lastResult() {
            return Optional.empty();
        }
    }

    /**
     * The last request succeeded.
     *
     * @param result its result
     * @param since when it completed
     */
    record Current(EngagementResult result, Instant since) implements AvailabilityState {

        /** Validates the components. */
        public Current {
            Objects.requireNonNull(result, "result");
            Objects.requireNonNull(since, "since");
        }

        @Override
        public Optional<EngagementResult> lastResult() {
            return Optional.of(result);
        }
    }

    /**
     * The last request failed, so the last result may not be valid any more.
     *
     * @param result the last result, or null if there has been none
     * @param since when the first failure since that result occurred
     * @param failure the last failure
     */
    record Stale(@Nullable EngagementResult result, Instant since, MonitorException failure)
            implements AvailabilityState {

        /** Validates the components. */
        public Stale {
            Objects.requireNonNull(since, "since");
            Objects.requireNonNull(failure, "failure");
        }

        @Override
        public Optional<EngagementResult> lastResult() {
            return Optional.ofNullable(result);
        }
    }
}
