package io.monitorapi.retry;

import static io.monitorapi.retry.ScriptedCall.failureOf;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.resilience4j.retry.Retry;
import io.monitorapi.error.MonitorException;
import io.monitorapi.error.Reason;
import io.monitorapi.testkit.Samples;
import io.monitorapi.testkit.VirtualTime;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.RejectedExecutionException;
import org.junit.jupiter.api.Test;

/** Traps of Resilience4j 2.4.0 used alone when a call or its scheduler ends early, and that this policy avoids them. */
class Resilience4jSchedulerTrapsTest {

    private static final Duration LONG = Duration.ofHours(1);

    private final VirtualTime time = new VirtualTime();
    private final ScriptedCall call = new ScriptedCall(time);
    private final MonitorException unavailable = Samples.repeatable(Reason.UNAVAILABLE);
    private final Resilience4jRetryPolicy policy =
            Resilience4jRetryPolicy.builder().jitter(0).build();

    @Test
    void aloneItNeverEndsWhenTheSchedulerDropsADelay() {
        CompletableFuture<String> result = alone(call.thenFails(unavailable));

        time.shutdownNow();
        time.advance(LONG);

        assertThat(result).isNotDone();
    }

    @Test
    void endsWhenTheSchedulerDropsADelay() {
        CompletableFuture<String> result = call.thenFails(unavailable)
                .on(Resilience4jRetryPolicy.builder()
                        .schedule(Duration.ofMillis(1))
                        .build());

        time.shutdownNow();

        assertThat(result)
                .failsWithin(Duration.ofSeconds(30))
                .withThrowableThat()
                .havingCause()
                .isInstanceOf(MonitorException.class)
                .withMessageContaining("not repeated: the scheduler is shut down");
        assertThat(call.attemptsAt).hasSize(1);
    }

    @Test
    void aloneItHidesTheFailureWhenTheSchedulerRejectsADelay() {
        time.shutdown();

        CompletableFuture<String> result = alone(call.thenFails(unavailable));

        assertThat(failureOf(result)).isInstanceOf(RejectedExecutionException.class);
    }

    @Test
    void endsWhenTheSchedulerRejectsADelay() {
        time.shutdown();

        CompletableFuture<String> result = call.thenFails(unavailable).on(policy);

        assertThat(failureOf(result))
                .isInstanceOf(MonitorException.class)
                .hasMessageContaining("not repeated: the scheduler is shut down");
    }

    @Test
    void aloneItContinuesAfterACancellation() {
        CompletableFuture<String> result = alone(call.thenFails(unavailable));

        result.cancel(true);
        time.advance(LONG);

        assertThat(call.attemptsAt).hasSizeGreaterThan(1);
    }

    @Test
    void makesNoAttemptAfterACancellationAndLeavesNoTimer() {
        CompletableFuture<String> result = call.thenFails(unavailable).on(policy);

        result.cancel(true);

        assertThat(time.pending()).isZero();
        time.advance(LONG);
        assertThat(call.attemptsAt).hasSize(1);
    }

    @Test
    void cancelsTheAttemptInFlight() {
        CompletableFuture<String> second = new CompletableFuture<>();
        CompletableFuture<String> result =
                call.thenFails(unavailable).then(() -> second).on(policy);
        time.advance(Duration.ofSeconds(3));

        result.cancel(true);

        assertThat(second).isCancelled();
        assertThat(result).isCancelled();
    }

    @Test
    void makesNoAttemptAfterTheCallerCompletedTheCall() {
        CompletableFuture<String> result = call.thenFails(unavailable).on(policy);

        result.complete("by the caller");
        time.advance(LONG);

        assertThat(call.attemptsAt).hasSize(1);
    }

    private CompletableFuture<String> alone(ScriptedCall attempts) {
        return Retry.ofDefaults("alone")
                .executeCompletionStage(time, attempts::get)
                .toCompletableFuture();
    }
}
