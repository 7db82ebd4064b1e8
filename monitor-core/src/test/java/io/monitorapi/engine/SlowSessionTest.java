package io.monitorapi.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.monitorapi.CallOptions;
import io.monitorapi.MonitorService;
import io.monitorapi.engagement.ButtonState;
import io.monitorapi.engagement.ButtonState.Kind;
import io.monitorapi.engagement.EngagementRequest;
import io.monitorapi.error.MonitorException;
import io.monitorapi.error.Reason;
import io.monitorapi.port.GatewayResult;
import io.monitorapi.session.Visitor;
import io.monitorapi.testkit.FakeMonitorGateway;
import io.monitorapi.testkit.Samples;
import io.monitorapi.testkit.VirtualTime;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** A service that opens a session more slowly than pages wait: the session is there for the next page. */
class SlowSessionTest {

    private static final Visitor VISITOR = Samples.visitor();

    private final VirtualTime time = new VirtualTime();
    private final FakeMonitorGateway gateway = new FakeMonitorGateway();
    private final MonitorService service = MonitorServiceBuilder.forGateway(gateway)
            .executor(Runnable::run)
            .maxInFlight(1)
            .maxWaiting(0)
            .time(time, time, time)
            .build();

    @Test
    void theNextPageHasTheSessionThatThePageBeforeDidNotWaitFor() {
        CompletableFuture<GatewayResult> slow = new CompletableFuture<>();
        gateway.respondsLater(slow);

        CompletableFuture<ButtonState> first = page();
        time.advance(Duration.ofSeconds(1));
        CompletableFuture<ButtonState> second = page();
        slow.complete(Samples.created(1));

        assertThat(first.join().failure()).map(MonitorException::reason).contains(Reason.TIMEOUT);
        assertThat(second.join().kind()).isNotEqualTo(Kind.UNKNOWN);
        assertThat(service.sessions().current(VISITOR)).isPresent();
        assertThat(gateway.requests().get(0).record()).isNull();
        assertThat(gateway.requests())
                .filteredOn(request -> request.record() == null)
                .hasSize(1);
    }

    /** The control: a request in a session that exists is of no use after the deadline. */
    @Test
    void aRequestInASessionEndsAtTheDeadline() {
        page().join();
        CompletableFuture<GatewayResult> slow = new CompletableFuture<>();
        gateway.respondsLater(slow);

        CompletableFuture<ButtonState> call = page();
        time.advance(Duration.ofSeconds(1));

        assertThat(call.join().failure()).map(MonitorException::reason).contains(Reason.TIMEOUT);
        assertThat(slow).isCancelled();
    }

    @Test
    void aCallerWhoLeavesEndsTheRequestNevertheless() {
        CompletableFuture<GatewayResult> slow = new CompletableFuture<>();
        gateway.respondsLater(slow);

        page().cancel(true);

        assertThat(slow).isCancelled();
        assertThat(page().join().kind()).isNotEqualTo(Kind.UNKNOWN);
    }

    private CompletableFuture<ButtonState> page() {
        return service.buttonForAsync(VISITOR, EngagementRequest.empty(), CallOptions.deadline(Duration.ofSeconds(1)));
    }
}
