package io.monitorapi.retry;

import static io.monitorapi.retry.ScriptedCall.failureOf;
import static org.assertj.core.api.Assertions.assertThat;

import io.monitorapi.error.MonitorException;
import io.monitorapi.error.Reason;
import io.monitorapi.port.Deadline;
import io.monitorapi.port.MonitorListener;
import io.monitorapi.port.Operation;
import io.monitorapi.port.RetryPolicy;
import io.monitorapi.testkit.Samples;
import io.monitorapi.testkit.VirtualTime;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** Calls that wait at the shut gate, until they are let through, turned away, or given up. */
class WaitingTest {

    private static final Duration LONG = Duration.ofDays(1);
    private static final Duration PROBE = Duration.ofSeconds(3);

    private final VirtualTime time = new VirtualTime();
    private final Resilience4jRetryPolicy policy =
            Resilience4jRetryPolicy.builder().jitter(0).maxAttempts(1).build();
    private final CompletableFuture<String> probe = new CompletableFuture<>();
    private final MonitorException unavailable = Samples.repeatable(Reason.UNAVAILABLE);

    @Test
    void oneIsTheProbeAndTheOthersWaitForItsEnd() {
        shut();
        ScriptedCall first = waiting(probe);
        ScriptedCall second = waiting(new CompletableFuture<>());

        time.advance(Duration.ofMinutes(1));

        assertThat(first.attemptsAt).containsExactly(PROBE);
        assertThat(second.attemptsAt).isEmpty();
    }

    @Test
    void theOthersFollowInTheirOrderAtTwiceTheNormalRate() {
        shut();
        waiting(probe);
        List<ScriptedCall> others = new ArrayList<>();
        for (int calls = 0; calls < 20; calls++) {
            others.add(waiting(new CompletableFuture<>()));
        }
        time.advance(Duration.ofSeconds(4));

        probe.complete("answer");
        time.advance(Duration.ofSeconds(1));

        assertThat(others).allMatch(call -> call.attemptsAt.size() == 1);
        for (int place = 0; place < 20; place++) {
            assertThat(others.get(place).attemptsAt).containsExactly(Duration.ofMillis(4_050 + 50L * place));
        }
    }

    @Test
    void newcomersQueueUpBehindThoseWhoWaited() {
        shut();
        waiting(probe);
        waiting(new CompletableFuture<>());
        time.advance(PROBE);
        probe.complete("answer");
        time.advance(Duration.ZERO);
        ScriptedCall newcomer = waiting(new CompletableFuture<>());

        time.advance(Duration.ofMillis(100));
        ScriptedCall next = waiting(new CompletableFuture<>());
        time.advance(Duration.ofMillis(100));
        ScriptedCall nobodyIsBefore = waiting(new CompletableFuture<>());

        assertThat(newcomer.attemptsAt).containsExactly(PROBE.plusMillis(100));
        assertThat(next.attemptsAt).containsExactly(PROBE.plusMillis(150));
        assertThat(nobodyIsBefore.attemptsAt).containsExactly(PROBE.plusMillis(200));
    }

    @Test
    void waitOnWhenTheProbeFailsIfThereIsTime() {
        shut();
        waiting(probe);
        ScriptedCall patient = waiting(new CompletableFuture<>());
        ScriptedCall other = new ScriptedCall(time).thenAnswers("answer");
        CompletableFuture<String> impatient = other.on(policy, Duration.ofSeconds(13));
        time.advance(PROBE);

        probe.completeExceptionally(unavailable);
        time.advance(Duration.ZERO);

        assertThat(failureOf(impatient)).hasMessageContaining("REQUEST/CIRCUIT_OPEN");
        assertThat(other.attemptsAt).isEmpty();
        time.advance(Duration.ofSeconds(10));
        assertThat(patient.attemptsAt).containsExactly(Duration.ofSeconds(13));
    }

    @Test
    void areTurnedAwayAtTheirDeadlineWhenTheProbeTakesTooLong() {
        shut();
        waiting(probe);
        ScriptedCall call = new ScriptedCall(time).thenAnswers("answer");
        CompletableFuture<String> answer = call.on(policy, Duration.ofSeconds(5));

        time.advance(Duration.ofMillis(4_989));
        assertThat(answer).isNotDone();
        time.advance(Duration.ofMillis(11));

        assertThat(failureOf(answer)).hasMessageContaining("REQUEST/CIRCUIT_OPEN");
        assertThat(call.attemptsAt).isEmpty();
    }

