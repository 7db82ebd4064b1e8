package io.monitorapi.retry;

import static io.monitorapi.retry.ScriptedCall.failureOf;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.resilience4j.retry.Retry;
import io.github.resilience4j.retry.RetryConfig;
import io.monitorapi.error.MonitorException;
import io.monitorapi.error.Reason;
import io.monitorapi.testkit.Samples;
import io.monitorapi.testkit.VirtualTime;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What Resilience4j 2.4.0 does when used as it comes, and that this policy does not do it. */
class Resilience4jTrapsTest {

    private static final Duration LONG = Duration.ofHours(1);

    private final VirtualTime time = new VirtualTime();
    private final ScriptedCall call = new ScriptedCall(time);
    private final MonitorException unavailable = Samples.repeatable(Reason.UNAVAILABLE);
    private final Resilience4jRetryPolicy policy =
            Resilience4jRetryPolicy.builder().jitter(0).build();

    @AfterEach
    void clearInterrupt() {
        Thread.interrupted();
    }

    @Test
    void aloneItNeverEndsWhenALaterAttemptThrows() {
        CompletableFuture<String> answer =
                alone(call.thenFails(unavailable).thenThrows(new IllegalStateException("thrown")));

        time.advance(LONG);

        assertThat(call.attemptsAt).hasSize(2);
        assertThat(answer).isNotDone();
    }

    @Test
    void endsWhenALaterAttemptThrows() {
        CompletableFuture<String> answer = call.thenFails(unavailable)
                .thenThrows(new IllegalStateException("thrown"))
                .on(policy);

        time.advance(LONG);

        assertThat(call.attemptsAt).hasSize(2);
        assertThat(failureOf(answer)).hasMessage("thrown");
    }

    @Test
    void repeatsWhenALaterAttemptThrowsWhatMayBeRepeated() {
        CompletableFuture<String> answer = call.thenFails(unavailable)
                .thenThrows(unavailable)
                .thenAnswers("answer")
                .on(policy);

        time.advance(LONG);

        assertThat(answer).isCompletedWithValue("answer");
    }

    @Test
    void aloneItThrowsWhatTheFirstAttemptThrows() {
        call.thenThrows(new IllegalStateException("thrown"));

        assertThatThrownBy(() -> alone(call)).hasMessage("thrown");
    }

    @Test
    void failsWithWhatTheFirstAttemptThrows() {
        CompletableFuture<String> answer =
                call.thenThrows(new IllegalStateException("thrown")).on(policy);

        assertThat(failureOf(answer)).hasMessage("thrown");
    }

    @Test
    void aloneItRepeatsWhateverHappened() {
        alone(call.thenFails(new IllegalArgumentException("wrong argument")));

        time.advance(LONG);

        assertThat(call.attemptsAt).hasSize(3);
    }

    @Test
    void makesOneAttemptWhenAnArgumentIsWrong() {
        CompletableFuture<String> answer =
                call.thenFails(new IllegalArgumentException("wrong argument")).on(policy);

        time.advance(LONG);

        assertThat(failureOf(answer)).hasMessage("wrong argument");
        assertThat(call.attemptsAt).hasSize(1);
    }

    @Test
    void aloneItTakesANegativePauseForAnEndAndDoesNotCountIt() {
        Retry retry = Retry.of(
                "alone", RetryConfig.custom().intervalFunction(attempt -> -1L).build());
        CompletableFuture<String> answer = retry.executeCompletionStage(time, call.thenFails(unavailable)::get)
                .toCompletableFuture();

        assertThat(failureOf(answer)).isSameAs(unavailable);
        assertThat(retry.getMetrics().getNumberOfFailedCallsWithRetryAttempt()
                        + retry.getMetrics().getNumberOfFailedCallsWithoutRetryAttempt())
                .isZero();
    }

    @Test
    void aNegativePauseThatTheServiceAsksForIsNoEnd() {
        call.thenFails(unavailable.toBuilder().retryAfter(Duration.ofSeconds(-1)))
                .on(policy);

        time.advance(Duration.ofSeconds(3));

        assertThat(call.attemptsAt).hasSize(2);
    }

    @Test
    void aloneItSleepsInTheCallerAndHidesAnInterrupt() {
        Retry retry = Retry.ofDefaults("alone");
        Thread.currentThread().interrupt();

        assertThatThrownBy(() -> retry.executeSupplier(() -> {
                    throw unavailable;
                }))
                .isSameAs(unavailable);
    }

    @Test
    void returnsAtOnceAndKeepsTheInterruptWhenACallHasToWait() {
        Thread.currentThread().interrupt();

        CompletableFuture<String> answer =
                call.thenFails(unavailable).thenAnswers("answer").on(policy);

        assertThat(answer).isNotDone();
        assertThat(Thread.currentThread().isInterrupted()).isTrue();
        time.advance(Duration.ofSeconds(3));
        assertThat(answer).isCompletedWithValue("answer");
    }

    private CompletableFuture<String> alone(ScriptedCall attempts) {
        return Retry.ofDefaults("alone")
                .executeCompletionStage(time, attempts::get)
                .toCompletableFuture();
    }
}
