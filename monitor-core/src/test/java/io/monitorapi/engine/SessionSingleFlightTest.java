package io.monitorapi.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.monitorapi.MonitorService;
import io.monitorapi.engagement.EngagementRequest;
import io.monitorapi.engagement.EngagementResult;
import io.monitorapi.error.MonitorException;
import io.monitorapi.error.Reason;
import io.monitorapi.error.Sent;
import io.monitorapi.port.Deadline;
import io.monitorapi.port.GatewayResult;
import io.monitorapi.session.MonitorSession;
import io.monitorapi.session.Visitor;
import io.monitorapi.testkit.FakeMonitorGateway;
import io.monitorapi.testkit.Samples;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Many first calls of one visitor open one session. */
class SessionSingleFlightTest {

    private static final int THREADS = 64;

    private final FakeMonitorGateway gateway = new FakeMonitorGateway();
    private final MonitorService service =
            MonitorServiceBuilder.forGateway(gateway).build();
    private final ExecutorService pool = Executors.newFixedThreadPool(THREADS);

    @AfterEach
    void stop() {
        pool.shutdownNow();
        service.close();
    }

    @Test
    void concurrentFirstCallsOfOneVisitorOpenOneSession() throws Exception {
        for (int round = 1; round <= 20; round++) {
            Visitor visitor = Visitor.of("device-" + round);

            Set<MonitorSession> sessions = together(() ->
                    service.getEngagement(visitor, EngagementRequest.empty()).session());

            assertThat(sessions).hasSize(1);
            assertThat(gateway.service().created()).isEqualTo(round);
        }
    }

    @Test
    void withoutTheServiceEveryCallerOpensASession() throws Exception {
        Set<MonitorSession> sessions = together(() -> {
            GatewayResult result = gateway.fetchEngagement(
                            null, EngagementRequest.empty(), Deadline.in(Duration.ofSeconds(30), System::nanoTime))
                    .join();
            return ((GatewayResult.Accepted) result).session();
        });

        assertThat(sessions).hasSize(THREADS);
    }

    @Test
    void waitingCallsSendTheirOwnRequestInTheSession() throws Exception {
        CompletableFuture<GatewayResult> handshake = new CompletableFuture<>();
        gateway.respondsLater(handshake);
        CompletableFuture<EngagementResult> first = first();
        CompletableFuture<EngagementResult> second = service.getEngagementAsync(
                Samples.visitor(),
                EngagementRequest.builder().entryPoints("second").build());
        gateway.respondsWith(Samples.valid(1));
        assertThat(gateway.requests()).hasSize(1);

        handshake.complete(Samples.created(1));

        assertThat(first.get().sessionCreated()).isTrue();
        assertThat(second.get().sessionCreated()).isFalse();
        assertThat(gateway.requests().get(1).request().entryPoints()).containsExactly("second");
    }

    @Test
    void waitingCallsFailIfTheHandshakeMayHaveBeenProcessed() {
        CompletableFuture<GatewayResult> handshake = new CompletableFuture<>();
        gateway.respondsLater(handshake);
        CompletableFuture<EngagementResult> first = first();
        CompletableFuture<EngagementResult> second = first();

        handshake.complete(Samples.failed(Reason.TIMEOUT, Sent.MAYBE));

        assertThat(failure(first).reason()).isEqualTo(Reason.TIMEOUT);
        assertThat(failure(second).reason()).isEqualTo(Reason.TIMEOUT);
        assertThat(failure(second).attempts()).isZero();
        assertThat(gateway.requests()).hasSize(1);
    }

    @Test
    void waitingCallLeadsIfNothingWasSent() throws Exception {
        CompletableFuture<GatewayResult> handshake = new CompletableFuture<>();
        gateway.respondsLater(handshake);
        CompletableFuture<EngagementResult> first = first();
        CompletableFuture<EngagementResult> second = first();

        handshake.complete(Samples.failed(Reason.CONNECT, Sent.NO));

        assertThat(failure(first).reason()).isEqualTo(Reason.CONNECT);
        assertThat(second.get().sessionCreated()).isTrue();
    }

    @Test
    void cancellingTheLeaderDoesNotCancelWaitingCalls() throws Exception {
        CompletableFuture<GatewayResult> handshake = new CompletableFuture<>();
        gateway.respondsLater(handshake).respondsWith(Samples.valid(1));
        CompletableFuture<EngagementResult> leader = first();
        CompletableFuture<EngagementResult> second = first();

        leader.cancel(true);
        assertThat(handshake).isNotCancelled();
        handshake.complete(Samples.created(1));

        assertThat(second.get().session()).isEqualTo(Samples.session(1));
    }

    @Test
    void cancellingACallWithoutFollowersCancelsItsRequest() {
        CompletableFuture<GatewayResult> handshake = new CompletableFuture<>();
        gateway.respondsLater(handshake);
        CompletableFuture<EngagementResult> lonely = first();

        lonely.cancel(true);

        assertThat(handshake).isCancelled();
    }

    private CompletableFuture<EngagementResult> first() {
        return service.getEngagementAsync(Samples.visitor(), EngagementRequest.empty());
    }

    private static MonitorException failure(CompletableFuture<?> call) {
        try {
            call.get();
        } catch (ExecutionException failed) {
            return (MonitorException) failed.getCause();
        } catch (InterruptedException interrupted) {
            throw new IllegalStateException(interrupted);
        }
        throw new AssertionError("the call succeeded");
    }

    private <T> Set<T> together(Callable<T> call) throws Exception {
        CyclicBarrier start = new CyclicBarrier(THREADS);
        CountDownLatch begun = new CountDownLatch(THREADS);
        List<Future<T>> futures = new ArrayList<>();
        IntStream.range(0, THREADS)
                .forEach(i -> futures.add(pool.submit(() -> {
                    begun.countDown();
                    start.await();
                    return call.call();
                })));
        begun.await();
        Set<T> results = new HashSet<>();
        for (Future<T> future : futures) {
            results.add(future.get());
        }
        return results;
    }
}
