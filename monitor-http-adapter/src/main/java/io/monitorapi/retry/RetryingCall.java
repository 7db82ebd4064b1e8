package io.monitorapi.retry;

import io.github.resilience4j.retry.Retry;
import io.monitorapi.error.MonitorException;
import io.monitorapi.internal.Futures;
import io.monitorapi.port.MonitorListener.RetryScheduled;
import io.monitorapi.port.RetryPolicy;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The attempts of one call, one after the other, each with a permission of the circuit breaker; ends with the first result,
 * or with the failure of the last attempt.
 *
 * <p>Resilience4j decides whether another attempt follows and after which delay. Its own asynchronous loop is not used: it
 * never ends when an attempt throws or the scheduler drops a delay, and it continues after a cancellation.
 */
@SuppressWarnings("FutureReturnValueIgnored") // The stages that follow an attempt or a delay are guarded by orFail.
final class RetryingCall<T> extends CompletableFuture<T> {

    private final ServiceCircuitBreaker circuitBreaker;
    private final RetryBudget budget;
    private final Resilience4jRetries contexts;
    private final Supplier<CompletableFuture<T>> attempt;
    private final RetryPolicy.Scope scope;

    /** The permission of the attempt in flight, until its outcome is recorded. */
    private final AtomicReference<@Nullable CircuitBreakerPermit> permission = new AtomicReference<>();

    /** What this call waits for: a permission, an attempt or a delay. */
    private volatile @Nullable Future<?> current;

    private Retry.@Nullable AsyncContext<T> context;
    private int attempts;
    private @Nullable MonitorException lastFailure;

    RetryingCall(
            ServiceCircuitBreaker circuitBreaker,
            RetryBudget budget,
            Resilience4jRetries contexts,
            Supplier<CompletableFuture<T>> attempt,
            RetryPolicy.Scope scope) {
        this.circuitBreaker = circuitBreaker;
        this.budget = budget;
        this.contexts = contexts;
        this.attempt = attempt;
        this.scope = scope;
    }

    /** Makes one attempt; an exception that it throws becomes its failure. */
    static <T> CompletableFuture<T> make(Supplier<CompletableFuture<T>> attempt) {
        try {
            return Objects.requireNonNull(attempt.get(), "an attempt must not return null");
        } catch (Throwable thrown) {
            return CompletableFuture.failedFuture(thrown);
        }
    }

    /** Waits for a permission and makes the first attempt. */
    CompletableFuture<T> begin() {
        whenComplete((result, thrown) -> stop());
        orFail(this::awaitPermission);
        return this;
    }

    /** Continues after a first attempt that was made already. */
    CompletableFuture<T> beginWith(CompletableFuture<T> first, CircuitBreakerPermit granted) {
        whenComplete((result, thrown) -> stop());
        follow(first, granted);
        return this;
    }

    private void awaitPermission() {
        CircuitBreakerWait wait = new CircuitBreakerWait(circuitBreaker, scope);
        current = wait;
        wait.whenComplete((granted, refusal) -> orFail(() -> permissionDecided(granted, refusal)));
        wait.begin();
        stopIfDone();
    }

    private void permissionDecided(@Nullable CircuitBreakerPermit granted, @Nullable Throwable refusal) {
        if (granted != null && isDone()) {
            circuitBreaker.record(granted, AttemptOutcome.UNKNOWN, null, scope);
        } else if (granted != null) {
            follow(make(attempt), granted);
        } else if (lastFailure == null) {
            completeExceptionally(refusal);
        } else {
            end(lastFailure, "the circuit breaker is open");
        }
    }

    private void follow(CompletableFuture<T> inFlight, CircuitBreakerPermit granted) {
        attempts++;
        permission.set(granted);
        current = inFlight;
        inFlight.whenComplete((result, thrown) -> orFail(() -> attemptEnded(result, thrown)));
        stopIfDone();
    }

    private void attemptEnded(@Nullable T result, @Nullable Throwable thrown) {
        Throwable failure = thrown == null ? null : Futures.unwrap(thrown);
        MonitorException monitorException = failure instanceof MonitorException monitor ? monitor : null;
        record(AttemptOutcome.of(failure, scope.deadline()), monitorException);
        if (failure == null) {
            budget.succeeded();
            complete(result);
        } else if (!isDone()) {
            attemptFailed(failure);
        }
    }

    /** Records the outcome of the attempt in flight, unless the caller has left and it is recorded already. */
    private void record(AttemptOutcome outcome, @Nullable MonitorException failure) {
        CircuitBreakerPermit granted = permission.getAndSet(null);
        if (granted != null) {
            circuitBreaker.record(granted, outcome, failure, scope);
        }
    }

    private void attemptFailed(Throwable failure) {
        if (context == null) {
            context = contexts.contextAfter(failure);
        }
        long millis = context.onError(failure);
        if (millis >= 0 && failure instanceof MonitorException repeatable) {
            retryAfter(TimeUnit.MILLISECONDS.toNanos(millis), repeatable);
        } else {
            completeExceptionally(failure);
        }
    }

    /** Retries that wait for the circuit breaker are bounded by it; the others are charged to the budget. */
    private void retryAfter(long nanos, MonitorException failure) {
        long now = scope.deadline().nanoTime();
        long length = Math.max(nanos, circuitBreaker.nanosUntilHalfOpen(now));
        if (length >= scope.deadline().remainingNanosAt(now)) {
            end(failure, "the next delay of " + TimeUnit.NANOSECONDS.toMillis(length) + " ms would pass the deadline");
        } else if (circuitBreaker.permissionIfClosed() != null && !budget.tryAcquire(failure)) {
            end(failure, "the retry budget is used up, because too many calls fail");
        } else {
            scope.listener()
                    .retryScheduled(new RetryScheduled(
                            scope.call(),
                            scope.operation(),
                            Math.max(attempts, failure.attempts()),
                            Duration.ofNanos(length),
                            failure.reason()));
            delay(length, failure);
        }
    }

    private void delay(long nanos, MonitorException failure) {
        ScheduledDelay delay = new ScheduledDelay(scope.scheduler());
        current = delay;
        delay.whenComplete((nothing, lost) -> orFail(() -> delayEnded(lost, failure)));
        delay.begin(nanos);
        stopIfDone();
    }

    private void delayEnded(@Nullable Throwable lost, MonitorException failure) {
        if (isDone()) {
            return;
        }
        if (lost != null) {
            end(failure, "the scheduler is shut down");
        } else if (scope.deadline().hasPassed()) {
            end(failure, "the scheduler was late and the deadline has passed");
        } else {
            lastFailure = failure;
            awaitPermission();
        }
    }

    private void end(MonitorException failure, String why) {
        MonitorException last =
                failure.toBuilder().detail("not repeated: " + why).build();
        last.setStackTrace(failure.getStackTrace());
        for (Throwable earlier : failure.getSuppressed()) {
            last.addSuppressed(earlier);
        }
        completeExceptionally(last);
    }

    /** A stage swallows what its action throws: the call would never end. */
    private void orFail(Runnable step) {
        try {
            step.run();
        } catch (Throwable unexpected) {
            completeExceptionally(unexpected);
        }
    }

    /** Runs after every change of {@code current} and when the call ends, so that one of the two sees the other. */
    private void stopIfDone() {
        if (isDone()) {
            stop();
        }
    }

    /** Whoever ended the call, by a result, a cancellation or a timeout: gives the permission back and sends nothing more. */
    private void stop() {
        record(AttemptOutcome.UNKNOWN, null);
        Future<?> pending = current;
        if (pending != null) {
            pending.cancel(true);
        }
    }
}
