package io.monitorapi.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.monitorapi.CallOptions;
import io.monitorapi.MonitorService;
import io.monitorapi.engagement.EngagementRequest;
import io.monitorapi.engagement.EngagementResult;
import io.monitorapi.error.MonitorException;
import io.monitorapi.error.Reason;
import io.monitorapi.error.Sent;
import io.monitorapi.internal.Futures;
import io.monitorapi.port.GatewayResult;
import io.monitorapi.testkit.FakeMonitorGateway;
import io.monitorapi.testkit.Samples;
import io.monitorapi.testkit.VirtualTime;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** A call with little time left that opens a session does not fail waiting calls that have more time. */
class HurriedLeaderTest {

    private static final CallOptions HURRIED = CallOptions.deadline(Duration.ofMillis(300));

    private final VirtualTime time = new VirtualTime();
    private final FakeMonitorGateway gateway = new FakeMonitorGateway();
    private final CompletableFuture<GatewayResult> handshake = new CompletableFuture<>();
    private final MonitorService service = MonitorServiceBuilder.forGateway(gateway)
            .executor(Runnable::run)
            .closeGrace(Duration.ZERO)
            .time(time, time, time)
            .build();

    @Test
    void handshakeContinuesAfterTheDeadlineOfItsLeader() {
        gateway.respondsLater(handshake);
        CompletableFuture<EngagementResult> leader = call(HURRIED);
        CompletableFuture<EngagementResult> waiting = call(CallOptions.defaults());

        time.advance(Duration.ofMillis(300));
        assertThat(failure(leader).reason()).isEqualTo(Reason.TIMEOUT);
        assertThat(handshake).isNotCancelled();
        time.advance(Duration.ofSeconds(1));
        gateway.respondsWith(Samples.valid(1));
        handshake.complete(Samples.created(1));

        assertThat(waiting.join().session()).isEqualTo(Samples.session(1));
    }

    @Test
    void handshakeHasTheTimeOfAnAttemptWhateverItsLeaderHas() {
        gateway.respondsLater(handshake);

        call(HURRIED);

        assertThat(gateway.requests().get(0).deadline().remaining()).isEqualTo(Duration.ofSeconds(5));
    }

    /** A gateway that does not keep its deadline would hold the permit forever. */
    @Test
    void handshakeIsCancelledSoonAfterItsOwnDeadline() {
        gateway.respondsLater(handshake);
        call(HURRIED);

        time.advance(Duration.ofSeconds(5));
        assertThat(handshake).isNotCancelled();
        time.advance(Duration.ofSeconds(1));

        assertThat(handshake).isCancelled();
    }

    @Test
    void waitingCallRetriesWhatTheLeaderHadNoTimeFor() {
        gateway.respondsLater(handshake);
        CompletableFuture<EngagementResult> leader = call(HURRIED);
        CompletableFuture<EngagementResult> waiting = call(CallOptions.defaults());

        handshake.complete(Samples.accountLoading(1));

        assertThat(failure(leader).reason()).isEqualTo(Reason.ACCOUNT_LOADING);
        assertThat(waiting.join().sessionCreated()).isTrue();
        assertThat(gateway.requests()).hasSize(2);
    }

    /** The control: with the same time, the waiting call fails with the leader. */
    @Test
    void waitingCallWithTheSameTimeFailsWithTheLeader() {
        gateway.respondsLater(handshake);
        call(CallOptions.defaults());
        CompletableFuture<EngagementResult> waiting = call(CallOptions.defaults());

        handshake.complete(Samples.accountLoading(1));

        assertThat(failure(waiting).reason()).isEqualTo(Reason.ACCOUNT_LOADING);
        assertThat(gateway.requests()).hasSize(1);
    }

    @Test
    void waitingCallNeverRetriesWhatMayHaveOpenedASession() {
        gateway.respondsLater(handshake);
        call(HURRIED);
        CompletableFuture<EngagementResult> waiting = call(CallOptions.defaults());

        handshake.complete(Samples.failed(Reason.CONNECTION_LOST, Sent.MAYBE));

        assertThat(failure(waiting).reason()).isEqualTo(Reason.CONNECTION_LOST);
    }

    private CompletableFuture<EngagementResult> call(CallOptions options) {
        return service.getEngagementAsync(Samples.visitor(), EngagementRequest.empty(), options);
    }

    private static MonitorException failure(CompletableFuture<?> call) {
        assertThat(call).isCompletedExceptionally();
        return (MonitorException)
                Futures.unwrap(call.handle((result, thrown) -> thrown).join());
    }
}
