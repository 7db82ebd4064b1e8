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

/** Traps of Resilience4j 2.4.0 when used alone, and that this policy avoids them. */
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
        CompletableFuture<String> result =
                alone(call.thenFails(unavailable).thenThrows(new IllegalStateException("thrown")));

        time.advance(LONG);

        assertThat(call.attemptsAt).hasSize(2);
        assertThat(result).isNotDone();
    }

    @Test
    void endsWhenALaterAttemptThrows() {
        CompletableFuture<String> result = call.thenFails(unavailable)
                .thenThrows(new IllegalStateException("thrown"))
                .on(policy);

        time.advance(LONG);

        assertThat(call.attemptsAt).hasSize(2);
        assertThat(failureOf(result)).hasMessage("thrown");
    }

    @Test
    void retriesWhenALaterAttemptThrowsARetryableFailure() {
        CompletableFuture<String> result = call.thenFails(unavailable)
                .thenThrows(unavailable)
                .thenReturns("result")
                .on(policy);

        time.advance(LONG);

        assertThat(result).isCompletedWithValue("result");
    }

    @Test
    void aloneItThrowsTheExceptionOfTheFirstAttempt() {
        call.thenThrows(new IllegalStateException("thrown"));

        assertThatThrownBy(() -> alone(call)).hasMessage("thrown");
    }

    @Test
    void failsWithTheExceptionOfTheFirstAttempt() {
        CompletableFuture<String> result =
                call.thenThrows(new IllegalStateException("thrown")).on(policy);

        assertThat(failureOf(result)).hasMessage("thrown");
    }

    @Test
    void aloneItRetriesEveryException() {
        alone(call.thenFails(new IllegalArgumentException("wrong argument")));

        time.advance(LONG);

        assertThat(call.attemptsAt).hasSize(3);
    }

    @Test
    void makesOneAttemptWhenAnArgumentIsWrong() {
        CompletableFuture<String> result =
                call.thenFails(new IllegalArgumentException("wrong argument")).on(policy);

        time.advance(LONG);

        assertThat(failureOf(result)).hasMessage("wrong argument");
        assertThat(call.attemptsAt).hasSize(1);
    }

    @Test
    void aloneItTakesANegativeDelayForTheEndAndDoesNotCountIt() {
        Retry retry = Retry.of(
                "alone", RetryConfig.custom().intervalFunction(attempt -> -1L).build());
        CompletableFuture<String> result = retry.executeCompletionStage(time, call.thenFails(unavailable)::get)
                .toCompletableFuture();

        assertThat(failureOf(result)).isSameAs(unavailable);
        assertThat(retry.getMetrics().getNumberOfFailedCallsWithRetryAttempt()
                        + retry.getMetrics().getNumberOfFailedCallsWithoutRetryAttempt())
                .isZero();
    }

    @Test
    void aNegativeRetryAfterDoesNotEndTheCall() {
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

        CompletableFuture<String> result =
                call.thenFails(unavailable).thenReturns("result").on(policy);

        assertThat(result).isNotDone();
        assertThat(Thread.currentThread().isInterrupted()).isTrue();
        time.advance(Duration.ofSeconds(3));
        assertThat(result).isCompletedWithValue("result");
    }

    private CompletableFuture<String> alone(ScriptedCall attempts) {
        return Retry.ofDefaults("alone")
                .executeCompletionStage(time, attempts::get)
                .toCompletableFuture();
    }
}
