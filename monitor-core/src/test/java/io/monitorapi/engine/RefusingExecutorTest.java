package io.monitorapi.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.monitorapi.MonitorService;
import io.monitorapi.engagement.EngagementRequest;
import io.monitorapi.engagement.EngagementResult;
import io.monitorapi.error.MonitorException;
import io.monitorapi.error.Reason;
import io.monitorapi.internal.Futures;
import io.monitorapi.port.GatewayResult;
import io.monitorapi.session.Visitor;
import io.monitorapi.testkit.FakeMonitorGateway;
import io.monitorapi.testkit.Samples;
import io.monitorapi.testkit.VirtualTime;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.RejectedExecutionException;
import org.junit.jupiter.api.Test;

/** An executor that refuses work while a call is in flight does not lose the session. */
class RefusingExecutorTest {

    private final VirtualTime time = new VirtualTime();
    private final FakeMonitorGateway gateway = new FakeMonitorGateway();
    private final CompletableFuture<GatewayResult> response = new CompletableFuture<>();
    private boolean refuses;
    private final MonitorService service = MonitorServiceBuilder.forGateway(gateway)
            .listener(new RecordingListener())
            .executor(this::execute)
            .creationLimit(1, 1)
            .closeGrace(Duration.ZERO)
            .time(time, time, time)
            .build();

    private void execute(Runnable work) {
        if (refuses) {
            throw new RejectedExecutionException("full");
        }
        work.run();
    }

    @Test
    void responseIsHandledOnTheCompletingThread() {
        gateway.respondsLater(response);
        CompletableFuture<EngagementResult> call = call("first");
        refuses = true;

        response.complete(Samples.created(1));

        assertThat(call.join().session()).isEqualTo(Samples.session(1));
        assertThat(service.sessions().current(Visitor.of("first"))).contains(Samples.session(1));
    }

    @Test
    void callsThatWaitForTheSessionContinue() {
        gateway.respondsLater(response).respondsWith(Samples.valid(1));
        call("first");
        CompletableFuture<EngagementResult> second = call("first");
        refuses = true;

        response.complete(Samples.created(1));

        assertThat(second.join().session()).isEqualTo(Samples.session(1));
    }

    @Test
    void callThatWaitsForTheCreationLimitFailsWhenItIsDue() {
        call("first");
        CompletableFuture<EngagementResult> waiting = call("second");
        assertThat(waiting).isNotDone();
        refuses = true;

        time.advance(Duration.ofSeconds(1));

        assertThat(failure(waiting).reason()).isEqualTo(Reason.SATURATED);
    }

    private CompletableFuture<EngagementResult> call(String visitor) {
        return service.getEngagementAsync(Visitor.of(visitor), EngagementRequest.empty());
    }

    private static MonitorException failure(CompletableFuture<?> call) {
        assertThat(call).isCompletedExceptionally();
        return (MonitorException)
                Futures.unwrap(call.handle((result, thrown) -> thrown).join());
    }
}
