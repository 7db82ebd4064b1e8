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
 * Repeats failed attempts after the pauses that the service publishes, and spares a service in trouble, with Resilience4j.
 *
 * <p>A pause is never shorter than the schedule says, nor than the service asks for; one that would pass the call's
 * deadline is not begun: the call fails at once and says so.
 *
 * <p>All calls share a <b>budget</b>: a retry takes 14 tokens of 500 (after 429: 5), a success gives one back. When it is
 * used up, a call that fails is not repeated. First attempts are never kept back by it.
 *
 * <p>All calls, first attempts too, pass a <b>gate</b>. An account that is not loaded yet, 503 and 429 shut it at once;
 * other 5xx, failing to connect, and answers that do not come within the attempt limit shut it after five in a row. A shut
 * gate lets one attempt at a time through, after the pauses of the schedule (at most 30 seconds, unless the service asks
 * for more). Calls with enough time left wait for its outcome, and then pass at no more than twice the normal rate: the
 * busiest of the last ten seconds before, at least 10 a second. At most five seconds' worth of the normal traffic wait;
 * all others fail at once with {@link io.monitorapi.error.Reason#CIRCUIT_OPEN}. Calls that stood in line for a permit when it
 * was shut come back to it.
 *
 * <p>Budget and gate are the state of one account: make one policy for each, or the trouble of one account keeps the
 * others' calls back. Parks no thread. Safe for use by any thread.
 *
 * <p>Source of the schedule: Monitoring API, Methods, Report.
 */
public final class Resilience4jRetryPolicy implements RetryPolicy {

    private static final Duration LONGEST_BETWEEN_PROBES = Duration.ofSeconds(30);

    private final Retry scheduled;
    private final Retry quickFirst;
    private final RetryBudget budget;
    private final Gate gate;

    private Resilience4jRetryPolicy(BackoffSchedule schedule, Builder settings) {
        this.scheduled = retry("scheduled", schedule, settings.attempts());
        this.quickFirst =
                settings.quickRetry ? retry("quick-first", schedule.startingQuickly(), settings.attempts()) : scheduled;
        this.budget =
                settings.budget ? new RetryBudget(settings.budgetSize, settings.retryCost) : RetryBudget.unlimited();
        this.gate = new Gate(settings.gate, schedule.upTo(LONGEST_BETWEEN_PROBES), settings.leastNormalRate);
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
        Pass pass = gate.free(scope.deadline().nanoTime());
        if (pass == null) {
            return new RetryingCall<>(this, attempt, scope).begin();
        }
        CompletableFuture<T> first = RetryingCall.make(attempt);
        if (first.isDone() && !first.isCompletedExceptionally()) {
            attemptEnded(null, pass, scope);
            return first;
        }
        return new RetryingCall<>(this, attempt, scope).followedFrom(first, pass);
    }

    @Override
    public boolean mayStillSend(Scope scope) {
        return gate.isOpenTo(scope);
    }

    void attemptEnded(@Nullable Throwable thrown, Pass pass, Scope scope) {
        if (thrown == null) {
            budget.succeeded();
        }
        MonitorException failure = thrown instanceof MonitorException known ? known : null;
        gate.settle(pass, AttemptOutcome.of(thrown, scope.deadline()), failure, scope);
    }

    Gate gate() {
        return gate;
    }

    RetryBudget budget() {
        return budget;
    }

    /** What was never sent did not reach a service in trouble: the call's first pause may be short. */
    <T> Retry.AsyncContext<T> contextAfter(Throwable firstFailure) {
        boolean quick = firstFailure instanceof MonitorException known && known.sent() == Sent.NO;
        return (quick ? quickFirst : scheduled).asyncContext();
    }

    private static Retry retry(String name, BackoffSchedule schedule, int attempts) {
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
        private boolean budget = true;
        private int budgetSize = 500;
        private int retryCost = 14;
        private boolean gate = true;
        private int leastNormalRate = 10;
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

        /**
         * Sets whether the retries of all calls together are bounded by a budget; true unless set.
         *
         * @param enabled whether they are
         * @return this builder
         */
        public Builder budget(boolean enabled) {
            this.budget = enabled;
            return this;
        }

        /**
         * Sets how many tokens the budget holds at the most, which it does at the beginning; 500 unless set.
         *
         * @param tokens how many, at least 0; with fewer than a retry costs, nothing is repeated
         * @return this builder
         * @throws IllegalArgumentException if it is negative
         */
        public Builder budgetSize(int tokens) {
            if (tokens < 0) {
                throw new IllegalArgumentException("budgetSize must be at least 0, but is " + tokens);
            }
            this.budgetSize = tokens;
            return this;
        }

        /**
         * Sets how many tokens a retry takes from the budget; 14 unless set. After 429 it takes 5, if that is less.
         *
         * @param tokens how many, at least 1; a success gives 1 back
         * @return this builder
         * @throws IllegalArgumentException if it is less than 1
         */
        public Builder retryCost(int tokens) {
            if (tokens < 1) {
                throw new IllegalArgumentException("retryCost must be at least 1, but is " + tokens);
            }
            this.retryCost = tokens;
            return this;
        }

        /**
         * Sets whether calls are kept back while the service is in trouble; true unless set.
         *
         * @param enabled whether they are
         * @return this builder
         */
        public Builder gate(boolean enabled) {
            this.gate = enabled;
            return this;
        }

        Builder leastNormalRate(int perSecond) {
            this.leastNormalRate = perSecond;
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

        private static Duration requireUpToADay(String field, Duration pause) {
            Objects.requireNonNull(pause, field);
            if (pause.isZero() || pause.isNegative() || pause.compareTo(Duration.ofDays(1)) > 0) {
                throw new IllegalArgumentException(field + " must be positive and at most a day, but is " + pause);
            }
            return pause;
        }
    }
}
