package io.monitorapi.retry;

import static io.monitorapi.retry.ScriptedCall.failureOf;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.monitorapi.error.MonitorException;
import io.monitorapi.error.Reason;
import io.monitorapi.error.Sent;
import io.monitorapi.port.MonitorListener.CircuitChanged;
import io.monitorapi.testkit.Samples;
import io.monitorapi.testkit.VirtualTime;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** What opens the circuit, what closes it, and when probes are made. */
class ServiceCircuitBreakerTest {

    private static final Duration ONE_SECOND = Duration.ofSeconds(1);
    private static final Duration LONG = Duration.ofDays(1);

    private final VirtualTime time = new VirtualTime();
    private final Resilience4jRetryPolicy policy =
            Resilience4jRetryPolicy.builder().jitter(0).maxAttempts(1).build();

    @ParameterizedTest
    @EnumSource(names = {"ACCOUNT_LOADING", "UNAVAILABLE", "THROTTLED", "PROXY_UNAVAILABLE", "PROXY_THROTTLED"})
    void opensAtOnceWhenTheServiceSaysThatItIsUnavailable(Reason reason) {
        ScriptedCall call = failing(reason);

        assertThat(call.changes).containsExactly(new CircuitChanged(false, reason));
        assertThat(isOpen()).isTrue();
    }

    @ParameterizedTest
    @EnumSource(names = {"SERVER_ERROR", "PROXY_ERROR", "CONNECT", "DNS", "TIMEOUT"})
    void opensAfterFiveFailuresInARow(Reason reason) {
        for (int failures = 0; failures < 4; failures++) {
            assertThat(failing(reason).changes).isEmpty();
        }
        assertThat(isOpen()).isFalse();

        assertThat(failing(reason).changes).containsExactly(new CircuitChanged(false, reason));
        assertThat(isOpen()).isTrue();
    }

    @ParameterizedTest
    @EnumSource(names = {"INVALID_REQUEST", "SESSION_UNKNOWN", "ACCOUNT_UNKNOWN", "VISITOR_UNKNOWN"})
    void aRefusalOfOneRequestInterruptsTheRow(Reason refusal) {
        for (int failures = 0; failures < 9; failures++) {
            failing(failures == 4 ? refusal : Reason.SERVER_ERROR);
        }

        assertThat(isOpen()).isFalse();
    }

    @ParameterizedTest
    @EnumSource(names = {"CONNECTION_LOST", "UNREADABLE", "SATURATED", "TLS"})
    void anInconclusiveFailureNeitherInterruptsTheRowNorCounts(Reason other) {
        for (int failures = 0; failures < 4; failures++) {
            failing(Reason.SERVER_ERROR);
        }
        MonitorException inconclusive =
                MonitorException.builder(other).sent(Sent.NO).build();
        for (int failures = 0; failures < 20; failures++) {
            call(new ScriptedCall(time).thenFails(inconclusive), ONE_SECOND);
        }

        assertThat(failing(Reason.SERVER_ERROR).changes).hasSize(1);
    }

    @ParameterizedTest
    @EnumSource(
            mode = EnumSource.Mode.EXCLUDE,
            names = {
                "ACCOUNT_LOADING",
                "UNAVAILABLE",
                "THROTTLED",
                "PROXY_UNAVAILABLE",
                "PROXY_THROTTLED",
                "SERVER_ERROR",
                "PROXY_ERROR",
                "CONNECT",
                "DNS",
                "TIMEOUT"
            })
    void noOtherFailureOpensIt(Reason reason) {
        for (int failures = 0; failures < 20; failures++) {
            assertThat(failing(reason).changes).isEmpty();
        }
        assertThat(isOpen()).isFalse();
    }

    @Test
    void anAttemptWhileClosedStartsNoTimer() {
        call(new ScriptedCall(time).then(CompletableFuture::new), LONG);

        assertThat(time.pending()).isZero();
    }

    @Test
    void timeoutsOfCallersWithShortDeadlinesDoNotOpenIt() {
        for (int failures = 0; failures < 20; failures++) {
            CompletableFuture<String> attempt = new CompletableFuture<>();
            call(new ScriptedCall(time).then(() -> attempt), Duration.ofMillis(100));
            time.advance(Duration.ofMillis(100));
            attempt.completeExceptionally(Samples.repeatable(Reason.TIMEOUT));
        }

        assertThat(isOpen()).isFalse();
    }

