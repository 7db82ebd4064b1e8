package io.monitorapi.availability;

import static org.assertj.core.api.Assertions.assertThat;

import io.monitorapi.MonitorService;
import io.monitorapi.engagement.Engagement;
import io.monitorapi.engagement.EngagementRequest;
import io.monitorapi.engagement.EngagementResult.Outcome;
import io.monitorapi.engagement.EngagementStatus;
import io.monitorapi.engagement.Impression;
import io.monitorapi.engagement.Report;
import io.monitorapi.engagement.ReportReceipt;
import io.monitorapi.engine.MonitorServiceBuilder;
import io.monitorapi.session.Visitor;
import io.monitorapi.testkit.FakeMonitorGateway;
import io.monitorapi.testkit.Samples;
import io.monitorapi.testkit.VirtualTime;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Watches with real threads and a real service. */
class WatchThreadsTest {

    @Test
    void callsOfOneListenerNeverOverlapAndReceiveTheLatestState() throws Exception {
        VirtualTime time = new VirtualTime();
        ScriptedService service = new ScriptedService(time);
        ExecutorService pool = Executors.newFixedThreadPool(8);
        AtomicInteger inside = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        AtomicInteger calls = new AtomicInteger();
        CountDownLatch first = new CountDownLatch(1);
        Semaphore gate = new Semaphore(0);
        Semaphore latest = new Semaphore(0);
        try (Availability availability = Availability.builder(service)
                .time(time, time, time)
                .executor(pool)
                .build()) {
            WatchOptions all = WatchOptions.every(Duration.ofSeconds(5)).withEveryResult(true);
            availability.watch(Samples.visitor(), EngagementRequest.empty(), all, state -> {
                most.accumulateAndGet(inside.incrementAndGet(), Math::max);
                calls.incrementAndGet();
                first.countDown();
                gate.acquireUninterruptibly();
                inside.decrementAndGet();
                if (state.lastResult().orElseThrow().outcome() == Outcome.NOTHING) {
                    latest.release();
                }
            });
            time.advance(Duration.ZERO);
            assertThat(first.await(30, TimeUnit.SECONDS)).isTrue();
            time.advance(Duration.ofMinutes(5));
            service.offers();
            time.advance(Duration.ofSeconds(5));

            gate.release(1_000);

            assertThat(latest.tryAcquire(30, TimeUnit.SECONDS)).isTrue();
            assertThat(most).hasValue(1);
            assertThat(calls).hasValue(2);
        } finally {
            pool.shutdownNow();
        }
    }

    @Test
    void callsOfAnExecutorAloneOverlap() throws Exception {
        ExecutorService pool = Executors.newFixedThreadPool(2);
        CyclicBarrier bothInside = new CyclicBarrier(2);
        Callable<Integer> listener = () -> bothInside.await(30, TimeUnit.SECONDS);
        try {
            Future<Integer> one = pool.submit(listener);
            Future<Integer> other = pool.submit(listener);

            assertThat(one.get() + other.get()).isEqualTo(1);
        } finally {
            pool.shutdownNow();
        }
    }

    @Test
    void requestsOfOneVisitorShareASession() {
        VirtualTime time = new VirtualTime();
        FakeMonitorGateway gateway = new FakeMonitorGateway();
        try (MonitorService service = MonitorServiceBuilder.forGateway(gateway)
                        .executor(Runnable::run)
                        .time(time, time, time)
                        .build();
                Availability availability = Availability.builder(service)
                        .executor(Runnable::run)
                        .time(time, time, time)
                        .build()) {
            availability.watch(Samples.visitor(), EngagementRequest.empty(), state -> {});
            time.advance(Duration.ofMinutes(10));

            assertThat(gateway.requests()).hasSizeGreaterThanOrEqualTo(20);
            assertThat(gateway.service().created()).isEqualTo(1);
        }
    }

