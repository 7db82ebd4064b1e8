package io.monitorapi.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.monitorapi.MonitorService;
import io.monitorapi.engagement.EngagementRequest;
import io.monitorapi.engagement.EngagementResult;
import io.monitorapi.port.GatewayResult;
import io.monitorapi.port.MonitorListener;
import io.monitorapi.session.Visitor;
import io.monitorapi.testkit.FakeMonitorGateway;
import io.monitorapi.testkit.Samples;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Callbacks of the application that block delay no other call. */
class BlockingCallbacksTest {

    private static final int BLOCKED = 100;
    private static final int PATIENCE_SECONDS = 20;

    private final FakeMonitorGateway gateway = new FakeMonitorGateway();
    private final CountDownLatch blocked = new CountDownLatch(BLOCKED);
    private final CountDownLatch release = new CountDownLatch(1);
    private final MonitorService service = MonitorServiceBuilder.forGateway(gateway)
            .creationLimit(10_000, 10_000)
            .listener(new MonitorListener() {})
            .build();

    @AfterEach
    void close() {
        release.countDown();
        service.close();
    }

    @Test
    void otherCallsCompleteWhileAHundredCallbacksBlock() throws Exception {
        blockCallbacks();

        for (int i = 0; i < 10; i++) {
            CompletableFuture<GatewayResult> response = new CompletableFuture<>();
            gateway.respondsLater(response);
            CompletableFuture<EngagementResult> call =
                    service.getEngagementAsync(Visitor.of("other-" + i), EngagementRequest.empty());
            response.complete(Samples.created(1_000 + i));

            assertThat(call.get(PATIENCE_SECONDS, TimeUnit.SECONDS)).isNotNull();
        }
        assertThat(release.getCount()).isEqualTo(1);
    }

    @Test
    void aCallbackMayItselfMakeACallThatWaits() throws Exception {
        List<CompletableFuture<EngagementResult>> nested = new ArrayList<>();
        List<CompletableFuture<GatewayResult>> responses = new ArrayList<>();
        for (int i = 0; i < BLOCKED; i++) {
            Visitor other = Visitor.of("nested-" + i);
            nested.add(getEngagementAsync(i, responses)
                    .thenApply(result -> service.getEngagement(other, EngagementRequest.empty())));
        }
        for (int i = 0; i < BLOCKED; i++) {
            gateway.respondsWith(Samples.created(1_000 + i));
        }
        for (int i = 0; i < responses.size(); i++) {
            responses.get(i).complete(Samples.created(i));
        }

        for (CompletableFuture<EngagementResult> call : nested) {
            assertThat(call.get(PATIENCE_SECONDS, TimeUnit.SECONDS)).isNotNull();
        }
    }

    private void blockCallbacks() throws InterruptedException {
        List<CompletableFuture<GatewayResult>> responses = new ArrayList<>();
        for (int i = 0; i < BLOCKED; i++) {
            CompletableFuture<?> unused = getEngagementAsync(i, responses).thenAccept(result -> {
                blocked.countDown();
                awaitRelease();
            });
        }
        for (int i = 0; i < responses.size(); i++) {
            responses.get(i).complete(Samples.created(i));
        }
        assertThat(blocked.await(PATIENCE_SECONDS, TimeUnit.SECONDS))
                .as("all callbacks run")
                .isTrue();
    }

    private CompletableFuture<EngagementResult> getEngagementAsync(
            int i, List<CompletableFuture<GatewayResult>> responses) {
        CompletableFuture<GatewayResult> response = new CompletableFuture<>();
        responses.add(response);
        gateway.respondsLater(response);
        return service.getEngagementAsync(Visitor.of("blocked-" + i), EngagementRequest.empty());
    }

    private void awaitRelease() {
        try {
            release.await();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
