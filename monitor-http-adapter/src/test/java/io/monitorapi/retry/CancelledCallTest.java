package io.monitorapi.retry;

import static org.assertj.core.api.Assertions.assertThat;

import io.monitorapi.MonitorService;
import io.monitorapi.engagement.EngagementRequest;
import io.monitorapi.engagement.EngagementResult;
import io.monitorapi.engine.MonitorServiceBuilder;
import io.monitorapi.testkit.FakeMonitorGateway;
import io.monitorapi.testkit.Samples;
import io.monitorapi.testkit.VirtualTime;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** The policy inside a service: a call that is given up leaves nothing behind. */
class CancelledCallTest {

    private final VirtualTime time = new VirtualTime();
    private final FakeMonitorGateway gateway = new FakeMonitorGateway();
    private final MonitorService service = MonitorServiceBuilder.forGateway(gateway)
            .retryPolicy(Resilience4jRetryPolicy.standard())
            .executor(Runnable::run)
            .time(time, time, time)
            .build();

    @Test
    void aCallThatIsCancelledDuringADelayLeavesNoTimerAndSendsNothing() {
        gateway.respondsWith(Samples.refused(503, 0));
        CompletableFuture<EngagementResult> call =
                service.getEngagementAsync(Samples.visitor(), EngagementRequest.empty());
        assertThat(time.pending()).isEqualTo(2);

        call.cancel(true);

        assertThat(time.pending()).isZero();
        time.advance(Duration.ofMinutes(1));
        assertThat(gateway.requests()).hasSize(1);
    }

    @Test
    void aServiceThatIsClosedDuringADelayLeavesNoTimerAndSendsNothing() {
        gateway.respondsWith(Samples.refused(503, 0));
        service.getEngagementAsync(Samples.visitor(), EngagementRequest.empty());

        service.close();

        assertThat(time.pending()).isZero();
        time.advance(Duration.ofMinutes(1));
        assertThat(gateway.requests()).hasSize(1);
    }
}