    @Test
    void aButtonThatIsDisplayedForALongTimeCanStillBeAccepted() {
        VirtualTime time = new VirtualTime();
        FakeMonitorGateway gateway = new FakeMonitorGateway();
        List<AvailabilityState> states = new ArrayList<>();
        try (MonitorService service = MonitorServiceBuilder.forGateway(gateway)
                        .executor(Runnable::run)
                        .time(time, time, time)
                        .build();
                Availability availability = Availability.builder(service)
                        .executor(Runnable::run)
                        .time(time, time, time)
                        .build()) {
            availability.watch(
                    Samples.visitor(),
                    EngagementRequest.empty(),
                    WatchOptions.defaults().withEveryResult(true),
                    states::add);
            for (int context = 1; context <= 20; context++) {
                gateway.service()
                        .offers(Engagement.builder(EngagementStatus.EXPOSE)
                                .campaign("3100200300", "3100200400", "12")
                                .contextId(Integer.toString(context))
                                .build());
                time.advance(Duration.ofSeconds(30));
            }
            Engagement displayed =
                    states.get(0).lastResult().orElseThrow().available().orElseThrow();

            ReportReceipt receipt = service.report(Samples.visitor(), Report.of(Impression.accept(displayed)));

            assertThat(states).hasSizeGreaterThan(19);
            assertThat(receipt.impressionsCounted()).isEqualTo(1);
        }
    }

    @Test
    void closeEndsOwnThreadsOnly() throws Exception {
        VirtualTime given = new VirtualTime();
        List<Thread> threads = new ArrayList<>();
        CountDownLatch notified = new CountDownLatch(8);
        try (MonitorService service = MonitorServiceBuilder.forGateway(new FakeMonitorGateway())
                        .build();
                Availability availability = Availability.of(service)) {
            for (int i = 0; i < 8; i++) {
                availability.watch(Visitor.of("device-" + i), EngagementRequest.empty(), state -> {
                    synchronized (threads) {
                        threads.add(Thread.currentThread());
                    }
                    notified.countDown();
                });
            }
            assertThat(notified.await(30, TimeUnit.SECONDS)).isTrue();
            Availability.builder(service).time(given, given, given).build().close();
        }

        for (Thread thread : threads) {
            thread.join(TimeUnit.SECONDS.toMillis(30));
            assertThat(thread.isAlive()).isFalse();
            assertThat(thread.isDaemon()).isTrue();
            assertThat(thread.getName()).startsWith("monitor-availability-");
        }
        assertThat(given.isShutdown()).isFalse();
    }

    @Test
    void startsNoThreadBeforeTheFirstWatch() {
        MonitorService service =
                MonitorServiceBuilder.forGateway(new FakeMonitorGateway()).build();
        Set<Thread> before = ownThreads();
        try (service;
                Availability availability = Availability.of(service)) {
            assertThat(before).containsAll(ownThreads());

            availability.watch(Samples.visitor(), EngagementRequest.empty(), state -> {});
            assertThat(ownThreads()).isNotEmpty().anyMatch(thread -> !before.contains(thread));
        }
    }

    @Test
    void concurrentWatchAndCloseLeaveNoTimerBehind() throws Exception {
        VirtualTime time = new VirtualTime();
        ScriptedService service = new ScriptedService(time);
        ExecutorService pool = Executors.newFixedThreadPool(8);
        try (Availability availability = Availability.builder(service)
                .time(time, time, time)
                .executor(Runnable::run)
                .build()) {
            CountDownLatch done = new CountDownLatch(8);
            for (int thread = 0; thread < 8; thread++) {
                pool.execute(() -> {
                    for (int i = 0; i < 500; i++) {
                        availability
                                .watch(Visitor.of("device-" + i % 3), EngagementRequest.empty(), state -> {})
                                .close();
                    }
                    done.countDown();
                });
            }
            assertThat(done.await(60, TimeUnit.SECONDS)).isTrue();
            assertThat(time.pending()).isZero();
        } finally {
            pool.shutdownNow();
        }
    }

    private static Set<Thread> ownThreads() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().startsWith("monitor-availability-"))
                .collect(Collectors.toSet());
    }
}
