package io.monitorapi.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.monitorapi.MonitorService;
import io.monitorapi.engagement.EngagementRequest;
import io.monitorapi.engagement.EngagementResult;
import io.monitorapi.error.MonitorException;
import io.monitorapi.error.Reason;
import io.monitorapi.port.GatewayResult;
import io.monitorapi.port.MonitorListener;
import io.monitorapi.session.Visitor;
import io.monitorapi.testkit.FakeMonitorGateway;
import io.monitorapi.testkit.Samples;
import io.monitorapi.testkit.VirtualTime;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Closing waits for calls in flight, up to the grace period, and releases all resources. */
@Timeout(30)
class ClosingTest {

    private static final EngagementRequest REQUEST = EngagementRequest.empty();

    /** Long enough for a test to hang if anything waits for it. */
    private static final Duration FOR_EVER = Duration.ofHours(1);

    private final FakeMonitorGateway gateway = new FakeMonitorGateway();

    @Test
    void closeFailsCallsInFlightAndNewCalls() {
        CompletableFuture<GatewayResult> exchange = hung();
        MonitorService service = service(Duration.ZERO).build();
        CompletableFuture<EngagementResult> inFlight = getEngagement(service);

        service.close();
        service.close();

        assertThat(failure(inFlight).reason()).isEqualTo(Reason.CLOSED);
        assertThat(exchange).isCancelled();
        assertThat(failure(getEngagement(service)).reason()).isEqualTo(Reason.CLOSED);
    }

    @Test
    void closeWaitsForACallThatEndsWithinTheGracePeriod() throws Exception {
        CompletableFuture<GatewayResult> exchange = hung();
        MonitorService service = service(FOR_EVER).build();
        CompletableFuture<EngagementResult> inFlight = getEngagement(service);
        Thread closing = new Thread(service::close);
        closing.start();
        while (!service.getEngagementAsync(Visitor.of("other"), REQUEST).isCompletedExceptionally()) {
            Thread.onSpinWait();
        }

        exchange.complete(Samples.created(1));

        assertThat(inFlight.get(10, TimeUnit.SECONDS).sessionCreated()).isTrue();
        closing.join();
    }

    @Test
    void closeFailsCallsAfterTheGracePeriod() {
        CompletableFuture<GatewayResult> exchange = hung();
        MonitorService service = service(Duration.ofMillis(200)).build();
        CompletableFuture<EngagementResult> inFlight = getEngagement(service);
        long begun = System.nanoTime();

        service.close();

        assertThat(Duration.ofNanos(System.nanoTime() - begun))
                .isBetween(Duration.ofMillis(200), Duration.ofSeconds(5));
        assertThat(failure(inFlight).reason()).isEqualTo(Reason.CLOSED);
        assertThat(exchange).isCancelled();
    }

    @Test
    void callsThatWaitForASessionFailWithClosed() {
        CompletableFuture<GatewayResult> handshake = hung();
        MonitorService service = service(Duration.ZERO).build();
        CompletableFuture<EngagementResult> leader = getEngagement(service);
        List<CompletableFuture<EngagementResult>> waiting =
                IntStream.range(0, 20).mapToObj(i -> getEngagement(service)).toList();

        service.close();

        assertThat(handshake).isCancelled();
        assertThat(failure(leader).reason()).isEqualTo(Reason.CLOSED);
        assertThat(waiting)
                .allSatisfy(call -> assertThat(failure(call).reason()).isEqualTo(Reason.CLOSED));
    }

    @Test
    void interruptEndsTheGracePeriod() {
        hung();
        MonitorService service = service(FOR_EVER).build();
        CompletableFuture<EngagementResult> inFlight = getEngagement(service);
        Thread.currentThread().interrupt();

        service.close();

        assertThat(Thread.interrupted()).isTrue();
        assertThat(failure(inFlight).reason()).isEqualTo(Reason.CLOSED);
    }

