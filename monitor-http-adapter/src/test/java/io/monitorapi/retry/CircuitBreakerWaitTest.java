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

/** Calls that wait while the circuit is open, until they are permitted, rejected, or abandoned. */
class CircuitBreakerWaitTest {

    private static final Duration LONG = Duration.ofDays(1);
    private static final Duration PROBE = Duration.ofSeconds(3);

    private final VirtualTime time = new VirtualTime();
    private final Resilience4jRetryPolicy policy =
            Resilience4jRetryPolicy.builder().jitter(0).maxAttempts(1).build();
    private final CompletableFuture<String> probe = new CompletableFuture<>();
    private final MonitorException unavailable = Samples.repeatable(Reason.UNAVAILABLE);

    @Test
    void oneCallProbesAndTheOthersWaitForItsEnd() {
        openTheCircuit();
        ScriptedCall first = waiting(probe);
        ScriptedCall second = waiting(new CompletableFuture<>());

        time.advance(Duration.ofSeconds(20));

        assertThat(first.attemptsAt).containsExactly(PROBE);
        assertThat(second.attemptsAt).isEmpty();
    }

    @Test
    void theOthersFollowInTheirOrderWhenTheProbeSucceeds() {
        openTheCircuit();
        waiting(probe);
        List<Integer> order = new ArrayList<>();
        for (int number = 0; number < 20; number++) {
            int place = number;
            new ScriptedCall(time)
                    .then(() -> {
                        order.add(place);
                        return CompletableFuture.completedFuture("result");
                    })
                    .on(policy, LONG);
        }
        time.advance(Duration.ofSeconds(4));
        assertThat(order).isEmpty();

        probe.complete("result");
        time.advance(Duration.ZERO);

        assertThat(order).hasSize(20).isSorted();
    }

