package io.monitorapi.retry;

import io.monitorapi.internal.Arguments;
import io.monitorapi.port.RetryPolicy;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.DoubleSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Retries failed attempts on the schedule that the service publishes, and stops sending requests to a service in trouble,
 * with Resilience4j.
 *
 * <p>A delay is never shorter than the schedule says, nor than the service asks for. If it would pass the deadline of the
 * call, the call fails at once and its message says so.
 *
 * <p>All calls share a <b>retry budget</b>: a retry takes 14 tokens of 500 (5 after 429), a success gives one back. If too
 * few tokens are left, a failed call is not retried. First attempts are not charged.
 *
 * <p>All attempts, first ones too, need a permission of a <b>circuit breaker</b>. Account loading (500/20), 503 and 429
 * open it at once; other 5xx responses, failures to connect and responses slower than the attempt limit open it after five
 * in a row. It stays open as long as the schedule says (at most 30 seconds, unless the service asks for more), then permits
 * one attempt to find out whether the service is back. Meanwhile a call with enough time left waits; all others fail at
 * once with {@link io.monitorapi.error.Reason#CIRCUIT_OPEN} and a {@code retryAfter}.
 *
 * <p>Budget and circuit breaker are the state of one account: create one policy for each account, or a failing account
 * holds back the calls of the others. Blocks no thread. Thread-safe.
 *
 * <p>Source of the schedule: Monitoring API, Methods, Report.
 */
public final class Resilience4jRetryPolicy implements RetryPolicy {

    private final ServiceCircuitBreaker circuitBreaker;
    private final RetryBudget budget;
    private final Resilience4jRetries contexts;

    private Resilience4jRetryPolicy(BackoffSchedule schedule, Builder settings) {
        this.circuitBreaker = new ServiceCircuitBreaker(settings.circuitBreaker, schedule);
        this.budget =
                settings.budget ? new RetryBudget(settings.budgetSize, settings.retryCost) : RetryBudget.unlimited();
        this.contexts = Resilience4jRetries.of(schedule, settings.attempts(), settings.quickRetry);
    }

    /** {@return a policy with the default settings, which suit most applications} */
    public static Resilience4jRetryPolicy standard() {
        return builder().build();
    }

    /** {@return a builder with the schedule of the service} */
    public static Builder builder() {
        return new Builder();
    }

    @Override
    public <T> CompletableFuture<T> execute(Supplier<CompletableFuture<T>> attempt, Scope scope) {
        CircuitBreakerPermit permission = circuitBreaker.permissionIfClosed();
        if (permission == null) {
            return call(attempt, scope).begin();
        }
        CompletableFuture<T> first = RetryingCall.make(attempt);
        if (first.isDone() && !first.isCompletedExceptionally()) {
            circuitBreaker.record(permission, AttemptOutcome.HEALTHY, null, scope);
            budget.succeeded();
            return first;
        }
        return call(attempt, scope).beginWith(first, permission);
    }

    private <T> RetryingCall<T> call(Supplier<CompletableFuture<T>> attempt, Scope scope) {
        return new RetryingCall<>(circuitBreaker, budget, contexts, attempt, scope);
    }

    /** Builds a policy; not thread-safe. */
    public static final class Builder {

        private List<Duration> schedule =
                List.of(Duration.ofSeconds(3), Duration.ofSeconds(10), Duration.ofSeconds(30), Duration.ofSeconds(90));
        private @Nullable Integer maxAttempts;
        private double jitter = 0.2;
        private boolean quickRetry = true;
        private Duration longestRetryAfter = Duration.ofMinutes(10);
        private boolean budget = true;
        private int budgetSize = 500;
        private int retryCost = 14;
        private boolean circuitBreaker = true;
        private DoubleSupplier random = () -> ThreadLocalRandom.current().nextDouble();

        private Builder() {}

        /**
         * Sets the delays between attempts; default: 3, 10, 30 and 90 seconds.
         *
         * @param delays at least one, each positive and at most one day; the last one is used again if more attempts are
         *     allowed
         * @return this builder
         * @throws IllegalArgumentException if there is none or one is out of range
         */
        public Builder schedule(List<Duration> delays) {
            List<Duration> copy = List.copyOf(delays);
            if (copy.isEmpty()) {
                throw new IllegalArgumentException("schedule must not be empty: use maxAttempts(1) to never retry");
            }
            copy.forEach(delay -> requireUpToADay("schedule", delay));
            this.schedule = copy;
            return this;
        }

        /**
         * Sets the delays between attempts; default: 3, 10, 30 and 90 seconds.
         *
         * @param delays at least one, each positive and at most one day
         * @return this builder
         * @throws IllegalArgumentException if there is none or one is out of range
         */
        public Builder schedule(Duration... delays) {
            return schedule(List.of(delays));
        }

        /**
         * Sets how many requests one call may make; default: one more than the schedule has delays.
         *
         * @param attempts the number of requests, including the first one; 1 never retries
         * @return this builder
         * @throws IllegalArgumentException if it is less than 1
         */
        public Builder maxAttempts(int attempts) {
            this.maxAttempts = Arguments.requireAtLeast("maxAttempts", 1, attempts);
            return this;
        }

        /**
         * Sets by how much a delay of the schedule may be longer at random; default: 0.2.
         *
         * @param share from 0 to 1; with 0.2, a delay of 10 seconds takes 10 to 12
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
         * Sets whether a call whose first request could not be sent is retried after 50 to 250 ms, before the schedule
         * begins; default: true.
         *
         * @param enabled false to begin with the schedule
         * @return this builder
         */
        public Builder quickRetry(boolean enabled) {
            this.quickRetry = enabled;
            return this;
        }

        /**
         * Sets the longest delay that the service may ask for; default: 10 minutes.
         *
         * @param longest positive and at most one day; used if the service asks for more
         * @return this builder
         * @throws IllegalArgumentException if it is out of range
         */
        public Builder longestRetryAfter(Duration longest) {
            this.longestRetryAfter = requireUpToADay("longestRetryAfter", longest);
            return this;
        }

        /**
         * Sets whether a budget bounds the retries of all calls together; default: true.
         *
         * @param enabled false for no bound
         * @return this builder
         */
        public Builder budget(boolean enabled) {
            this.budget = enabled;
            return this;
        }

        /**
         * Sets how many tokens the budget holds at most, and at the beginning; default: 500.
         *
         * @param tokens at least 0; with fewer than one retry costs, nothing is retried
         * @return this builder
         * @throws IllegalArgumentException if it is negative
         */
        public Builder budgetSize(int tokens) {
            this.budgetSize = Arguments.requireAtLeast("budgetSize", 0, tokens);
            return this;
        }

        /**
         * Sets how many tokens a retry takes from the budget; default: 14. After 429 it takes 5 if that is less.
         *
         * @param tokens at least 1; a success gives 1 back
         * @return this builder
         * @throws IllegalArgumentException if it is less than 1
         */
        public Builder retryCost(int tokens) {
            this.retryCost = Arguments.requireAtLeast("retryCost", 1, tokens);
            return this;
        }

        /**
         * Sets whether a circuit breaker holds attempts back while the service is in trouble; default: true.
         *
         * @param enabled false to send every attempt
         * @return this builder
         */
        public Builder circuitBreaker(boolean enabled) {
            this.circuitBreaker = enabled;
            return this;
        }

        Builder random(DoubleSupplier fromZeroToOne) {
            this.random = fromZeroToOne;
            return this;
        }

        /** {@return the policy} */
        public Resilience4jRetryPolicy build() {
            return new Resilience4jRetryPolicy(BackoffSchedule.of(schedule, jitter, longestRetryAfter, random), this);
        }

        private int attempts() {
            return maxAttempts == null ? schedule.size() + 1 : maxAttempts;
        }

        private static Duration requireUpToADay(String field, Duration delay) {
            Arguments.requirePositive(field, delay);
            if (delay.compareTo(Duration.ofDays(1)) > 0) {
                throw new IllegalArgumentException(field + " must be at most one day, but is " + delay);
            }
            return delay;
        }
    }
}
