package io.monitorapi.retry;

import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreaker.State;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig.SlidingWindowType;
import io.monitorapi.error.MonitorException;
import io.monitorapi.port.MonitorListener.CircuitChanged;
import io.monitorapi.port.RetryPolicy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The circuit breaker of one account: Resilience4j's, on the clock of the calls, for attempts that end asynchronously.
 *
 * <p>Resilience4j counts whatever is reported while it is half-open as the outcome of the probe, and a permission that is
 * not given back blocks it forever. Therefore an outcome counts only in the state in which its attempt was permitted, and
 * a probe without an outcome counts as failed after 30 seconds. Resilience4j's own limit for that
 * ({@code maxWaitDurationInHalfOpenState}) is not used: it runs on the wall clock, in a thread that never ends.
 */
final class ServiceCircuitBreaker {

    private static final int FAILURES_IN_A_ROW = 5;
    private static final Duration LONGEST_OPEN = Duration.ofSeconds(30);
    private static final long LONGEST_PROBE = TimeUnit.SECONDS.toNanos(30);

    private final boolean enabled;
    private final BackoffSchedule schedule;
    private final SnapshotClock clock = new SnapshotClock();
    private final CircuitBreaker breaker;

    /** In the order of their arrival; guarded by this. */
    private final Set<Runnable> waiters = new LinkedHashSet<>();

    /** Permits every attempt while the circuit is closed; null while it is not, and another one each time it closes. */
    private volatile @Nullable CircuitBreakerPermit closed = new CircuitBreakerPermit();

    /** Whether an attempt has failed and none has succeeded since: otherwise a success changes nothing. */
    private volatile boolean failing;

    /** The attempt in flight while half-open; guarded by this. */
    private @Nullable CircuitBreakerPermit probe;

    /** When the open state, or the time of the probe, ends; guarded by this. */
    private long stateEnds;

    ServiceCircuitBreaker(boolean enabled, BackoffSchedule schedule) {
        this.enabled = enabled;
        this.schedule = schedule.upTo(LONGEST_OPEN);
        this.breaker = CircuitBreaker.of(
                "service",
                CircuitBreakerConfig.custom()
                        .slidingWindow(FAILURES_IN_A_ROW, FAILURES_IN_A_ROW, SlidingWindowType.COUNT_BASED)
                        .failureRateThreshold(100)
                        .permittedNumberOfCallsInHalfOpenState(1)
                        .waitIntervalFunctionInOpenState(this::openMillis)
                        .clock(clock)
                        .build());
    }

    /** {@return the permission of an attempt while the circuit is closed, or null while it is not} */
    @Nullable
    CircuitBreakerPermit permissionIfClosed() {
        return closed;
    }

    /**
     * Permits an attempt, or registers a waiter that is run after the next change of state. Each permission must be
     * {@linkplain #record recorded}, however its attempt ends.
     */
    synchronized @Nullable CircuitBreakerPermit tryAcquire(long now, Runnable waiter) {
        if (closed != null) {
            return closed;
        }
        // Resilience4j permits an attempt after the end of the open state, not at its end.
        clock.set(now + 1);
        if (probe != null && stateEnds - now <= 0) {
            clock.set(now);
            probe = null;
            breaker.transitionToOpenState();
        }
        if (!breaker.tryAcquirePermission()) {
            waiters.add(waiter);
            return null;
        }
        stateEnds = now + LONGEST_PROBE;
        CircuitBreakerPermit permission = new CircuitBreakerPermit();
        probe = permission;
        return permission;
    }

    synchronized void removeWaiter(Runnable waiter) {
        waiters.remove(waiter);
    }

    /** {@return how long no attempt can be permitted; 0 unless the circuit is open} */
    synchronized long nanosUntilHalfOpen(long now) {
        return breaker.getState() == State.OPEN ? Math.max(0, stateEnds - now) : 0;
    }

