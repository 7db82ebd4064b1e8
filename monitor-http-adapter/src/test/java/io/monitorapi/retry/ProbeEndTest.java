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
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ScheduledExecutorService;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** However a probe ends, there is another one; if its end were not reported, nobody would be let through any more. */
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
        ANSWERED(4_050, test -> test.attempt.complete("answer")),
        TROUBLE_AGAIN(14_000, test -> test.fails(Reason.UNAVAILABLE, Sent.YES)),
        ANOTHER_REQUEST_FAILURE(14_000, test -> test.fails(Reason.NOT_THE_API, Sent.MAYBE)),
        TIMED_OUT(14_000, test -> test.fails(Reason.TIMEOUT, Sent.MAYBE)),
        CONNECTION_LOST(14_000, test -> test.fails(Reason.CONNECTION_LOST, Sent.MAYBE)),
        APPLICATION(4_050, test -> test.fails(Reason.INVALID_REQUEST, Sent.YES)),
        SESSION(4_050, test -> test.fails(Reason.SESSION_UNKNOWN, Sent.YES)),
        CONTEXT_LOST_BEFORE_IT_WAS_SENT(4_000, test -> test.fails(Reason.CONTEXT_LOST, Sent.NO)),
        SATURATED(4_000, test -> test.fails(Reason.SATURATED, Sent.NO)),
        NO_TIME_LEFT(4_000, test -> test.fails(Reason.DEADLINE, Sent.NO)),
        CLOSED(4_000, test -> test.fails(Reason.CLOSED, Sent.NO)),
        CLOSED_UNDER_WAY(7_000, test -> test.fails(Reason.CLOSED, Sent.MAYBE)),
        INTERRUPTED(7_000, test -> test.fails(Reason.INTERRUPTED, Sent.MAYBE)),
        CALL_CANCELLED(7_000, test -> test.probe.cancel(true)),
        ATTEMPT_CANCELLED(7_000, test -> test.attempt.cancel(true)),
        BROKEN(7_000, test -> test.attempt.completeExceptionally(new IllegalStateException("broken"))),
        SCHEDULER_SHUT_DOWN(4_050, test -> {
            test.probesScheduler.shutdownNow();
            test.attempt.complete("answer");
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
        probeIsUnderWay(() -> attempt);

        end.script.run(this);

        assertThat(nextAttemptAfter(Duration.ofMinutes(1))).isEqualTo(end.next);
    }

    /** The control: the same ends, of which the gate does not hear. */
    @ParameterizedTest
    @EnumSource
    void noOtherAttemptFollowsAnEndThatIsNotReported(End end) {
        CompletableFuture<String> deaf = new CompletableFuture<>() {
            @Override
            public boolean cancel(boolean mayInterruptIfRunning) {
                return false;
            }
        };
        probeIsUnderWay(() -> deaf);

        end.script.run(this);

        assertThat(nextAttemptAfter(LONG)).isNull();
    }

    @Test
    void anotherAttemptFollowsWhenTheProbeThrows() {
        probeIsUnderWay(() -> {
            throw new IllegalStateException("thrown");
        });

        assertThat(nextAttemptAfter(Duration.ofMinutes(1))).isEqualTo(Duration.ofSeconds(6));
    }

    @Test
    void anotherAttemptFollowsWhenTheProbeIsNone() {
        probeIsUnderWay(() -> null);

        assertThat(nextAttemptAfter(Duration.ofMinutes(1))).isEqualTo(Duration.ofSeconds(6));
    }

    @Test
    void anotherAttemptFollowsWhenTheProbeOutlivesItsCall() {
        probeIsUnderWay(CompletableFuture::new, Duration.ofSeconds(20), time);

        assertThat(nextAttemptAfter(Duration.ofMinutes(1))).isEqualTo(Duration.ofSeconds(20 + 3));
    }

    @Test
    void anotherAttemptFollowsWhenTheSchedulerRefusesToWatchTheProbe() {
        probesScheduler.shutdown();
        probeIsUnderWay(() -> attempt);

        assertThat(nextAttemptAfter(Duration.ofMinutes(1))).isEqualTo(Duration.ofSeconds(6));
    }

    @Test
    void aProbeThatAnswersAfterItWasGivenUpOpensNothing() {
        probeIsUnderWay(() -> attempt, Duration.ofSeconds(20), time);
        time.advance(Duration.ofSeconds(17));

        attempt.complete("too late");

        assertThat(nextAttemptAfter(Duration.ofMinutes(1))).isEqualTo(Duration.ofSeconds(20 + 3));
    }

    @Test
    void aloneACircuitBreakerIsBlockedByACallThatIsCancelled() {
        CircuitBreaker alone = CircuitBreaker.ofDefaults("alone");
        alone.transitionToOpenState();
        alone.transitionToHalfOpenState();

        for (int probes = 0; probes < 10; probes++) {
            CompletionStage<String> call = alone.executeCompletionStage(() -> new CompletableFuture<String>());
            call.toCompletableFuture().cancel(true);
        }

        assertThat(alone.tryAcquirePermission()).isFalse();
    }

    private void probeIsUnderWay(Supplier<CompletableFuture<String>> made) {
        probeIsUnderWay(made, LONG, probesScheduler);
    }

    private void probeIsUnderWay(
            Supplier<CompletableFuture<String>> made, Duration deadline, ScheduledExecutorService scheduler) {
        new ScriptedCall(time).thenFails(Samples.repeatable(Reason.UNAVAILABLE)).on(policy, LONG);
        ScriptedCall call = new ScriptedCall(time).then(made);
        Deadline limit = Deadline.in(deadline, time);
        time.advance(Duration.ofSeconds(3));
        probe = policy.execute(call, new RetryPolicy.Scope(1, Operation.GET_ENGAGEMENT, limit, scheduler, call));
        assertThat(call.attemptsAt).hasSize(1);
        if (!probe.isDone()) {
            time.advance(Duration.ofSeconds(1));
        }
    }

    /** {@return when the attempt of another call is made, null when it is not} */
    private @Nullable Duration nextAttemptAfter(Duration atMost) {
        ScriptedCall other = new ScriptedCall(time).thenAnswers("answer");
        other.on(policy, LONG);
        time.advance(atMost);
        return other.attemptsAt.isEmpty() ? null : other.attemptsAt.get(0);
    }

    private void fails(Reason reason, Sent sent) {
        attempt.completeExceptionally(
                MonitorException.builder(reason).sent(sent).retryable(true).build());
    }
}