    @Test
    void aCallWithoutTimeToWaitFailsAtOnceWithRetryAfter() {
        failing(Reason.UNAVAILABLE);
        time.advance(ONE_SECOND);
        ScriptedCall call = new ScriptedCall(time).thenReturns("result");

        CompletableFuture<String> result = call(call, Duration.ofMillis(2_999));

        assertThat(failureOf(result)).isInstanceOfSatisfying(MonitorException.class, failure -> {
            assertThat(failure.reason()).isEqualTo(Reason.CIRCUIT_OPEN);
            assertThat(failure.sent()).isEqualTo(Sent.NO);
            assertThat(failure.attempts()).isZero();
            assertThat(failure.isRetryable()).isTrue();
            assertThat(failure.retryAfter()).contains(Duration.ofSeconds(2));
        });
        assertThat(call.attemptsAt).isEmpty();
        assertThat(time.pending()).isZero();
    }

    @Test
    void retryAfterIsAtLeastOneSecond() {
        failing(Reason.UNAVAILABLE);
        time.advance(Duration.ofMillis(2_900));

        assertThat(failureOf(call(new ScriptedCall(time).thenReturns("result"), ONE_SECOND)))
                .isInstanceOfSatisfying(
                        MonitorException.class,
                        failure -> assertThat(failure.retryAfter()).contains(ONE_SECOND));
    }

    @Test
    void aCallWithTimeIsTheProbeAndClosesTheCircuit() {
        failing(Reason.UNAVAILABLE);
        ScriptedCall call = new ScriptedCall(time).thenReturns("result");

        CompletableFuture<String> result = call(call, Duration.ofSeconds(4));
        time.advance(Duration.ofSeconds(3));

        assertThat(result).isCompletedWithValue("result");
        assertThat(call.attemptsAt).containsExactly(Duration.ofSeconds(3));
        assertThat(call.changes).containsExactly(new CircuitChanged(true, null));
        assertThat(time.pending()).isZero();
    }

    @Test
    void aCallAfterTheOpenStateHasEndedIsTheProbe() {
        failing(Reason.UNAVAILABLE);
        time.advance(Duration.ofHours(1));

        assertThat(call(new ScriptedCall(time).thenReturns("result"), Duration.ofMillis(100)))
                .isCompletedWithValue("result");
    }

    @Test
    void probesAreMadeOnTheScheduleAndNeverMoreThanThirtySecondsApart() {
        failing(Reason.UNAVAILABLE);
        ScriptedCall probes = new ScriptedCall(time).thenFails(Samples.repeatable(Reason.UNAVAILABLE));

        for (int calls = 0; calls < 6; calls++) {
            call(probes, LONG);
        }
        time.advance(Duration.ofHours(1));

        assertThat(probes.attemptsAt).extracting(Duration::toSeconds).containsExactly(3L, 13L, 43L, 73L, 103L, 133L);
    }

    @Test
    void countingBeginsAgainAfterAnOutage() {
        failing(Reason.UNAVAILABLE);
        time.advance(Duration.ofSeconds(3));
        succeeding();
        time.advance(ONE_SECOND);

        ScriptedCall call = failing(Reason.UNAVAILABLE);
        time.advance(Duration.ofSeconds(3));

        assertThat(call.changes).hasSize(1);
        assertThat(call(new ScriptedCall(time).thenReturns("result"), ONE_SECOND))
                .isCompletedWithValue("result");
    }

    @ParameterizedTest
    @CsvSource({"PT20S, PT20S", "PT87600H, PT10M"})
    void theCircuitStaysOpenAsLongAsTheServiceAsksUpToTheLongestRetryAfter(Duration retryAfter, Duration openFor) {
        call(failing(Samples.repeatable(Reason.UNAVAILABLE), retryAfter), ONE_SECOND);
        ScriptedCall other = new ScriptedCall(time).thenReturns("result");

        call(other, LONG);
        time.advance(LONG);

        assertThat(other.attemptsAt).containsExactly(openFor);
    }

