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
import io.monitorapi.session.Visitor;
import io.monitorapi.testkit.FakeMonitorGateway;
import io.monitorapi.testkit.Samples;
import io.monitorapi.testkit.VirtualTime;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.function.BiFunction;
import org.junit.jupiter.api.Test;

/** The circuit breaker in a service: calls that wait hold nothing, and however a probe is abandoned, another one follows. */
class CircuitBreakerInServiceTest {

    private static final Duration PROBE = Duration.ofSeconds(3);

    private final VirtualTime time = new VirtualTime();
    private final FakeMonitorGateway gateway = new FakeMonitorGateway();
    private final Resilience4jRetryPolicy policy =
            Resilience4jRetryPolicy.builder().jitter(0).maxAttempts(1).build();
    private final CountDownLatch inFlight = new CountDownLatch(1);
    private final MonitorService service = service(Runnable::run);

    @Test
    void aCallThatWaitsForTheCircuitHoldsNoPermit() {
        openTheCircuit();
        CompletableFuture<EngagementResult> waiting = call("waiting");
        CompletableFuture<EngagementResult> other = call("other");

        time.advance(Duration.ofSeconds(4));

        assertThat(waiting).isCompleted();
        assertThat(other).isCompleted();
        assertThat(gateway.requests()).hasSize(3);
    }

    @Test
    void aCallThatIsRejectedHasSentNothing() {
        openTheCircuit();

        CompletableFuture<EngagementResult> call = service.getEngagementAsync(
                Visitor.of("short-deadline"), EngagementRequest.empty(), CallOptions.deadline(Duration.ofSeconds(1)));

        assertThat(failureOf(call)).isInstanceOfSatisfying(MonitorException.class, failure -> {
            assertThat(failure.reason()).isEqualTo(Reason.CIRCUIT_OPEN);
            assertThat(failure.attempts()).isZero();
            assertThat(failure.sent()).isEqualTo(Sent.NO);
            assertThat(failure.retryAfter()).contains(PROBE);
        });
        assertThat(gateway.requests()).hasSize(1);
    }

    @Test
    void anotherProbeFollowsOneThatIsCancelled() {
        openTheCircuit();
        CompletableFuture<GatewayResult> result = respondsLater();
        CompletableFuture<EngagementResult> probe = call("probe");
        time.advance(PROBE);
        assertThat(gateway.requests()).hasSize(2);

        probe.cancel(true);

        assertThat(result).isCancelled();
        assertAnotherProbeFollows();
    }

    @Test
    void anotherProbeFollowsOneWhoseCallReachesItsDeadline() {
        openTheCircuit();
        CompletableFuture<GatewayResult> result = respondsLater();
        CompletableFuture<EngagementResult> probe = call("probe");
        time.advance(Duration.ofSeconds(15));

        assertThat(probe).isCompletedExceptionally();
        assertThat(result).isCancelled();
        assertAnotherProbeFollows();
    }

    @Test
    void anotherProbeFollowsOneWhoseServiceIsClosed() {
        openTheCircuit();
        respondsLater();
        MonitorService closing = service(Runnable::run);
        CompletableFuture<EngagementResult> probe =
                closing.getEngagementAsync(Visitor.of("probe"), EngagementRequest.empty());
        time.advance(PROBE);
        assertThat(gateway.requests()).hasSize(2);

        closing.close();

        assertThat(failureOf(probe)).hasMessageContaining("CLOSED");
        assertAnotherProbeFollows();
    }

    @Test
    void anotherProbeFollowsOneWhoseCallerIsInterrupted() throws InterruptedException {
        openTheCircuit();
        time.advance(PROBE);
        CompletableFuture<GatewayResult> result = respondsLater();
        CompletableFuture<Throwable> end = new CompletableFuture<>();
        Thread caller = caller(end);
        caller.start();
        assertThat(inFlight.await(30, TimeUnit.SECONDS)).isTrue();

        caller.interrupt();

        assertThat(end)
                .succeedsWithin(Duration.ofSeconds(30))
                .satisfies(failure -> assertThat(failure).hasMessageContaining("INTERRUPTED"));
        caller.join();
        assertThat(result).isCancelled();
        assertAnotherProbeFollows();
    }