    @Test
    void leaveNoTimerWhenTheyAreCancelled() {
        shut();
        ScriptedCall call = new ScriptedCall(time).thenAnswers("answer");
        CompletableFuture<String> answer = call.on(policy, LONG);
        assertThat(time.pending()).isEqualTo(1);

        answer.cancel(true);

        assertThat(time.pending()).isZero();
        time.advance(LONG);
        assertThat(call.attemptsAt).isEmpty();
    }

    @Test
    void leaveNoTimerWhenTheyAreCancelledDuringTheProbe() {
        shut();
        waiting(probe);
        ScriptedCall call = new ScriptedCall(time).thenAnswers("answer");
        CompletableFuture<String> answer = call.on(policy, LONG);
        time.advance(Duration.ofSeconds(4));
        int timers = time.pending();

        answer.cancel(true);

        assertThat(time.pending()).isEqualTo(timers - 1);
        probe.complete("answer");
        time.advance(LONG);
        assertThat(call.attemptsAt).isEmpty();
        assertThat(time.pending()).isZero();
    }

    @Test
    void leaveNoTimerWhenTheyAreLetThrough() {
        shut();
        waiting(probe);
        ScriptedCall call = new ScriptedCall(time).thenAnswers("answer");
        CompletableFuture<String> answer = call.on(policy, LONG);
        time.advance(PROBE);

        probe.complete("answer");
        time.advance(Duration.ofMillis(50));

        assertThat(answer).isCompletedWithValue("answer");
        assertThat(time.pending()).isZero();
    }

    @Test
    void giveTheirPassBackWhenTheyWereEndedFromElsewhere() {
        shut();
        ScriptedCall call = new ScriptedCall(time).thenAnswers("answer");
        call.on(policy, LONG).complete("from elsewhere");
        ScriptedCall other = waiting(new CompletableFuture<>());

        time.advance(PROBE);

        assertThat(call.attemptsAt).isEmpty();
        assertThat(other.attemptsAt).containsExactly(PROBE);
    }

    @Test
    void saysWhetherItWasCancelled() {
        shut();
        CompletableFuture<String> answer =
                new ScriptedCall(time).thenAnswers("answer").on(policy, LONG);

        assertThat(answer.complete("from elsewhere")).isTrue();
        assertThat(answer.cancel(true)).isFalse();
        CompletableFuture<String> other =
                new ScriptedCall(time).thenAnswers("answer").on(policy, LONG);
        assertThat(other.cancel(true)).isTrue();
    }

    @Test
    void theirNumberIsBoundedByFiveSecondsOfTheNormalTraffic() {
        shut();
        List<CompletableFuture<String>> calls = new ArrayList<>();
        for (int number = 0; number < 51; number++) {
            calls.add(new ScriptedCall(time).thenAnswers("answer").on(policy, LONG));
        }

        assertThat(calls.subList(0, 50)).noneMatch(CompletableFuture::isDone);
        assertThat(failureOf(calls.get(50))).hasMessageContaining("REQUEST/CIRCUIT_OPEN");
        assertThat(new ScriptedCall(time).thenAnswers("answer").on(policy, LONG))
                .isDone();
        calls.get(7).cancel(true);
        assertThat(new ScriptedCall(time).thenAnswers("answer").on(policy, LONG))
                .isNotDone();
    }

    @Test
    void moreMayWaitWhenMoreIsNormal() {
        for (int calls = 0; calls < 30; calls++) {
            waiting(new CompletableFuture<>());
        }
        time.advance(Duration.ofMillis(9_999));
        shut();

        List<CompletableFuture<String>> calls = new ArrayList<>();
        for (int number = 0; number < 151; number++) {
            calls.add(new ScriptedCall(time).thenAnswers("answer").on(policy, LONG));
        }

        assertThat(calls.subList(0, 150)).noneMatch(CompletableFuture::isDone);
        assertThat(calls.get(150)).isDone();
    }

    @Test
    void oneThatHasLittleTimeLeavesTheProbeToThoseWhoHaveMore() {
        shut();
        VirtualTime slow = new VirtualTime();
        ScriptedCall patient = new ScriptedCall(time).thenAnswers("answer");
        policy.execute(
                patient, new RetryPolicy.Scope(1, Operation.GET_ENGAGEMENT, Deadline.in(LONG, time), slow, patient));
        time.advance(PROBE);
        ScriptedCall hasty = new ScriptedCall(time).thenAnswers("answer");

        CompletableFuture<String> answer = hasty.on(policy, Duration.ofMillis(999));
        assertThat(answer).isNotDone();
        slow.advance(PROBE);
        time.advance(Duration.ofMillis(50));

        assertThat(patient.attemptsAt).containsExactly(PROBE);
        assertThat(hasty.attemptsAt).containsExactly(PROBE.plusMillis(50));
    }