    /** {@return after which time a waiter has to ask again if it is not woken; 0 if it may ask at once} */
    synchronized long nanosUntilNextState(long now) {
        boolean mayAsk = closed != null || (probe == null && breaker.getState() == State.HALF_OPEN);
        return mayAsk ? 0 : Math.max(0, stateEnds - now);
    }

    /** Records the outcome of an attempt that was permitted; the failure is null only if there is none. */
    void record(
            CircuitBreakerPermit permission,
            AttemptOutcome outcome,
            @Nullable MonitorException failure,
            RetryPolicy.Scope scope) {
        boolean expected = permission == closed && outcome == AttemptOutcome.HEALTHY && !failing;
        if (expected || !enabled) {
            return;
        }
        boolean wasClosed;
        boolean isClosed;
        List<Runnable> woken;
        synchronized (this) {
            clock.set(scope.deadline().nanoTime());
            wasClosed = closed != null;
            woken = permission == probe ? new ArrayList<>(waiters) : List.of();
            count(permission, outcome, failure);
            isClosed = closed != null;
            if (!isClosed) {
                // The next probe goes to the newest call: it has the most time left.
                Collections.reverse(woken);
            }
        }
        woken.forEach(Runnable::run);
        if (isClosed != wasClosed) {
            scope.listener()
                    .circuitChanged(
                            new CircuitChanged(isClosed, isClosed || failure == null ? null : failure.reason()));
        }
    }

    private void count(CircuitBreakerPermit permission, AttemptOutcome outcome, @Nullable MonitorException failure) {
        if (permission == probe) {
            probe = null;
            waiters.clear();
            probeEnded(outcome, failure);
        } else if (permission == closed) {
            attemptEnded(outcome, failure);
        } else if (outcome == AttemptOutcome.UNAVAILABLE && breaker.getState() == State.OPEN) {
            stayOpenFor(Objects.requireNonNull(failure));
        }
    }

    private void attemptEnded(AttemptOutcome outcome, @Nullable MonitorException failure) {
        switch (outcome) {
            case HEALTHY -> {
                failing = false;
                breaker.onSuccess(0, TimeUnit.NANOSECONDS);
            }
            case FAILED -> {
                failing = true;
                breaker.onError(0, TimeUnit.NANOSECONDS, Objects.requireNonNull(failure));
            }
            case UNAVAILABLE -> breaker.transitionToOpenState();
            case INCONCLUSIVE, UNKNOWN -> {}
        }
        if (breaker.getState() == State.OPEN) {
            closed = null;
            stayOpenFor(Objects.requireNonNull(failure));
        }
    }

    private void probeEnded(AttemptOutcome outcome, @Nullable MonitorException failure) {
        switch (outcome) {
            case HEALTHY -> {
                breaker.onSuccess(0, TimeUnit.NANOSECONDS);
                failing = false;
                closed = new CircuitBreakerPermit();
            }
            case UNAVAILABLE, FAILED, INCONCLUSIVE -> {
                breaker.onError(0, TimeUnit.NANOSECONDS, Objects.requireNonNull(failure));
                stayOpenFor(failure);
            }
            case UNKNOWN -> breaker.releasePermission();
        }
    }

    /** Resilience4j asks for this on each transition to open. */
    private long openMillis(int timesInARow) {
        long millis = schedule.millisAfter(timesInARow);
        stateEnds = clock.nanos() + TimeUnit.MILLISECONDS.toNanos(millis);
        return millis;
    }

    /** Prolongs the open state if the service asks for more time; never shortens it. */
    private void stayOpenFor(MonitorException failure) {
        long millis = schedule.minimumMillis(failure);
        long ends = clock.nanos() + TimeUnit.MILLISECONDS.toNanos(millis);
        if (ends - stateEnds > 0) {
            breaker.transitionToOpenStateFor(Duration.ofMillis(millis));
            stateEnds = ends;
        }
    }
}
