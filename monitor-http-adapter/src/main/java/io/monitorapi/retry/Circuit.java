package io.monitorapi.retry;

import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreaker.State;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig.SlidingWindowType;
import io.monitorapi.error.MonitorException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Tells from the ends of attempts whether the service is well, and when it may be asked again if it is not. Not safe for
 * use by several threads at once, but for {@link #isSuspicious}.
 *
 * <p>A circuit breaker keeps the state: closed, while the service is well; open, while nobody may ask; half-open, with one
 * call, for a probe. It has no time of its own, and a permission that is not given back blocks it for ever.
 */
final class Circuit {

    private static final int IN_A_ROW = 5;

    private final BackoffSchedule schedule;
    private final CircuitBreaker breaker = CircuitBreaker.of("gate", breakerConfig());

    /** Whether an attempt has failed and none has succeeded since. */
    private volatile boolean suspicious;

    private int failures;
    private long probeAt;

    Circuit(BackoffSchedule schedule) {
        this.schedule = schedule;
    }

    private static CircuitBreakerConfig breakerConfig() {
        return CircuitBreakerConfig.custom()
                .slidingWindow(IN_A_ROW, IN_A_ROW, SlidingWindowType.COUNT_BASED)
                .failureRateThreshold(100)
                .permittedNumberOfCallsInHalfOpenState(1)
                .waitDurationInOpenState(Duration.ofDays(1))
                .clock(Clock.fixed(Instant.EPOCH, ZoneOffset.UTC))
                .build();
    }

    boolean isClosed() {
        return breaker.getState() == State.CLOSED;
    }

    boolean isSuspicious() {
        return suspicious;
    }

    /** {@return the nanoseconds until a probe may be made, not positive when its time has come} */
    long untilProbe(long now) {
        return probeAt - now;
    }

    /** Begins a probe, unless one is under way. */
    boolean tryProbe() {
        if (breaker.getState() == State.OPEN) {
            breaker.transitionToHalfOpenState();
        }
        return breaker.tryAcquirePermission();
    }

    /** An attempt has ended that was made while the circuit was closed, and still is. */
    void attemptEnded(AttemptOutcome finding, @Nullable MonitorException failure, long now) {
        if (finding == AttemptOutcome.ALIVE) {
            suspicious = false;
            breaker.onSuccess(0, TimeUnit.NANOSECONDS);
        } else if (finding == AttemptOutcome.FAILING) {
            suspicious = true;
            breaker.onError(0, TimeUnit.NANOSECONDS, Objects.requireNonNull(failure));
        } else if (finding == AttemptOutcome.IN_TROUBLE) {
            breaker.transitionToOpenState();
        }
        if (!isClosed()) {
            suspicious = false;
            failures = 0;
            probeAt = now;
            postpone(Objects.requireNonNull(failure), now);
        }
    }

    void probeEnded(AttemptOutcome finding, @Nullable MonitorException failure, long now) {
        switch (finding) {
            case ALIVE -> breaker.onSuccess(0, TimeUnit.NANOSECONDS);
            case IN_TROUBLE, FAILING, UNCLEAR -> {
                breaker.onError(0, TimeUnit.NANOSECONDS, Objects.requireNonNull(failure));
                postpone(failure, now);
            }
            case GIVEN_UP -> {
                breaker.releasePermission();
                postponeBy(TimeUnit.MILLISECONDS.toNanos(schedule.shortestMillis()), now);
            }
            case UNSENT -> breaker.releasePermission();
        }
    }

    /** An attempt has ended that was made before the circuit opened: it may know better when to ask again. */
    void lateAttemptEnded(AttemptOutcome finding, @Nullable MonitorException failure, long now) {
        if (finding == AttemptOutcome.IN_TROUBLE && !isClosed()) {
            postponeBy(TimeUnit.MILLISECONDS.toNanos(schedule.millisAsked(Objects.requireNonNull(failure))), now);
        }
    }

    private void postpone(MonitorException failure, long now) {
        failures++;
        postponeBy(TimeUnit.MILLISECONDS.toNanos(schedule.millisAfter(failures, failure)), now);
    }

    /** Never brings a probe forward. */
    private void postponeBy(long nanos, long now) {
        if (untilProbe(now) < nanos) {
            probeAt = now + nanos;
        }
    }
}
