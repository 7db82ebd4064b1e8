package io.monitorapi.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.monitorapi.MonitorService;
import io.monitorapi.engagement.EngagementRequest;
import io.monitorapi.engagement.EngagementResult;
import io.monitorapi.port.GatewayResult;
import io.monitorapi.port.MonitorListener.CallEnded;
import io.monitorapi.port.RetryPolicy;
import io.monitorapi.session.Visitor;
import io.monitorapi.testkit.FakeMonitorGateway;
import io.monitorapi.testkit.Samples;
import io.monitorapi.testkit.VirtualTime;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A caller that completes the returned future ends the call. */
class AbandonedCallTest {

    private final VirtualTime time = new VirtualTime();
    private final FakeMonitorGateway gateway = new FakeMonitorGateway();
    private final RecordingListener recorder = new RecordingListener();
    private final MonitorService service = MonitorServiceBuilder.forGateway(gateway)
            .executor(Runnable::run)
            .listener(recorder)
            .maxInFlight(1)
            .maxWaiting(0)
            .retryPolicy(new AfterThreeSeconds())
            .closeGrace(Duration.ZERO)
            .time(time, time, time)
            .build();

    static Stream<Named<Consumer<CompletableFuture<EngagementResult>>>> waysToLeave() {
        return Stream.of(
                Named.of("cancel", call -> call.cancel(true)),
                Named.of("complete", call -> call.complete(null)),
                Named.of("completeExceptionally", call -> call.completeExceptionally(new TimeoutException())),
                Named.of(
                        "timeout",
                        call -> call.completeOnTimeout(null, 0, TimeUnit.NANOSECONDS)
                                .orTimeout(10, TimeUnit.SECONDS)
                                .join()));
    }

    @ParameterizedTest
    @MethodSource("waysToLeave")
    void releasesThePermitAndCancelsTheRequest(Consumer<CompletableFuture<EngagementResult>> leave) {
        CompletableFuture<GatewayResult> request = new CompletableFuture<>();
        gateway.respondsLater(request);

        leave.accept(call("first"));
        awaitEndOfCall();

        assertThat(request).isCancelled();
        assertThat(call("second").join().sessionCreated()).isTrue();
    }

    @ParameterizedTest
    @MethodSource("waysToLeave")
    void sendsNoFurtherRequest(Consumer<CompletableFuture<EngagementResult>> leave) {
        gateway.respondsWith(Samples.refused(503, 0));

        leave.accept(call("first"));
        awaitEndOfCall();
        time.advance(Duration.ofSeconds(10));

        assertThat(gateway.requests()).hasSize(1);
        assertThat(recorder.events).filteredOn(CallEnded.class::isInstance).hasSize(1);
    }

    /** The control: a call that is not abandoned is retried. */
    @Test
    void callThatIsNotAbandonedIsRetried() {
        gateway.respondsWith(Samples.refused(503, 0));

        CompletableFuture<EngagementResult> call = call("first");
        time.advance(Duration.ofSeconds(3));

        assertThat(gateway.requests()).hasSize(2);
        assertThat(call).isCompleted();
    }

    /** A timeout completes the future on a thread of the JDK: a thread that joins the future may continue before the call has ended. */
    private void awaitEndOfCall() {
        long giveUp = System.nanoTime() + TimeUnit.SECONDS.toNanos(10);
        while (recorder.events.stream().noneMatch(CallEnded.class::isInstance) && System.nanoTime() < giveUp) {
            LockSupport.parkNanos(100_000);
        }
    }

    private CompletableFuture<EngagementResult> call(String visitor) {
        return service.getEngagementAsync(Visitor.of(visitor), EngagementRequest.empty());
    }

    private static final class AfterThreeSeconds implements RetryPolicy {

        @Override
        public <T> CompletableFuture<T> execute(Supplier<CompletableFuture<T>> attempt, Scope scope) {
            CompletableFuture<Void> pause = new CompletableFuture<>();
            scope.scheduler().schedule(() -> pause.complete(null), 3, TimeUnit.SECONDS);
            return attempt.get().exceptionallyCompose(failure -> pause.thenCompose(over -> attempt.get()));
        }
    }
}
