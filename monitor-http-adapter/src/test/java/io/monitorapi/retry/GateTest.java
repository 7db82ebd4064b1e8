package io.monitorapi.retry;

import static io.monitorapi.retry.ScriptedCall.failureOf;
import static org.assertj.core.api.Assertions.assertThat;

import io.monitorapi.error.MonitorException;
import io.monitorapi.error.Reason;
import io.monitorapi.error.Sent;
import io.monitorapi.port.MonitorListener.CircuitChanged;
import io.monitorapi.testkit.Samples;
import io.monitorapi.testkit.VirtualTime;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** What shuts the gate, what opens it, and when probes are made. */
class GateTest {

    private static final Duration A_SECOND = Duration.ofSeconds(1);
    private static final Duration LONG = Duration.ofDays(1);

    private final VirtualTime time = new VirtualTime();
    private final Resilience4jRetryPolicy policy =
            Resilience4jRetryPolicy.builder().jitter(0).maxAttempts(1).build();

    @ParameterizedTest
    @EnumSource(names = {"ACCOUNT_LOADING", "UNAVAILABLE", "THROTTLED"})
    void shutsAtOnceWhenTheServiceSaysThatItIsInTrouble(Reason reason) {
        ScriptedCall call = failing(reason);

        assertThat(call.changes).containsExactly(new CircuitChanged(false, reason));
        assertThat(isShut()).isTrue();
    }

    @ParameterizedTest
    @EnumSource(names = {"SERVER_ERROR", "CONNECT", "DNS", "TIMEOUT"})
    void shutsAfterFiveFailuresInARow(Reason reason) {
        for (int failures = 0; failures < 4; failures++) {
            assertThat(failing(reason).changes).isEmpty();
        }
        assertThat(isShut()).isFalse();

        assertThat(failing(reason).changes).containsExactly(new CircuitChanged(false, reason));
        assertThat(isShut()).isTrue();
    }

    @ParameterizedTest
    @EnumSource(names = {"INVALID_REQUEST", "SESSION_UNKNOWN", "ACCOUNT_UNKNOWN", "VISITOR_UNKNOWN"})
    void anAnswerThatRefusesOneRequestBreaksTheRow(Reason answer) {
        for (int failures = 0; failures < 9; failures++) {
            failing(failures == 4 ? answer : Reason.SERVER_ERROR);
        }

        assertThat(isShut()).isFalse();
    }

    @ParameterizedTest
    @EnumSource(names = {"CONNECTION_LOST", "UNREADABLE", "SATURATED", "TLS"})
    void whatSaysLittleAboutTheServiceNeitherBreaksTheRowNorMakesItLonger(Reason other) {
        for (int failures = 0; failures < 4; failures++) {
            failing(Reason.SERVER_ERROR);
        }
        MonitorException little = MonitorException.builder(other).sent(Sent.NO).build();
        for (int failures = 0; failures < 20; failures++) {
            call(new ScriptedCall(time).thenFails(little), A_SECOND);
        }

        assertThat(failing(Reason.SERVER_ERROR).changes).hasSize(1);
    }

    @ParameterizedTest
    @EnumSource(
            mode = EnumSource.Mode.EXCLUDE,
            names = {"ACCOUNT_LOADING", "UNAVAILABLE", "THROTTLED", "SERVER_ERROR", "CONNECT", "DNS", "TIMEOUT"})
    void nothingElseShutsIt(Reason reason) {
        for (int failures = 0; failures < 20; failures++) {
            assertThat(failing(reason).changes).isEmpty();
        }
        assertThat(isShut()).isFalse();
    }

    /** Only a probe has a time of its own, as others wait for its end. */
    @Test
    void anAttemptThroughTheOpenGateStartsNoTimer() {
        call(new ScriptedCall(time).then(CompletableFuture::new), LONG);

        assertThat(time.pending()).isZero();
    }

    @Test
    void callersWhoHadNoTimeDoNotShutIt() {
        for (int failures = 0; failures < 20; failures++) {
            CompletableFuture<String> attempt = new CompletableFuture<>();
            call(new ScriptedCall(time).then(() -> attempt), Duration.ofMillis(100));
            time.advance(Duration.ofMillis(100));
            attempt.completeExceptionally(Samples.repeatable(Reason.TIMEOUT));
        }

        assertThat(isShut()).isFalse();
    }

