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

/** What Resilience4j 2.4.0 does when used as it comes and a call or its scheduler ends early; this policy does not. */
class Resilience4jSchedulerTrapsTest {

    private static final Duration LONG = Duration.ofHours(1);

    private final VirtualTime time = new VirtualTime();
    private final ScriptedCall call = new ScriptedCall(time);
    private final MonitorException unavailable = Samples.repeatable(Reason.UNAVAILABLE);
    private final Resilience4jRetryPolicy policy =
            Resilience4jRetryPolicy.builder().jitter(0).build();

    @Test
    void aloneItNeverEndsWhenTheSchedulerDropsAPause() {
        CompletableFuture<String> answer = alone(call.thenFails(unavailable));

        time.shutdownNow();
        time.advance(LONG);

        assertThat(answer).isNotDone();
    }

    @Test
    void endsWhenTheSchedulerDropsAPause() {
        CompletableFuture<String> answer = call.thenFails(unavailable)
                .on(Resilience4jRetryPolicy.builder()
                        .schedule(Duration.ofMillis(1))
                        .build());

        time.shutdownNow();

        assertThat(answer)
                .failsWithin(Duration.ofSeconds(30))
                .withThrowableThat()
                .havingCause()
                .isInstanceOf(MonitorException.class)
                .withMessageContaining("not repeated: the scheduler is shut down");
        assertThat(call.attemptsAt).hasSize(1);
    }

    @Test
    void aloneItHidesTheFailureWhenTheSchedulerRefusesAPause() {
        time.shutdown();

        CompletableFuture<String> answer = alone(call.thenFails(unavailable));

        assertThat(failureOf(answer)).isInstanceOf(RejectedExecutionException.class);
    }

    @Test
    void endsWhenTheSchedulerRefusesAPause() {
        time.shutdown();

        CompletableFuture<String> answer = call.thenFails(unavailable).on(policy);

        assertThat(failureOf(answer))
                .isInstanceOf(MonitorException.class)
                .hasMessageContaining("not repeated: the scheduler is shut down");
    }

    @Test
    void aloneItGoesOnAfterACancellation() {
        CompletableFuture<String> answer = alone(call.thenFails(unavailable));

        answer.cancel(true);
        time.advance(LONG);

        assertThat(call.attemptsAt).hasSizeGreaterThan(1);
    }

    @Test
    void makesNoAttemptAfterACancellationAndLeavesNoTimer() {
        CompletableFuture<String> answer = call.thenFails(unavailable).on(policy);

        answer.cancel(true);

        assertThat(time.pending()).isZero();
        time.advance(LONG);
        assertThat(call.attemptsAt).hasSize(1);
    }

    @Test
    void cancelsTheAttemptUnderWay() {
        CompletableFuture<String> second = new CompletableFuture<>();
        CompletableFuture<String> answer =
                call.thenFails(unavailable).then(() -> second).on(policy);
        time.advance(Duration.ofSeconds(3));

        answer.cancel(true);

        assertThat(second).isCancelled();
        assertThat(answer).isCancelled();
    }

    @Test
    void makesNoAttemptAfterSomebodyElseCompletedTheCall() {
        CompletableFuture<String> answer = call.thenFails(unavailable).on(policy);

        answer.complete("from elsewhere");
        time.advance(LONG);

        assertThat(call.attemptsAt).hasSize(1);
    }

    private CompletableFuture<String> alone(ScriptedCall attempts) {
        return Retry.ofDefaults("alone")
                .executeCompletionStage(time, attempts::get)
                .toCompletableFuture();
    }
}
