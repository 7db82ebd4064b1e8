package io.monitorapi.retry;

import static io.monitorapi.retry.ScriptedCall.failureOf;
import static org.assertj.core.api.Assertions.assertThat;

import io.monitorapi.CallOptions;
import io.monitorapi.MonitorService;
import io.monitorapi.engagement.EngagementRequest;
import io.monitorapi.engagement.EngagementResult;
import io.monitorapi.engine.MonitorServiceBuilder;
import io.monitorapi.error.MonitorException;
import io.monitorapi.error.Reason;
import io.monitorapi.error.Sent;
import io.monitorapi.port.GatewayResult;
import io.monitorapi.port.RetryPolicy;
import io.monitorapi.session.Visitor;
import io.monitorapi.testkit.FakeMonitorGateway;
import io.monitorapi.testkit.Samples;
import io.monitorapi.testkit.VirtualTime;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/** Callers who stand in line for a permit when the gate is shut go back to the gate, and send nothing. */
class GateAndQueueTest {

    private static final int WAITING = 40;

    private final VirtualTime time = new VirtualTime();
    private final FakeMonitorGateway gateway = new FakeMonitorGateway();
    private final Queue<Runnable> executor = new ArrayDeque<>();
    private final Resilience4jRetryPolicy policy =
            Resilience4jRetryPolicy.builder().jitter(0).maxAttempts(1).build();

    @Test
    void whoStandsInLineWhenTheGateIsShutSendsNothing() {
        assertThat(sentOfThoseInLine(policy)).isZero();
    }

    /** The control: a policy that does not look again lets the whole line meet a service in trouble. */
    @Test
    void withoutAskingAgainTheWholeLineIsSent() {
        assertThat(sentOfThoseInLine(new Forgetful(policy))).isEqualTo(WAITING);
    }

    private int sentOfThoseInLine(RetryPolicy tested) {
        MonitorService service = service(tested);
        CompletableFuture<GatewayResult> first = answeredLater();
        ask(service, "first");
        for (int i = 0; i < WAITING; i++) {
            adopted(service, "waiting " + i);
            gateway.answers(Samples.refused(503, 0));
            ask(service, "waiting " + i);
        }
        assertThat(gateway.asked()).hasSize(1);

        first.complete(Samples.refused(503, 0));
        work();

        return gateway.asked().size() - 1;
    }

    @Test
    void whoHasTimeIsLetThroughWhenTheServiceIsWellAgain() {
        MonitorService service = service(policy);
        CompletableFuture<GatewayResult> first = answeredLater();
        CompletableFuture<EngagementResult> refused = ask(service, "first");
        CompletableFuture<EngagementResult> second = ask(service, "second");
        CompletableFuture<EngagementResult> third = ask(service, "third");

        first.complete(Samples.refused(503, 0));
        work();
        assertThat(gateway.asked()).hasSize(1);
        for (int seconds = 0; seconds < 5; seconds++) {
            time.advance(Duration.ofSeconds(1));
            work();
        }

        assertThat(refused).isCompletedExceptionally();
        assertThat(second).isCompleted();
        assertThat(third).isCompleted();
        assertThat(gateway.asked()).hasSize(3);
        assertThat(time.pending()).isZero();
    }

    @Test
    void aProbeThatStandsInLineIsSent() {
        MonitorService service = service(policy);
        MonitorService other = service(policy);
        CompletableFuture<GatewayResult> slow = answeredLater();
        ask(service, "slow");
        gateway.answers(Samples.refused(503, 0));
        ask(other, "shuts it");
        CompletableFuture<EngagementResult> probe = ask(service, "probe");
        time.advance(Duration.ofSeconds(3));
        work();
        assertThat(gateway.asked()).hasSize(2);

        slow.complete(Samples.created(2));
        work();

        assertThat(probe).isCompleted();
        assertThat(gateway.asked()).hasSize(3);
    }

    @Test
    void whoHasNoPlaceAtTheGateIsToldWhenToComeBack() {
        MonitorService service = service(policy);
        CompletableFuture<GatewayResult> first = answeredLater();
        ask(service, "first");
        CompletableFuture<EngagementResult> hasty = service.getEngagementAsync(
                Visitor.of("hasty"), EngagementRequest.empty(), CallOptions.deadline(Duration.ofSeconds(2)));

        first.complete(Samples.refused(503, 0));
        work();

        assertThat(failureOf(hasty)).isInstanceOfSatisfying(MonitorException.class, failure -> {
            assertThat(failure.reason()).isEqualTo(Reason.CIRCUIT_OPEN);
            assertThat(failure.attempts()).isZero();
            assertThat(failure.sent()).isEqualTo(Sent.NO);
            assertThat(failure.retryAfter()).contains(Duration.ofSeconds(3));
        });
    }

    private MonitorService service(RetryPolicy tested) {
        return MonitorServiceBuilder.forGateway(gateway)
                .retryPolicy(tested)
                .executor(executor::add)
                .maxInFlight(1)
                .time(time, time, time)
                .build();
    }

    private static void adopted(MonitorService service, String visitor) {
        service.sessions().adopt(Visitor.of(visitor), Samples.session(1));
    }

    private static CompletableFuture<EngagementResult> ask(MonitorService service, String visitor) {
        return service.getEngagementAsync(Visitor.of(visitor), EngagementRequest.empty());
    }

    private CompletableFuture<GatewayResult> answeredLater() {
        CompletableFuture<GatewayResult> answer = new CompletableFuture<>();
        gateway.answersLater(answer);
        return answer;
    }

    private void work() {
        while (!executor.isEmpty()) {
            executor.remove().run();
        }
    }

    /** Repeats and keeps back like another one, but does not look again. */
    private record Forgetful(RetryPolicy policy) implements RetryPolicy {

        @Override
        public <T> CompletableFuture<T> execute(Supplier<CompletableFuture<T>> attempt, Scope scope) {
            return policy.execute(attempt, scope);
        }
    }
}