    @Test
    void whoHasNoTimeToWaitFailsAtOnceAndIsToldWhenToComeBack() {
        failing(Reason.UNAVAILABLE);
        time.advance(A_SECOND);
        ScriptedCall call = new ScriptedCall(time).thenAnswers("answer");

        CompletableFuture<String> answer = call(call, Duration.ofMillis(2_999));

        assertThat(failureOf(answer)).isInstanceOfSatisfying(MonitorException.class, failure -> {
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
    void whoIsTurnedAwayIsNotToComeBackWithinASecond() {
        failing(Reason.UNAVAILABLE);
        time.advance(Duration.ofMillis(2_900));

        assertThat(failureOf(call(new ScriptedCall(time).thenAnswers("answer"), A_SECOND)))
                .isInstanceOfSatisfying(
                        MonitorException.class,
                        failure -> assertThat(failure.retryAfter()).contains(A_SECOND));
    }

    @Test
    void whoHasTimeIsTheProbeAndOpensIt() {
        failing(Reason.UNAVAILABLE);
        ScriptedCall call = new ScriptedCall(time).thenAnswers("answer");

        CompletableFuture<String> answer = call(call, Duration.ofSeconds(4));
        time.advance(Duration.ofSeconds(3));

        assertThat(answer).isCompletedWithValue("answer");
        assertThat(call.attemptsAt).containsExactly(Duration.ofSeconds(3));
        assertThat(call.changes).containsExactly(new CircuitChanged(true, null));
        assertThat(time.pending()).isZero();
    }

    @Test
    void whoComesAfterTheTimeOfTheProbeIsTheProbe() {
        failing(Reason.UNAVAILABLE);
        time.advance(Duration.ofHours(1));

        assertThat(call(new ScriptedCall(time).thenAnswers("answer"), Duration.ofMillis(100)))
                .isCompletedWithValue("answer");
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
    void aRowThatWasBrokenByAnOutageBeginsAnew() {
        failing(Reason.UNAVAILABLE);
        time.advance(Duration.ofSeconds(3));
        answering();
        time.advance(A_SECOND);

        ScriptedCall call = failing(Reason.UNAVAILABLE);
        time.advance(Duration.ofSeconds(3));

        assertThat(call.changes).hasSize(1);
        assertThat(call(new ScriptedCall(time).thenAnswers("answer"), A_SECOND)).isCompletedWithValue("answer");
    }

    @ParameterizedTest
    @CsvSource({"PT20S, PT20S", "PT87600H, PT10M"})
    void aPauseThatTheServiceAsksForIsKeptByEverybodyWithinReason(Duration asked, Duration kept) {
        call(failing(Samples.repeatable(Reason.UNAVAILABLE), asked), A_SECOND);
        ScriptedCall other = new ScriptedCall(time).thenAnswers("answer");

        call(other, LONG);
        time.advance(LONG);

        assertThat(other.attemptsAt).containsExactly(kept);
    }

    @ParameterizedTest
    @CsvSource({"PT8S, PT8S", "PT1S, PT3S"})
    void anAnswerThatComesLateMayPutTheProbeOffAndDoesNotBringItForward(Duration asked, Duration probedAfter) {
        CompletableFuture<String> late = new CompletableFuture<>();
        call(new ScriptedCall(time).then(() -> late), LONG);
        failing(Reason.UNAVAILABLE);
        ScriptedCall other = new ScriptedCall(time).thenAnswers("answer");
        call(other, LONG);

        late.completeExceptionally(Samples.repeatable(Reason.THROTTLED).toBuilder()
                .retryAfter(asked)
                .build());
        time.advance(LONG);

        assertThat(other.attemptsAt).containsExactly(probedAfter);
    }

    @Test
    void anAnswerThatComesLateDoesNotOpenIt() {
        CompletableFuture<String> late = new CompletableFuture<>();
        ScriptedCall call = new ScriptedCall(time).then(() -> late);
        call(call, LONG);
        failing(Reason.UNAVAILABLE);

        late.complete("answer");

        assertThat(call.changes).isEmpty();
        assertThat(isShut()).isTrue();
    }

    @Test
    void anAnswerFromBeforeTheOutageDoesNotShutItAgain() {
        CompletableFuture<String> late = new CompletableFuture<>();
        call(new ScriptedCall(time).then(() -> late), LONG);
        failing(Reason.UNAVAILABLE);
        time.advance(Duration.ofSeconds(3));
        answering();

        late.completeExceptionally(Samples.repeatable(Reason.UNAVAILABLE));
        time.advance(A_SECOND);

        assertThat(isShut()).isFalse();
    }

    @Test
    void canBeSwitchedOff() {
        Resilience4jRetryPolicy without =
                Resilience4jRetryPolicy.builder().gate(false).maxAttempts(1).build();
        ScriptedCall call = new ScriptedCall(time).thenFails(Samples.repeatable(Reason.UNAVAILABLE));

        for (int calls = 0; calls < 20; calls++) {
            call.on(without);
        }

        assertThat(call.attemptsAt).hasSize(20);
        assertThat(call.changes).isEmpty();
    }

    private ScriptedCall failing(Reason reason) {
        ScriptedCall call = new ScriptedCall(time).thenFails(Samples.repeatable(reason));
        call(call, A_SECOND);
        return call;
    }

    private ScriptedCall failing(MonitorException failure, Duration retryAfter) {
        return new ScriptedCall(time).thenFails(failure.toBuilder().retryAfter(retryAfter));
    }

    private void answering() {
        assertThat(call(new ScriptedCall(time).thenAnswers("answer"), LONG)).isCompletedWithValue("answer");
    }

    /** Asks with an attempt that says nothing about the service. */
    private boolean isShut() {
        ScriptedCall call = new ScriptedCall(time).thenFails(MonitorException.builder(Reason.SATURATED));
        call(call, Duration.ofMillis(100));
        return call.attemptsAt.isEmpty();
    }

    private CompletableFuture<String> call(ScriptedCall call, Duration deadline) {
        return call.on(policy, deadline);
    }
}
