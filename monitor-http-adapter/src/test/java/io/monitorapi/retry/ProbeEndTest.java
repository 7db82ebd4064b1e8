package io.monitorapi.retry;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.monitorapi.error.MonitorException;
import io.monitorapi.error.Reason;
import io.monitorapi.error.Sent;
import io.monitorapi.port.Deadline;
import io.monitorapi.port.Operation;
import io.monitorapi.port.RetryPolicy;
import io.monitorapi.testkit.Samples;
import io.monitorapi.testkit.VirtualTime;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** However a probe ends, the circuit breaker permits another attempt in time. */
class ProbeEndTest {

    private static final Duration LONG = Duration.ofDays(300);

    private final VirtualTime time = new VirtualTime();
    private final VirtualTime probesScheduler = new VirtualTime();
    private final Resilience4jRetryPolicy policy =
            Resilience4jRetryPolicy.builder().jitter(0).maxAttempts(1).build();
    private final CompletableFuture<String> attempt = new CompletableFuture<>();
    private CompletableFuture<String> probe = new CompletableFuture<>();

    /** How the probe ends, and when the next attempt is made: the probe is made after 3 s and ends after 4 s. */
    enum End {
        SUCCEEDED(4_000, test -> test.attempt.complete("result")),
        UNAVAILABLE_AGAIN(14_000, test -> test.fails(Reason.UNAVAILABLE, Sent.YES)),
        ANOTHER_REQUEST_FAILURE(14_000, test -> test.fails(Reason.NOT_THE_API, Sent.MAYBE)),
        TIMED_OUT(14_000, test -> test.fails(Reason.TIMEOUT, Sent.MAYBE)),
        CONNECTION_LOST(14_000, test -> test.fails(Reason.CONNECTION_LOST, Sent.MAYBE)),
        APPLICATION(4_000, test -> test.fails(Reason.INVALID_REQUEST, Sent.YES)),
        SESSION(4_000, test -> test.fails(Reason.SESSION_UNKNOWN, Sent.YES)),
        CONTEXT_LOST_BEFORE_IT_WAS_SENT(4_000, test -> test.fails(Reason.CONTEXT_LOST, Sent.NO)),
        SATURATED(4_000, test -> test.fails(Reason.SATURATED, Sent.NO)),
        NO_TIME_LEFT(4_000, test -> test.fails(Reason.DEADLINE, Sent.NO)),
        CLOSED(4_000, test -> test.fails(Reason.CLOSED, Sent.NO)),
        CLOSED_IN_FLIGHT(4_000, test -> test.fails(Reason.CLOSED, Sent.MAYBE)),
        INTERRUPTED(4_000, test -> test.fails(Reason.INTERRUPTED, Sent.MAYBE)),
        CALL_CANCELLED(4_000, test -> test.probe.cancel(true)),
        ATTEMPT_CANCELLED(4_000, test -> test.attempt.cancel(true)),
        CALL_COMPLETED_BY_ITS_CALLER(4_000, test -> test.probe.complete("by the caller")),
        BROKEN(4_000, test -> test.attempt.completeExceptionally(new IllegalStateException("broken"))),
        SCHEDULER_SHUT_DOWN(4_000, test -> {
            test.probesScheduler.shutdownNow();
            test.attempt.complete("result");
        });

        final Duration next;
        final Script script;

        End(long nextMillis, Script script) {
            this.next = Duration.ofMillis(nextMillis);
            this.script = script;
        }
    }

    interface Script {
        void run(ProbeEndTest test);
    }

    @ParameterizedTest
    @EnumSource
    void anotherAttemptFollows(End end) {
        startTheProbe(() -> attempt);

        end.script.run(this);

        assertThat(nextAttemptAfter(Duration.ofMinutes(1))).isEqualTo(end.next);
    }

    /** A probe that never ends counts as failed 30 seconds after its begin; the circuit is open for 10 seconds then. */
    @Test
    void anotherAttemptFollowsAProbeThatNeverEnds() {
        startTheProbe(CompletableFuture::new);

        assertThat(nextAttemptAfter(Duration.ofMinutes(1))).isEqualTo(Duration.ofSeconds(3 + 30 + 10));
    }

