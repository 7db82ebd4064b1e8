package io.monitorapi.retry;

import io.monitorapi.error.MonitorException;
import io.monitorapi.error.Reason;
import io.monitorapi.port.RetryPolicy;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The wait of one attempt for a permission of the circuit breaker; fails with {@link Reason#CIRCUIT_OPEN} if none can be
 * granted before the deadline of the call.
 */
@SuppressWarnings("FutureReturnValueIgnored") // The stages that follow do not throw.
final class CircuitBreakerWait extends CompletableFuture<CircuitBreakerPermit> {

    private static final Duration SHORTEST_RETRY_AFTER = Duration.ofSeconds(1);

    /** A call with less time left after the open state makes a poor probe: it ends before it has an outcome. */
    private static final long TIME_FOR_A_PROBE = TimeUnit.SECONDS.toNanos(1);

    private final ServiceCircuitBreaker circuitBreaker;
    private final RetryPolicy.Scope scope;

    /** One object, so that it can be removed again. */
    private final Runnable wakeUp = this::wakeUp;

    /** The delay before the next request for a permission; each one ends once, so requests never overlap. */
    private volatile @Nullable ScheduledDelay delay;

    CircuitBreakerWait(ServiceCircuitBreaker circuitBreaker, RetryPolicy.Scope scope) {
        this.circuitBreaker = circuitBreaker;
        this.scope = scope;
    }

    CircuitBreakerWait begin() {
        whenComplete((permission, ended) -> leave());
        ask();
        return this;
    }

    /** Decides on one reading of the clock: two readings differ, and a wait computed from both may never fit. */
    private void ask() {
        ScheduledDelay next = new ScheduledDelay(scope.scheduler());
        next.whenComplete((nothing, lost) -> delayEnded(lost));
        delay = next;
        long now = scope.deadline().nanoTime();
        long remaining = scope.deadline().remainingNanosAt(now);
        CircuitBreakerPermit permission = remaining > 0 ? circuitBreaker.tryAcquire(now, wakeUp) : null;
        if (permission != null) {
            grant(permission);
        } else {
            waitOrRefuse(next, now, remaining);
        }
        if (isDone()) {
            leave();
        }
    }

    private void grant(CircuitBreakerPermit permission) {
        if (!complete(permission)) {
            circuitBreaker.record(permission, AttemptOutcome.UNKNOWN, null, scope);
        }
    }

    private void waitOrRefuse(ScheduledDelay next, long now, long remaining) {
        long untilHalfOpen = circuitBreaker.nanosUntilHalfOpen(now);
        boolean tooLate = untilHalfOpen > 0 && untilHalfOpen > remaining - TIME_FOR_A_PROBE;
        if (remaining == 0 || tooLate) {
            completeExceptionally(refusal(Duration.ofNanos(untilHalfOpen), null));
        } else {
            next.begin(Math.min(circuitBreaker.nanosUntilNextState(now), remaining));
        }
    }

    private void wakeUp() {
        ScheduledDelay current = delay;
        if (current != null) {
            current.endNow();
        }
    }

    private void delayEnded(@Nullable Throwable lost) {
        if (isDone()) {
            return;
        }
        if (lost == null) {
            ask();
        } else {
            completeExceptionally(refusal(Duration.ZERO, "the scheduler is shut down"));
        }
    }

    private void leave() {
        circuitBreaker.removeWaiter(wakeUp);
        ScheduledDelay last = delay;
        if (last != null) {
            last.cancel(false);
        }
    }

    private static MonitorException refusal(Duration retryAfter, @Nullable String detail) {
        return MonitorException.builder(Reason.CIRCUIT_OPEN)
                .retryable(true)
                .retryAfter(retryAfter.compareTo(SHORTEST_RETRY_AFTER) < 0 ? SHORTEST_RETRY_AFTER : retryAfter)
                .detail(detail)
                .build();
    }
}
