package io.monitorapi.availability;

import io.monitorapi.engagement.EngagementResult;
import io.monitorapi.error.MonitorException;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What a watch knows. Immutable. */
public sealed interface AvailabilityState {

    /** {@return the service's last answer, empty while there has been none} */
    Optional<EngagementResult> lastAnswer();

    /** Nothing is known yet: the first question is on its way. */
    record Looking() implements AvailabilityState {

        @Override
        public Optional<EngagementResult> lastAnswer() {
            return Optional.empty();
        }
    }

    /**
     * The service has answered.
     *
     * @param answer what may be offered
     * @param since when this answer came
     */
    record Known(EngagementResult answer, Instant since) implements AvailabilityState {

        /** Checks that nothing is missing. */
        public Known {
            Objects.requireNonNull(answer, "answer");
            Objects.requireNonNull(since, "since");
        }

        @Override
        public Optional<EngagementResult> lastAnswer() {
            return Optional.of(answer);
        }
    }

    /**
     * The service fails, so the last answer may not hold any more.
     *
     * @param answer the last answer, or null when there has been none
     * @param since when the first of the failures since that answer came
     * @param failure the last failure
     */
    record Stale(@Nullable EngagementResult answer, Instant since, MonitorException failure)
            implements AvailabilityState {

        /** Checks that nothing is missing. */
        public Stale {
            Objects.requireNonNull(since, "since");
            Objects.requireNonNull(failure, "failure");
        }

        @Override
        public Optional<EngagementResult> lastAnswer() {
            return Optional.ofNullable(answer);
        }
    }
}