    @Test
    void aCallerWhoLeavesReturnsThePermissionEvenIfTheAttemptIgnoresItsCancellation() {
        startTheProbe(() -> new CompletableFuture<>() {
            @Override
            public boolean cancel(boolean mayInterruptIfRunning) {
                return false;
            }
        });

        probe.cancel(true);

        assertThat(nextAttemptAfter(Duration.ofMinutes(1))).isEqualTo(Duration.ofSeconds(4));
    }

    /** A permission is returned once: with two of them, two probes would be in flight. */
    @Test
    void aCallerWhoLeavesReturnsOnePermission() {
        startTheProbe(() -> attempt);
        probe.cancel(true);
        List<ScriptedCall> calls = new ArrayList<>();
        for (int number = 0; number < 3; number++) {
            ScriptedCall call = new ScriptedCall(time).then(CompletableFuture::new);
            call.on(policy, LONG);
            calls.add(call);
        }
        time.advance(Duration.ofSeconds(1));

        assertThat(calls).filteredOn(call -> !call.attemptsAt.isEmpty()).hasSize(1);
    }

    @Test
    void anotherAttemptFollowsWhenTheProbeThrows() {
        startTheProbe(() -> {
            throw new IllegalStateException("thrown");
        });

        assertThat(nextAttemptAfter(Duration.ofMinutes(1))).isEqualTo(Duration.ofSeconds(3));
    }

    @Test
    void anotherAttemptFollowsWhenTheProbeIsNull() {
        startTheProbe(() -> null);

        assertThat(nextAttemptAfter(Duration.ofMinutes(1))).isEqualTo(Duration.ofSeconds(3));
    }

    @Test
    void aProbeThatSucceedsAfterItsLimitDoesNotCloseTheCircuit() {
        startTheProbe(() -> attempt);
        ScriptedCall waiting = new ScriptedCall(time).then(CompletableFuture::new);
        waiting.on(policy, LONG);
        time.advance(Duration.ofSeconds(30));

        attempt.complete("too late");
        time.advance(Duration.ZERO);

        assertThat(waiting.attemptsAt).isEmpty();
        assertThat(nextAttemptAfter(Duration.ofMinutes(1))).isNull();
        assertThat(waiting.attemptsAt).containsExactly(Duration.ofSeconds(3 + 30 + 10));
    }

    @Test
    void resilience4jAloneIsBlockedByACallThatIsCancelled() {
        CircuitBreaker alone = CircuitBreaker.ofDefaults("alone");
        alone.transitionToOpenState();
        alone.transitionToHalfOpenState();

        for (int probes = 0; probes < 10; probes++) {
            CompletionStage<String> call = alone.executeCompletionStage(() -> new CompletableFuture<String>());
            call.toCompletableFuture().cancel(true);
        }

        assertThat(alone.tryAcquirePermission()).isFalse();
    }

    private void startTheProbe(Supplier<CompletableFuture<String>> attempt) {
        new ScriptedCall(time).thenFails(Samples.repeatable(Reason.UNAVAILABLE)).on(policy, LONG);
        ScriptedCall call = new ScriptedCall(time).then(attempt);
        time.advance(Duration.ofSeconds(3));
        probe = policy.execute(
                call,
                new RetryPolicy.Scope(1, Operation.GET_ENGAGEMENT, Deadline.in(LONG, time), probesScheduler, call));
        assertThat(call.attemptsAt).hasSize(1);
        if (!probe.isDone()) {
            time.advance(Duration.ofSeconds(1));
        }
    }

    /** {@return when the attempt of another call is made, null when it is not} */
    private @Nullable Duration nextAttemptAfter(Duration atMost) {
        ScriptedCall other = new ScriptedCall(time).thenReturns("result");
        other.on(policy, LONG);
        time.advance(atMost);
        return other.attemptsAt.isEmpty() ? null : other.attemptsAt.get(0);
    }

    private void fails(Reason reason, Sent sent) {
        attempt.completeExceptionally(
                MonitorException.builder(reason).sent(sent).retryable(true).build());
    }
}
