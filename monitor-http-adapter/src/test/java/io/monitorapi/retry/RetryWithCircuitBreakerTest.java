package io.monitorapi.retry;

import static io.monitorapi.retry.ScriptedCall.failureOf;
import static org.assertj.core.api.Assertions.assertThat;

import io.monitorapi.error.MonitorException;
import io.monitorapi.error.Reason;
import io.monitorapi.testkit.Samples;
import io.monitorapi.testkit.VirtualTime;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** A retry may be the probe: the circuit breaker causes no extra requests, and no failure is lost. */
class RetryWithCircuitBreakerTest {

    private static final Duration LONG = Duration.ofDays(1);

    private final VirtualTime time = new VirtualTime();
    private final MonitorException unavailable = Samples.repeatable(Reason.UNAVAILABLE);
    private final Resilience4jRetryPolicy policy =
            Resilience4jRetryPolicy.builder().jitter(0).build();

    @Test
    void theRetryOfTheCallThatOpenedTheCircuitIsTheProbe() {
        ScriptedCall call = new ScriptedCall(time).thenFails(unavailable);

        call.on(policy, LONG);
        time.advance(LONG);

        assertThat(call.attemptsAt).extracting(Duration::toSeconds).containsExactly(0L, 3L, 13L, 43L, 133L);
    }

    @Test
    void aCallWithOneAttemptMakesOneAttempt() {
        Resilience4jRetryPolicy once =
                Resilience4jRetryPolicy.builder().maxAttempts(1).build();
        ScriptedCall first = new ScriptedCall(time).thenFails(unavailable);
        ScriptedCall second = new ScriptedCall(time).thenFails(unavailable);

        first.on(once, LONG);
        second.on(once, LONG);
        time.advance(LONG);

        assertThat(first.attemptsAt).hasSize(1);
        assertThat(second.attemptsAt).hasSize(1);
    }

    @Test
    void aRetryIsDelayedUntilTheProbeIfThatIsLater() {
        new ScriptedCall(time)
                .thenFails(unavailable.toBuilder().retryAfter(Duration.ofSeconds(8)))
                .on(policy, Duration.ofSeconds(2));
        CompletableFuture<String> late = new CompletableFuture<>();
        ScriptedCall call = new ScriptedCall(time);

        Resilience4jRetryPolicy other =
                Resilience4jRetryPolicy.builder().jitter(0).build();
        call.then(() -> late).thenReturns("result").on(other, LONG);
        new ScriptedCall(time)
                .thenFails(unavailable.toBuilder().retryAfter(Duration.ofSeconds(8)))
                .on(other, Duration.ofSeconds(2));
        late.completeExceptionally(unavailable);
        time.advance(LONG);

        assertThat(call.delays()).containsExactly(Duration.ofSeconds(8));
        assertThat(call.attemptsAt).containsExactly(Duration.ZERO, Duration.ofSeconds(8));
    }

    @Test
    void aRetryDuringTheProbeWaitsForItsEnd() {
        CompletableFuture<String> probe = new CompletableFuture<>();
        CompletableFuture<String> late = new CompletableFuture<>();
        ScriptedCall call = new ScriptedCall(time).then(() -> late).thenReturns("result");
        CompletableFuture<String> result = call.on(policy, LONG);
        new ScriptedCall(time).thenFails(unavailable).then(() -> probe).on(policy, LONG);
        late.completeExceptionally(unavailable);
        time.advance(Duration.ofSeconds(5));
        assertThat(call.attemptsAt).hasSize(1);

        probe.complete("result");
        time.advance(Duration.ofSeconds(1));

        assertThat(result).isCompletedWithValue("result");
        assertThat(call.attemptsAt).containsExactly(Duration.ZERO, Duration.ofSeconds(5));
    }

    @Test
    void aRetryThatIsRejectedFailsWithItsLastFailureAndHistory() {
        MonitorException failure = unavailable.toBuilder().attempts(2).build();
        MonitorException earlier = Samples.repeatable(Reason.ACCOUNT_LOADING);
        failure.addSuppressed(earlier);
        CompletableFuture<String> probe = new CompletableFuture<>();
        CompletableFuture<String> late = new CompletableFuture<>();
        ScriptedCall call = new ScriptedCall(time).then(() -> late);
        CompletableFuture<String> result = call.on(policy, Duration.ofSeconds(5));
        new ScriptedCall(time).thenFails(unavailable).then(() -> probe).on(policy, LONG);
        late.completeExceptionally(failure);

        time.advance(Duration.ofSeconds(5));

        assertThat(failureOf(result)).isInstanceOfSatisfying(MonitorException.class, rejected -> {
            assertThat(rejected.reason()).isEqualTo(Reason.UNAVAILABLE);
            assertThat(rejected.attempts()).isEqualTo(2);
            assertThat(rejected).hasMessageContaining("not repeated: the circuit breaker is open");
            assertThat(rejected.getSuppressed()).containsExactly(earlier);
        });
        assertThat(call.attemptsAt).hasSize(1);
    }

    @Test
    void aCallThatItsCallerCompletedTakesNoPermission() {
        ScriptedCall call = new ScriptedCall(time).thenFails(unavailable);
        CompletableFuture<String> result = call.on(policy, LONG);
        result.complete("by the caller");

        time.advance(Duration.ofSeconds(3));

        assertThat(new ScriptedCall(time).thenReturns("result").on(policy, Duration.ofSeconds(1)))
                .isCompletedWithValue("result");
        assertThat(call.attemptsAt).hasSize(1);
    }

    @Test
    void accountsWithTheirOwnPoliciesAreIndependent() {
        Resilience4jRetryPolicy failing = Resilience4jRetryPolicy.standard();
        Resilience4jRetryPolicy well = Resilience4jRetryPolicy.standard();
        Load bad = new Load(time, failing, Duration.ofSeconds(15), at -> unavailable);
        Load good = new Load(time, well, Duration.ofSeconds(15), at -> null);

        for (int second = 0; second < 300; second++) {
            bad.call();
            good.call();
            time.advance(Duration.ofSeconds(1));
        }

        System.out.printf(
                "Two accounts, one fails for 300 s: %d of %d calls of the other succeed, %d of %d of the failing one%n",
                good.succeeded(), good.ended.size(), bad.succeeded(), bad.ended.size());
        assertThat(good.ended).hasSize(300).allMatch(Load.Ended::succeeded);
        assertThat(bad.succeeded()).isZero();
    }

    @Test
    void accountsThatShareAPolicyAreNot() {
        Load bad = new Load(time, policy, Duration.ofSeconds(15), at -> unavailable);
        Load good = new Load(time, policy, Duration.ofSeconds(15), at -> null);

        for (int second = 0; second < 300; second++) {
            bad.call();
            good.call();
            time.advance(Duration.ofSeconds(1));
        }

        assertThat(good.succeeded()).isLessThan(300);
    }
}
