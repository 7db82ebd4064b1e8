package io.monitorapi.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.monitorapi.MonitorService;
import io.monitorapi.engagement.EngagementResult;
import io.monitorapi.port.GatewayResult;
import io.monitorapi.port.MonitorListener;
import io.monitorapi.port.MonitorListener.AttemptSucceeded;
import io.monitorapi.testkit.FakeMonitorGateway;
import io.monitorapi.testkit.Samples;
import io.monitorapi.testkit.VirtualTime;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** The event of a successful attempt has its status and its own duration, not that of the call. */
class AttemptSucceededTest {

    private final VirtualTime time = new VirtualTime();
    private final FakeMonitorGateway gateway = new FakeMonitorGateway();
    private final List<AttemptSucceeded> events = new ArrayList<>();
    private final MonitorService service = MonitorServiceBuilder.forGateway(gateway)
            .executor(Runnable::run)
            .maxInFlight(1)
            .listener(new MonitorListener() {
                @Override
                public void attemptSucceeded(AttemptSucceeded event) {
                    events.add(event);
                }
            })
            .time(time, time, time)
            .build();

    @Test
    void theStatusTellsWhetherASessionWasOpened() {
        service.getEngagementAsync(Samples.visitor()).join();
        service.getEngagementAsync(Samples.visitor()).join();

        assertThat(events).extracting(AttemptSucceeded::status).containsExactly(201, 200);
    }

    @Test
    void theDurationIsThatOfTheAttemptWithoutTheTimeBeforeIt() {
        CompletableFuture<GatewayResult> first = new CompletableFuture<>();
        CompletableFuture<GatewayResult> second = new CompletableFuture<>();
        gateway.respondsLater(first);
        gateway.respondsLater(second);

        CompletableFuture<EngagementResult> call = service.getEngagementAsync(Samples.visitor());
        CompletableFuture<EngagementResult> waiting = service.getEngagementAsync(Samples.visitor());
        time.advance(Duration.ofMillis(300));
        first.complete(Samples.created(1));
        time.advance(Duration.ofMillis(40));
        second.complete(Samples.created(1));

        assertThat(call).isCompleted();
        assertThat(waiting).isCompleted();
        assertThat(events)
                .extracting(AttemptSucceeded::elapsed)
                .containsExactly(Duration.ofMillis(300), Duration.ofMillis(40));
    }
}
