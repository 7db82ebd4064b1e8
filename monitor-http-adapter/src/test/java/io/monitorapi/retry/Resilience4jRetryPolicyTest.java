package io.monitorapi.retry;

import static io.monitorapi.retry.ScriptedCall.failureOf;
import static org.assertj.core.api.Assertions.assertThat;

import io.monitorapi.error.MonitorException;
import io.monitorapi.error.Reason;
import io.monitorapi.error.RequestException;
import io.monitorapi.error.Sent;
import io.monitorapi.port.Deadline;
import io.monitorapi.port.MonitorListener;
import io.monitorapi.port.MonitorListener.RetryScheduled;
import io.monitorapi.port.Operation;
import io.monitorapi.port.RetryPolicy;
import io.monitorapi.testkit.Samples;
import io.monitorapi.testkit.VirtualTime;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

class Resilience4jRetryPolicyTest {

    private final VirtualTime time = new VirtualTime();
    private final ScriptedCall call = new ScriptedCall(time);
    private final MonitorException unavailable = Samples.repeatable(Reason.UNAVAILABLE);
    private final Resilience4jRetryPolicy policy =
            Resilience4jRetryPolicy.builder().circuitBreaker(false).jitter(0).build();

    @Test
    void returnsTheResultOfALaterAttempt() {
        CompletableFuture<String> result = call.thenFails(unavailable)
                .thenFails(unavailable)
                .thenReturns("result")
                .on(policy);

        time.advance(Duration.ofSeconds(13));

        assertThat(result).isCompletedWithValue("result");
        assertThat(call.attemptsAt).hasSize(3);
    }

    @Test
    void returnsTheResultOfAnAttemptThatEndsLater() {
        CompletableFuture<String> inFlight = new CompletableFuture<>();
        CompletableFuture<String> result = call.then(() -> inFlight).on(policy);
        assertThat(result).isNotDone();

        inFlight.complete("result");

        assertThat(result).isCompletedWithValue("result");
        assertThat(time.pending()).isZero();
    }

    @Test
    void failsWithTheFailureOfTheLastAttempt() {
        CompletableFuture<String> result = call.thenFails(unavailable).on(policy);

        time.advance(Duration.ofDays(1));

        assertThat(call.attemptsAt).hasSize(5);
        assertThat(failureOf(result)).isSameAs(unavailable);
    }

    @Test
    void makesOneAttemptWhenOneIsAllowed() {
        CompletableFuture<String> result = call.thenFails(unavailable)
                .on(Resilience4jRetryPolicy.builder().maxAttempts(1).build());

        assertThat(failureOf(result)).isSameAs(unavailable);
        assertThat(call.attemptsAt).hasSize(1);
    }

    @Test
    void retriesAFailureThatADependentStageWrapped() {
        CompletableFuture<String> result = call.thenFails(new CompletionException(unavailable))
                .thenFails(new CompletionException(Samples.repeatable(Reason.CLOSED)))
                .on(policy);

        time.advance(Duration.ofSeconds(3));

        assertThat(failureOf(result)).isInstanceOf(RequestException.class);
        assertThat(call.attemptsAt).hasSize(2);
    }

    @Test
    void failsWhenAnAttemptReturnsNull() {
        CompletableFuture<String> result = call.then(() -> null).on(policy);

        assertThat(failureOf(result)).isInstanceOf(NullPointerException.class);
    }

    @Test
    void notifiesTheListenerBeforeEachDelay() {
        call.thenFails(unavailable)
                .thenFails(Samples.repeatable(Reason.THROTTLED))
                .thenReturns("result")
                .on(policy);
        assertThat(call.retries).hasSize(1);

        time.advance(Duration.ofSeconds(13));

        assertThat(call.retries)
                .containsExactly(
                        new RetryScheduled(1, Operation.GET_ENGAGEMENT, 1, Duration.ofSeconds(3), Reason.UNAVAILABLE),
                        new RetryScheduled(1, Operation.GET_ENGAGEMENT, 2, Duration.ofSeconds(10), Reason.THROTTLED));
    }

    /** Listeners do not throw: the service's composite catches what they throw. If one does, the call must still end. */
    @Test
    void endsTheCallWhenTheListenerThrows() {
        MonitorListener broken = new MonitorListener() {
            @Override
            public void retryScheduled(RetryScheduled event) {
                throw new IllegalStateException("broken listener");
            }
        };

        CompletableFuture<String> result = policy.execute(
                call.thenFails(unavailable),
                new RetryPolicy.Scope(
                        1, Operation.GET_ENGAGEMENT, Deadline.in(Duration.ofSeconds(15), time), time, broken));

        assertThat(failureOf(result)).hasMessage("broken listener");
        assertThat(time.pending()).isZero();
    }

    @Test
    void leavesNoTimerWhenTheListenerCancelsTheCall() {
        CompletableFuture<String> first = new CompletableFuture<>();
        AtomicReference<CompletableFuture<String>> result = new AtomicReference<>();
        MonitorListener cancelling = new MonitorListener() {
            @Override
            public void retryScheduled(RetryScheduled event) {
                result.get().cancel(true);
            }
        };
        result.set(policy.execute(
                () -> first,
                new RetryPolicy.Scope(
                        1, Operation.GET_ENGAGEMENT, Deadline.in(Duration.ofSeconds(15), time), time, cancelling)));

        first.completeExceptionally(unavailable);

        assertThat(result.get()).isCancelled();
        assertThat(time.pending()).isZero();
    }

    @Test
    void failsWhenTheDelayCannotBeComputed() {
        CompletableFuture<String> result = call.thenFails(Samples.repeatable(Reason.UNAVAILABLE))
                .on(Resilience4jRetryPolicy.builder()
                        .random(() -> {
                            throw new IllegalStateException("no entropy");
                        })
                        .build());

        assertThat(failureOf(result)).hasMessage("no entropy");
    }

    @Test
    void callsOfOnePolicyHaveTheirOwnDelays() {
        ScriptedCall other = new ScriptedCall(time);
        call.thenFails(unavailable).on(policy);
        time.advance(Duration.ofSeconds(1));
        other.thenFails(unavailable.toBuilder().sent(Sent.NO)).on(policy);

        time.advance(Duration.ofDays(1));

        assertThat(call.delays()).extracting(Duration::toSeconds).containsExactly(3L, 10L, 30L, 90L);
        assertThat(other.delays()).hasSize(4).last().isEqualTo(Duration.ofSeconds(30));
    }
}