    @Test
    void callbackOfAFutureMayCloseTheService() throws Exception {
        CompletableFuture<GatewayResult> first = hung();
        CompletableFuture<GatewayResult> second = hung();
        MonitorService service = service(FOR_EVER).build();
        CompletableFuture<Void> closing = getEngagement(service).thenRun(service::close);
        CompletableFuture<EngagementResult> slow = service.getEngagementAsync(Visitor.of("other"), REQUEST);

        first.complete(Samples.created(1));
        closing.get(10, TimeUnit.SECONDS);
        second.complete(Samples.created(2));

        assertThat(slow.get(10, TimeUnit.SECONDS).sessionCreated()).isTrue();
        assertThat(threadsLeft()).isZero();
    }

    /** If closing waited for the calls in flight, it would wait for the call that closes the service. */
    @Test
    void listenerMayCloseTheServiceDuringACall() {
        gateway.respondsWith(Samples.refused(400, 5));
        AtomicReference<MonitorService> service = new AtomicReference<>();
        MonitorListener closes = new MonitorListener() {
            @Override
            public void attemptFailed(AttemptFailed event) {
                service.get().close();
            }
        };
        service.set(service(FOR_EVER).listener(closes).build());

        assertThat(failure(getEngagement(service.get())).reason()).isEqualTo(Reason.INVALID_REQUEST);
        assertThat(threadsLeft()).isZero();
    }

    @Test
    void severalThreadsMayCloseTheService() throws Exception {
        AtomicInteger closed = new AtomicInteger();
        MonitorService service =
                service(FOR_EVER).onClose(closed::incrementAndGet).build();
        CountDownLatch start = new CountDownLatch(1);
        List<Thread> threads = IntStream.range(0, 16)
                .mapToObj(i -> new Thread(() -> {
                    awaitQuietly(start);
                    service.close();
                }))
                .toList();
        threads.forEach(Thread::start);
        start.countDown();
        for (Thread thread : threads) {
            thread.join();
        }

        assertThat(closed).hasValue(1);
    }

    @Test
    void closeClosesOwnedResourcesOnly() {
        VirtualTime time = new VirtualTime();
        AtomicInteger closed = new AtomicInteger();
        MonitorService service = service(Duration.ZERO)
                .time(time, time, time)
                .onClose(() -> {
                    throw new IllegalStateException("rude");
                })
                .onClose(closed::incrementAndGet)
                .build();

        service.close();
        service.close();

        assertThat(closed).hasValue(1);
        assertThat(time.isShutdown()).isFalse();
    }

    @Test
    void closeEndsAllThreads() {
        hung();
        MonitorService service = service(Duration.ZERO).build();
        getEngagement(service);

        service.close();

        assertThat(threadsLeft()).isZero();
    }

    @Test
    void negativeGracePeriodIsRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> service(Duration.ofMillis(-1)))
                .withMessageContaining("closeGrace");
    }

    private CompletableFuture<GatewayResult> hung() {
        CompletableFuture<GatewayResult> exchange = new CompletableFuture<>();
        gateway.respondsLater(exchange);
        return exchange;
    }

    private MonitorServiceBuilder service(Duration grace) {
        return MonitorServiceBuilder.forGateway(gateway).closeGrace(grace);
    }

    private static CompletableFuture<EngagementResult> getEngagement(MonitorService service) {
        return service.getEngagementAsync(Samples.visitor(), REQUEST);
    }

    private static long threadsLeft() {
        long left = 1;
        for (long end = System.nanoTime() + 10_000_000_000L; left > 0 && System.nanoTime() < end; Thread.yield()) {
            left = Thread.getAllStackTraces().keySet().stream()
                    .filter(thread -> thread.getName().startsWith("monitor-api-") && thread.isAlive())
                    .count();
        }
        return left;
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private static MonitorException failure(CompletableFuture<?> call) {
        try {
            call.get(10, TimeUnit.SECONDS);
        } catch (ExecutionException failed) {
            return (MonitorException) failed.getCause();
        } catch (Exception other) {
            throw new AssertionError(other);
        }
        throw new AssertionError("the call succeeded");
    }
}