    @ParameterizedTest
    @CsvSource({"PT8S, PT8S", "PT1S, PT3S"})
    void aLateFailureMayProlongTheOpenStateButNotShortenIt(Duration retryAfter, Duration probedAfter) {
        CompletableFuture<String> late = new CompletableFuture<>();
        call(new ScriptedCall(time).then(() -> late), LONG);
        failing(Reason.UNAVAILABLE);
        ScriptedCall other = new ScriptedCall(time).thenReturns("result");
        call(other, LONG);

        late.completeExceptionally(Samples.repeatable(Reason.THROTTLED).toBuilder()
                .retryAfter(retryAfter)
                .build());
        time.advance(LONG);

        assertThat(other.attemptsAt).containsExactly(probedAfter);
    }

    @Test
    void aLateSuccessDoesNotCloseIt() {
        CompletableFuture<String> late = new CompletableFuture<>();
        ScriptedCall call = new ScriptedCall(time).then(() -> late);
        call(call, LONG);
        failing(Reason.UNAVAILABLE);

        late.complete("result");

        assertThat(call.changes).isEmpty();
        assertThat(isOpen()).isTrue();
    }

    @Test
    void aLateFailureFromBeforeTheOutageDoesNotOpenItAgain() {
        CompletableFuture<String> late = new CompletableFuture<>();
        call(new ScriptedCall(time).then(() -> late), LONG);
        failing(Reason.UNAVAILABLE);
        time.advance(Duration.ofSeconds(3));
        succeeding();

        late.completeExceptionally(Samples.repeatable(Reason.UNAVAILABLE));
        time.advance(ONE_SECOND);

        assertThat(isOpen()).isFalse();
    }

    @Test
    void aLateSuccessDuringTheProbeDoesNotCloseIt() {
        CompletableFuture<String> late = new CompletableFuture<>();
        call(new ScriptedCall(time).then(() -> late), LONG);
        failing(Reason.UNAVAILABLE);
        CompletableFuture<String> probe = new CompletableFuture<>();
        call(new ScriptedCall(time).then(() -> probe), LONG);
        time.advance(Duration.ofSeconds(3));

        late.complete("result");

        assertThat(isOpen()).isTrue();
        probe.complete("result");
        assertThat(isOpen()).isFalse();
    }

    /** The control: Resilience4j alone counts it as the outcome of the probe. */
    @Test
    void aLateSuccessDuringTheProbeClosesResilience4jAlone() {
        CircuitBreaker alone = CircuitBreaker.ofDefaults("alone");
        alone.transitionToOpenState();
        alone.transitionToHalfOpenState();
        for (int permissions = 0; permissions < 10; permissions++) {
            assertThat(alone.tryAcquirePermission()).isTrue();
        }

        for (int late = 0; late < 10; late++) {
            alone.onSuccess(0, TimeUnit.NANOSECONDS);
        }

        assertThat(alone.getState()).isEqualTo(CircuitBreaker.State.CLOSED);
    }

    @Test
    void canBeSwitchedOff() {
        Resilience4jRetryPolicy without = Resilience4jRetryPolicy.builder()
                .circuitBreaker(false)
                .maxAttempts(1)
                .build();
        ScriptedCall call = new ScriptedCall(time).thenFails(Samples.repeatable(Reason.UNAVAILABLE));

        for (int calls = 0; calls < 20; calls++) {
            call.on(without);
        }

        assertThat(call.attemptsAt).hasSize(20);
        assertThat(call.changes).isEmpty();
    }

    private ScriptedCall failing(Reason reason) {
        ScriptedCall call = new ScriptedCall(time).thenFails(Samples.repeatable(reason));
        call(call, ONE_SECOND);
        return call;
    }

    private ScriptedCall failing(MonitorException failure, Duration retryAfter) {
        return new ScriptedCall(time).thenFails(failure.toBuilder().retryAfter(retryAfter));
    }

    private void succeeding() {
        assertThat(call(new ScriptedCall(time).thenReturns("result"), LONG)).isCompletedWithValue("result");
    }

    /** Makes a call whose attempt says nothing about the service. */
    private boolean isOpen() {
        ScriptedCall call = new ScriptedCall(time).thenFails(MonitorException.builder(Reason.SATURATED));
        call(call, Duration.ofMillis(100));
        return call.attemptsAt.isEmpty();
    }

    private CompletableFuture<String> call(ScriptedCall call, Duration deadline) {
        return call.on(policy, deadline);
    }
}