    @Test
    void oneThatIsAloneProbesHoweverLittleTimeItHas() {
        shut();
        ScriptedCall call = new ScriptedCall(time).thenAnswers("answer");
        VirtualTime clock = new VirtualTime();
        policy.execute(call, scope(clock, Duration.ofMinutes(1), call));
        clock.advance(Duration.ofMillis(59_999));

        time.advance(PROBE);

        assertThat(call.attemptsAt).containsExactly(PROBE);
    }

    @Test
    void atMostOneProbeIsMadeAfterALongPauseOfTheProcess() {
        VirtualTime clock = new VirtualTime();
        List<ScriptedCall> calls = new ArrayList<>();
        for (int number = 0; number < 40; number++) {
            ScriptedCall call = new ScriptedCall(time);
            call.then(number == 0 ? () -> CompletableFuture.failedFuture(unavailable) : CompletableFuture::new);
            policy.execute(call, scope(clock, number % 2 == 0 ? LONG : Duration.ofMinutes(1), call));
            calls.add(call);
        }

        clock.advance(Duration.ofHours(1));
        time.advance(LONG);

        assertThat(calls.stream().skip(1).filter(call -> !call.attemptsAt.isEmpty()))
                .hasSize(1);
    }

    @Test
    void nobodyWhoseTimeIsUpIsLetThroughAfterALongPauseOfTheProcess() {
        VirtualTime clock = new VirtualTime();
        ScriptedCall first = new ScriptedCall(time).thenFails(unavailable);
        policy.execute(first, scope(clock, LONG, first));
        ScriptedCall call = new ScriptedCall(time).thenAnswers("answer");
        CompletableFuture<String> answer = policy.execute(call, scope(clock, Duration.ofMinutes(1), call));

        clock.advance(Duration.ofMinutes(1));
        time.advance(LONG);

        assertThat(failureOf(answer)).hasMessageContaining("REQUEST/CIRCUIT_OPEN");
        assertThat(call.attemptsAt).isEmpty();
    }

    @Test
    void endWhenTheSchedulerIsShutDown() {
        shut();
        VirtualTime ended = new VirtualTime();
        ended.shutdown();
        ScriptedCall call = new ScriptedCall(time).thenAnswers("answer");

        CompletableFuture<String> answer = policy.execute(
                call, new RetryPolicy.Scope(1, Operation.GET_ENGAGEMENT, Deadline.in(LONG, time), ended, call));

        assertThat(failureOf(answer))
                .hasMessageContaining("REQUEST/CIRCUIT_OPEN")
                .hasMessageContaining("the scheduler is shut down");
        assertThat(call.attemptsAt).isEmpty();
    }

    @Test
    void areLetThroughWhenTheListenerThrows() {
        MonitorListener broken = new MonitorListener() {
            @Override
            public void circuitChanged(CircuitChanged event) {
                throw new AssertionError("broken listener");
            }
        };
        policy.execute(
                () -> CompletableFuture.failedFuture(unavailable),
                new RetryPolicy.Scope(1, Operation.GET_ENGAGEMENT, Deadline.in(LONG, time), time, broken));
        CompletableFuture<String> first = policy.execute(
                () -> CompletableFuture.completedFuture("first"),
                new RetryPolicy.Scope(1, Operation.GET_ENGAGEMENT, Deadline.in(LONG, time), time, broken));
        CompletableFuture<String> second =
                new ScriptedCall(time).thenAnswers("second").on(policy, LONG);

        time.advance(Duration.ofSeconds(4));

        assertThat(first).isCompletedWithValue("first");
        assertThat(second).isCompletedWithValue("second");
    }

    private void shut() {
        new ScriptedCall(time).thenFails(unavailable).on(policy, Duration.ofSeconds(1));
    }

    private ScriptedCall waiting(CompletableFuture<String> attempt) {
        ScriptedCall call = new ScriptedCall(time).then(() -> attempt);
        call.on(policy, LONG);
        return call;
    }

    private RetryPolicy.Scope scope(VirtualTime clock, Duration deadline, MonitorListener listener) {
        return new RetryPolicy.Scope(1, Operation.GET_ENGAGEMENT, Deadline.in(deadline, clock), time, listener);
    }
}