    @Test
    void theOthersKeepWaitingWhenTheProbeFailsIfTheyHaveTime() {
        openTheCircuit();
        waiting(probe);
        ScriptedCall patient = waiting(new CompletableFuture<>());
        ScriptedCall other = new ScriptedCall(time).thenReturns("result");
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
    void theNewestCallProbesNextIfTheCallerOfTheProbeLeaves() {
        openTheCircuit();
        CompletableFuture<String> leaving =
                new ScriptedCall(time).then(() -> probe).on(policy, LONG);
        ScriptedCall oldest = waiting(new CompletableFuture<>());
        ScriptedCall newest = waiting(new CompletableFuture<>());
        time.advance(PROBE);

        leaving.cancel(true);
        time.advance(Duration.ZERO);

        assertThat(newest.attemptsAt).containsExactly(PROBE);
        assertThat(oldest.attemptsAt).isEmpty();
    }

    /** If the oldest call probed, it would always reach its deadline first, and the circuit would stay open forever. */
    @Test
    void theCircuitClosesAlthoughEveryCallHasLittleTimeLeftAtTheEnd() {
        Load load = new Load(time, policy, Duration.ofSeconds(4), at -> at.toSeconds() < 1 ? unavailable : null);

        load.callsPerSecond(100, Duration.ofSeconds(30));

        assertThat(load.changes).hasSize(2);
        assertThat(load.ended)
                .filteredOn(call -> call.startedAt().toSeconds() >= 5)
                .hasSizeGreaterThan(2_000)
                .allMatch(Load.Ended::succeeded);
    }

    @Test
    void aCallIsRejectedAtItsDeadlineIfTheProbeTakesTooLong() {
        openTheCircuit();
        waiting(probe);
        ScriptedCall call = new ScriptedCall(time).thenReturns("result");
        CompletableFuture<String> result = call.on(policy, Duration.ofSeconds(5));

        time.advance(Duration.ofMillis(4_999));
        assertThat(result).isNotDone();
        time.advance(Duration.ofMillis(1));

        assertThat(failureOf(result)).hasMessageContaining("REQUEST/CIRCUIT_OPEN");
        assertThat(call.attemptsAt).isEmpty();
    }

    @Test
    void aCancelledCallLeavesNoTimer() {
        openTheCircuit();
        ScriptedCall call = new ScriptedCall(time).thenReturns("result");
        CompletableFuture<String> result = call.on(policy, LONG);
        assertThat(time.pending()).isEqualTo(1);

        result.cancel(true);

        assertThat(time.pending()).isZero();
        time.advance(LONG);
        assertThat(call.attemptsAt).isEmpty();
    }

    @Test
    void aCallThatIsCancelledDuringTheProbeLeavesNoTimerAndIsNotPermitted() {
        openTheCircuit();
        waiting(probe);
        ScriptedCall call = new ScriptedCall(time).thenReturns("result");
        CompletableFuture<String> result = call.on(policy, LONG);
        time.advance(Duration.ofSeconds(4));

        result.cancel(true);

        assertThat(time.pending()).isZero();
        probe.complete("result");
        time.advance(LONG);
        assertThat(call.attemptsAt).isEmpty();
    }

    @Test
    void aCallThatIsPermittedLeavesNoTimer() {
        openTheCircuit();
        waiting(probe);
        CompletableFuture<String> result =
                new ScriptedCall(time).thenReturns("result").on(policy, LONG);
        time.advance(PROBE);

        probe.complete("result");
        time.advance(Duration.ZERO);

        assertThat(result).isCompletedWithValue("result");
        assertThat(time.pending()).isZero();
    }

    @Test
    void aCallThatItsCallerCompletedTakesNoPermission() {
        openTheCircuit();
        ScriptedCall call = new ScriptedCall(time).thenReturns("result");
        call.on(policy, LONG).complete("by the caller");
        ScriptedCall other = waiting(new CompletableFuture<>());

        time.advance(PROBE);

        assertThat(call.attemptsAt).isEmpty();
        assertThat(other.attemptsAt).containsExactly(PROBE);
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
        time.advance(PROBE);

        assertThat(calls.stream().skip(1).filter(call -> !call.attemptsAt.isEmpty()))
                .hasSize(1);
    }

    @Test
    void aCallWhoseDeadlinePassedDuringAPauseOfTheProcessIsRejected() {
        VirtualTime clock = new VirtualTime();
        ScriptedCall first = new ScriptedCall(time).thenFails(unavailable);
        policy.execute(first, scope(clock, LONG, first));
        ScriptedCall call = new ScriptedCall(time).thenReturns("result");
        CompletableFuture<String> result = policy.execute(call, scope(clock, Duration.ofMinutes(1), call));

        clock.advance(Duration.ofMinutes(1));
        time.advance(LONG);

        assertThat(failureOf(result)).hasMessageContaining("REQUEST/CIRCUIT_OPEN");
        assertThat(call.attemptsAt).isEmpty();
    }

    @Test
    void aCallIsRejectedWhenTheSchedulerIsShutDown() {
        openTheCircuit();
        VirtualTime ended = new VirtualTime();
        ended.shutdown();
        ScriptedCall call = new ScriptedCall(time).thenReturns("result");

        CompletableFuture<String> result = policy.execute(
                call, new RetryPolicy.Scope(1, Operation.GET_ENGAGEMENT, Deadline.in(LONG, time), ended, call));

        assertThat(failureOf(result))
                .hasMessageContaining("REQUEST/CIRCUIT_OPEN")
                .hasMessageContaining("the scheduler is shut down");
        assertThat(call.attemptsAt).isEmpty();
    }

    @Test
    void aWaitingCallIsRejectedWhenTheSchedulerDropsItsTimer() {
        openTheCircuit();
        VirtualTime ending = new VirtualTime();
        ScriptedCall call = new ScriptedCall(time).thenReturns("result");
        Resilience4jRetryPolicy quick =
                Resilience4jRetryPolicy.builder().schedule(Duration.ofMillis(1)).build();
        new ScriptedCall(time).thenFails(unavailable).on(quick, Duration.ofNanos(1));
        CompletableFuture<String> result = quick.execute(
                call, new RetryPolicy.Scope(1, Operation.GET_ENGAGEMENT, Deadline.in(LONG, time), ending, call));
        assertThat(result).isNotDone();

        ending.shutdownNow();

        assertThat(result)
                .failsWithin(Duration.ofSeconds(30))
                .withThrowableThat()
                .withMessageContaining("the scheduler is shut down");
        assertThat(call.attemptsAt).isEmpty();
    }

    private void openTheCircuit() {
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