    @Test
    void aFirstAttemptThatHadToWaitIsMadeOnTheExecutor() {
        List<Runnable> executor = new ArrayList<>();
        MonitorService blocking = service(executor::add);
        openTheCircuit();
        blocking.getEngagementAsync(Samples.visitor(), EngagementRequest.empty());

        time.advance(PROBE);
        assertThat(gateway.requests()).hasSize(1);
        while (!executor.isEmpty()) {
            executor.remove(0).run();
        }

        assertThat(gateway.requests()).hasSize(2);
    }

    @Test
    void theFailureOfACallThatWaitedHasItsHistory() {
        MonitorService retrying = MonitorServiceBuilder.forGateway(gateway)
                .retryPolicy(Resilience4jRetryPolicy.builder().jitter(0).build())
                .executor(Runnable::run)
                .time(time, time, time)
                .build();
        gateway.respondsWith(Samples.accountLoading(1), Samples.refused(503, 0), Samples.refused(429, 0));
        CompletableFuture<EngagementResult> call =
                retrying.getEngagementAsync(Samples.visitor(), EngagementRequest.empty());

        time.advance(Duration.ofSeconds(13));

        MonitorException last = (MonitorException) failureOf(call);
        assertThat(last.reason()).isEqualTo(Reason.THROTTLED);
        assertThat(last.attempts()).isEqualTo(3);
        MonitorException second = earlier(last);
        assertThat(second.reason()).isEqualTo(Reason.UNAVAILABLE);
        assertThat(second.attempts()).isEqualTo(2);
        MonitorException first = earlier(second);
        assertThat(first.reason()).isEqualTo(Reason.ACCOUNT_LOADING);
        assertThat(first.getSuppressed()).isEmpty();
    }

    private static MonitorException earlier(MonitorException failure) {
        assertThat(failure.getSuppressed()).hasSize(1);
        return (MonitorException) failure.getSuppressed()[0];
    }

    private void assertAnotherProbeFollows() {
        int before = gateway.requests().size();
        CompletableFuture<EngagementResult> next = call("next");

        time.advance(Duration.ofSeconds(14));

        assertThat(next).isCompleted();
        assertThat(next).isNotCompletedExceptionally();
        assertThat(gateway.requests()).hasSize(before + 1);
    }

    /** A response that does not arrive yet; counts down when the service waits for it. */
    private CompletableFuture<GatewayResult> respondsLater() {
        CompletableFuture<GatewayResult> result = new CompletableFuture<>() {
            @Override
            public <U> CompletableFuture<U> handle(BiFunction<? super GatewayResult, Throwable, ? extends U> next) {
                inFlight.countDown();
                return super.handle(next);
            }
        };
        gateway.respondsLater(result);
        return result;
    }

    private Thread caller(CompletableFuture<Throwable> end) {
        return new Thread(() -> {
            try {
                service.getEngagement(Visitor.of("probe"), EngagementRequest.empty());
            } catch (MonitorException failure) {
                end.complete(failure);
            }
        });
    }

    private void openTheCircuit() {
        gateway.respondsWith(Samples.refused(503, 0));
        call("first");
        assertThat(gateway.requests()).hasSize(1);
    }

    private CompletableFuture<EngagementResult> call(String visitor) {
        return service.getEngagementAsync(Visitor.of(visitor), EngagementRequest.empty());
    }

    private MonitorService service(Executor executor) {
        return MonitorServiceBuilder.forGateway(gateway)
                .retryPolicy(policy)
                .executor(executor)
                .maxInFlight(1)
                .time(time, time, time)
                .build();
    }
}
