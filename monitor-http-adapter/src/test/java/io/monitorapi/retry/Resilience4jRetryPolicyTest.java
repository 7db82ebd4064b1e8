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
            Resilience4jRetryPolicy.builder().gate(false).jitter(0).build();

    @Test
    void answersWhatALaterAttemptAnswers() {
        CompletableFuture<String> answer = call.thenFails(unavailable)
                .thenFails(unavailable)
                .thenAnswers("answer")
                .on(policy);

        time.advance(Duration.ofSeconds(13));

        assertThat(answer).isCompletedWithValue("answer");
        assertThat(call.attemptsAt).hasSize(3);
    }

    @Test
    void answersAnAttemptThatTakesItsTime() {
        CompletableFuture<String> underWay = new CompletableFuture<>();
        CompletableFuture<String> answer = call.then(() -> underWay).on(policy);
        assertThat(answer).isNotDone();

        underWay.complete("answer");

        assertThat(answer).isCompletedWithValue("answer");
        assertThat(time.pending()).isZero();
    }

    @Test
    void endsWithTheVeryFailureOfTheLastAttemptAllowed() {
        CompletableFuture<String> answer = call.thenFails(unavailable).on(policy);

        time.advance(Duration.ofDays(1));

        assertThat(call.attemptsAt).hasSize(5);
        assertThat(failureOf(answer)).isSameAs(unavailable);
    }

    @Test
    void makesOneAttemptWhenOneIsAllowed() {
        CompletableFuture<String> answer = call.thenFails(unavailable)
                .on(Resilience4jRetryPolicy.builder().maxAttempts(1).build());

        assertThat(failureOf(answer)).isSameAs(unavailable);
        assertThat(call.attemptsAt).hasSize(1);
    }

    @Test
    void repeatsAFailureThatCameThroughADependentStage() {
        CompletableFuture<String> answer = call.thenFails(new CompletionException(unavailable))
                .thenFails(new CompletionException(Samples.repeatable(Reason.CLOSED)))
                .on(policy);

        time.advance(Duration.ofSeconds(3));

        assertThat(failureOf(answer)).isInstanceOf(RequestException.class);
        assertThat(call.attemptsAt).hasSize(2);
    }

    @Test
    void endsWhenAnAttemptAnswersNoFuture() {
        CompletableFuture<String> answer = call.then(() -> null).on(policy);

        assertThat(failureOf(answer)).isInstanceOf(NullPointerException.class);
    }

    @Test
    void tellsTheListenerBeforeEachPause() {
        call.thenFails(unavailable)
                .thenFails(Samples.repeatable(Reason.THROTTLED))
                .thenAnswers("answer")
                .on(policy);
        assertThat(call.retries).hasSize(1);

        time.advance(Duration.ofSeconds(13));

        assertThat(call.retries)
                .containsExactly(
                        new RetryScheduled(1, Operation.GET_ENGAGEMENT, 1, Duration.ofSeconds(3), Reason.UNAVAILABLE),
                        new RetryScheduled(1, Operation.GET_ENGAGEMENT, 2, Duration.ofSeconds(10), Reason.THROTTLED));
    }

    @Test
    void goesOnWhenTheListenerThrows() {
        MonitorListener broken = new MonitorListener() {
            @Override
            public void retryScheduled(RetryScheduled event) {
                throw new AssertionError("broken listener");
            }
        };
        CompletableFuture<String> answer = policy.execute(
                call.thenFails(unavailable).thenAnswers("answer"),
                new RetryPolicy.Scope(
                        1, Operation.GET_ENGAGEMENT, Deadline.in(Duration.ofSeconds(15), time), time, broken));

        time.advance(Duration.ofSeconds(3));

        assertThat(answer).isCompletedWithValue("answer");
    }

    @Test
    void leavesNoTimerWhenTheListenerCancelsTheCall() {
        CompletableFuture<String> first = new CompletableFuture<>();
        AtomicReference<CompletableFuture<String>> answer = new AtomicReference<>();
        MonitorListener impatient = new MonitorListener() {
            @Override
            public void retryScheduled(RetryScheduled event) {
                answer.get().cancel(true);
            }
        };
        answer.set(policy.execute(
                () -> first,
                new RetryPolicy.Scope(
                        1, Operation.GET_ENGAGEMENT, Deadline.in(Duration.ofSeconds(15), time), time, impatient)));

        first.completeExceptionally(unavailable);

        assertThat(answer.get()).isCancelled();
        assertThat(time.pending()).isZero();
    }

    @Test
    void endsWhenThePauseCannotBeDetermined() {
        CompletableFuture<String> answer = call.thenFails(Samples.repeatable(Reason.UNAVAILABLE))
                .on(Resilience4jRetryPolicy.builder()
                        .random(() -> {
                            throw new IllegalStateException("no entropy");
                        })
                        .build());

        assertThat(failureOf(answer)).hasMessage("no entropy");
    }

    @Test
    void callsOfOnePolicyDoNotDisturbEachOther() {
        ScriptedCall other = new ScriptedCall(time);
        call.thenFails(unavailable).on(policy);
        time.advance(Duration.ofSeconds(1));
        other.thenFails(unavailable.toBuilder().sent(Sent.NO)).on(policy);

        time.advance(Duration.ofDays(1));

        assertThat(call.pauses()).extracting(Duration::toSeconds).containsExactly(3L, 10L, 30L, 90L);
        assertThat(other.pauses()).hasSize(4).last().isEqualTo(Duration.ofSeconds(30));
    }
}
