package io.monitorapi.retry;

import io.github.resilience4j.retry.Retry;
import io.github.resilience4j.retry.RetryConfig;
import io.monitorapi.error.MonitorException;
import io.monitorapi.error.Sent;
import io.monitorapi.port.RetryPolicy;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.DoubleSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Repeats failed attempts after the pauses that the service publishes, with Resilience4j.
 *
 * <p>A pause is never shorter than the schedule says, nor than the service asks for; one that would pass the call's
 * deadline is not begun: the call fails at once and says so. Parks no thread. Immutable, safe for use by any thread, and
 * by several services.
 *
 * <p>Source of the schedule: Monitoring API, Methods, Report.
 */
public final class Resilience4jRetryPolicy implements RetryPolicy {

    private final Retry scheduled;
    private final Retry quickFirst;

    private Resilience4jRetryPolicy(Schedule schedule, Builder settings) {
        this.scheduled = retry("scheduled", schedule, settings.attempts());
        this.quickFirst =
                settings.quickRetry ? retry("quick-first", schedule.startingQuickly(), settings.attempts()) : scheduled;
    }

    /** {@return the policy that suits most applications: all settings as the builder has them} */
    public static Resilience4jRetryPolicy standard() {
        return builder().build();
    }

    /** {@return a builder with the service's schedule} */
    public static Builder builder() {
        return new Builder();
    }

    @Override
    public <T> CompletableFuture<T> execute(Supplier<CompletableFuture<T>> attempt, Scope scope) {
        CompletableFuture<T> first = RetriedCall.make(attempt);
        if (first.isDone() && !first.isCompletedExceptionally()) {
            return first;
        }
        return new RetriedCall<>(this, attempt, scope).followedFrom(first);
    }

    /** What was never sent did not reach a service in trouble: the call's first pause may be short. */
    <T> Retry.AsyncContext<T> contextAfter(Throwable firstFailure) {
        boolean quick = firstFailure instanceof MonitorException known && known.sent() == Sent.NO;
        return (quick ? quickFirst : scheduled).asyncContext();
    }

    private static Retry retry(String name, Schedule schedule, int attempts) {
        RetryConfig config = RetryConfig.custom()
                .maxAttempts(attempts)
                .retryOnException(RetryPolicy::repeats)
                .intervalBiFunction(
                        (failed, outcome) -> schedule.millisAfter(failed, (MonitorException) outcome.getLeft()))
                .build();
        return Retry.of(name, config);
    }

    /** Gathers the settings of a policy; not safe for use by several threads at once. */
    public static final class Builder {

        private List<Duration> schedule =
                List.of(Duration.ofSeconds(3), Duration.ofSeconds(10), Duration.ofSeconds(30), Duration.ofSeconds(90));
        private @Nullable Integer maxAttempts;
        private double jitter = 0.2;
        private boolean quickRetry = true;
        private Duration longestRetryAfter = Duration.ofMinutes(10);
        private DoubleSupplier random = () -> ThreadLocalRandom.current().nextDouble();

        private Builder() {}

        /**
         * Sets the pauses between attempts; 3, 10, 30 and 90 seconds unless set.
         *
         * @param pauses at least one, each positive and at most a day; the last one is used again when more attempts are
         *     allowed
         * @return this builder
         * @throws IllegalArgumentException if there is none, or one is out of range
         */
        public Builder schedule(List<Duration> pauses) {
            List<Duration> copy = List.copyOf(pauses);
            if (copy.isEmpty()) {
                throw new IllegalArgumentException("schedule must not be empty: use maxAttempts(1) to never repeat");
            }
            copy.forEach(pause -> requireUpToADay("schedule", pause));
            this.schedule = copy;
            return this;
        }

        /**
         * Sets the pauses between attempts; 3, 10, 30 and 90 seconds unless set.
         *
         * @param pauses at least one, each positive and at most a day
         * @return this builder
         * @throws IllegalArgumentException if there is none, or one is out of range
         */
        public Builder schedule(Duration... pauses) {
            return schedule(List.of(pauses));
        }

        /**
         * Sets how many requests one call may make; one more than the schedule has pauses unless set.
         *
         * @param attempts the number of requests, the first included: 1 never repeats
         * @return this builder
         * @throws IllegalArgumentException if it is less than 1
         */
        public Builder maxAttempts(int attempts) {
            if (attempts < 1) {
                throw new IllegalArgumentException("maxAttempts must be at least 1, but is " + attempts);
            }
            this.maxAttempts = attempts;
            return this;
        }

        /**
         * Sets by how much a pause of the schedule may be longer at random; 0.2 unless set.
         *
         * @param share from 0 to 1; 0.2 makes 10 seconds 10 to 12
         * @return this builder
         * @throws IllegalArgumentException if it is out of range
         */
        public Builder jitter(double share) {
            if (!(share >= 0 && share <= 1)) {
                throw new IllegalArgumentException("jitter must be from 0 to 1, but is " + share);
            }
            this.jitter = share;
            return this;
        }

        /**
         * Sets whether a call that could not be sent is repeated once after 50 to 250 ms, before the schedule begins;
         * true unless set.
         *
         * @param enabled whether it is
         * @return this builder
         */
        public Builder quickRetry(boolean enabled) {
            this.quickRetry = enabled;
            return this;
        }

        /**
         * Sets the longest pause that the service may ask for; 10 minutes unless set.
         *
         * @param longest positive and at most a day; when the service asks for more, this is used
         * @return this builder
         * @throws IllegalArgumentException if it is out of range
         */
        public Builder longestRetryAfter(Duration longest) {
            this.longestRetryAfter = requireUpToADay("longestRetryAfter", longest);
            return this;
        }

        Builder random(DoubleSupplier fromZeroToOne) {
            this.random = fromZeroToOne;
            return this;
        }

        /** {@return the policy} */
        public Resilience4jRetryPolicy build() {
            return new Resilience4jRetryPolicy(Schedule.of(schedule, jitter, longestRetryAfter, random), this);
        }

        private int attempts() {
            return maxAttempts == null ? schedule.size() + 1 : maxAttempts;
        }

        private static Duration requireUpToADay(String field, Duration pause) {
            Objects.requireNonNull(pause, field);
            if (pause.isZero() || pause.isNegative() || pause.compareTo(Duration.ofDays(1)) > 0) {
                throw new IllegalArgumentException(field + " must be positive and at most a day, but is " + pause);
            }
            return pause;
        }
    }
}
