package io.monitorapi.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.monitorapi.MonitorService;
import io.monitorapi.engagement.EngagementRequest;
import io.monitorapi.engagement.EngagementResult;
import io.monitorapi.error.Reason;
import io.monitorapi.port.GatewayResult;
import io.monitorapi.port.MonitorListener;
import io.monitorapi.port.Operation;
import io.monitorapi.port.RetryPolicy;
import io.monitorapi.session.Visitor;
import io.monitorapi.testkit.FakeMonitorGateway;
import io.monitorapi.testkit.Samples;
import io.monitorapi.testkit.SharedFakeSessionStore;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** All events of a call carry its number, whatever threads it runs on. */
class CallEventPublisherTest {

    private final FakeMonitorGateway gateway = new FakeMonitorGateway();
    private final Diary diary = new Diary();
    private MonitorService service = build(MonitorServiceBuilder.forGateway(gateway));

    @AfterEach
    void close() {
        service.close();
    }

    private MonitorService build(MonitorServiceBuilder builder) {
        return builder.listener(diary).retryPolicy(new OnceMore()).build();
    }

    private CompletableFuture<EngagementResult> getEngagement(String visitor) {
        return service.getEngagementAsync(Visitor.of(visitor), EngagementRequest.empty());
    }

    @Test
    void blockingCallPublishesAllItsEvents() throws Exception {
        gateway.respondsWith(Samples.refused(503, 0));

        service.getEngagement(Samples.visitor(), EngagementRequest.empty());

        assertThat(diary.ofCall(0)).containsExactly("started", "1 failed", "1 repeated", "2 succeeded", "ended");
    }

    @Test
    void callWithABlockingStorePublishesAllItsEvents() throws Exception {
        service = build(MonitorServiceBuilder.forGateway(gateway)
                .sessionStore(new SharedFakeSessionStore(InstantSource.system())));
        gateway.respondsWith(Samples.refused(503, 0));

        getEngagement("device").join();

        assertThat(diary.ofCall(0)).containsExactly("started", "1 failed", "1 repeated", "2 succeeded", "ended");
    }

    @Test
    void callThatWaitsForAHandshakePublishesAllItsEvents() throws Exception {
        CompletableFuture<GatewayResult> handshake = new CompletableFuture<>();
        gateway.respondsLater(handshake).respondsWith(Samples.refused(503, 0));
        CompletableFuture<EngagementResult> first = getEngagement("device");
        CompletableFuture<EngagementResult> second = getEngagement("device");

        handshake.complete(Samples.created(1));
        CompletableFuture.allOf(first, second).join();

        assertThat(diary.ofCall(0)).containsExactly("started", "1 succeeded", "ended");
        assertThat(diary.ofCall(1)).containsExactly("started", "1 failed", "1 repeated", "2 succeeded", "ended");
    }

    @Test
    void eventsOfConcurrentCallsHaveDifferentNumbers() throws Exception {
        CompletableFuture<GatewayResult> one = new CompletableFuture<>();
        CompletableFuture<GatewayResult> other = new CompletableFuture<>();
        gateway.respondsLater(one).respondsLater(other);
        CompletableFuture<EngagementResult> first = getEngagement("first");
        CompletableFuture<EngagementResult> second = getEngagement("second");

        other.complete(Samples.refused(503, 0));
        second.join();
        one.complete(Samples.created(1));
        first.join();

        assertThat(diary.ofCall(0)).containsExactly("started", "1 succeeded", "ended");
        assertThat(diary.ofCall(1)).containsExactly("started", "1 failed", "1 repeated", "2 succeeded", "ended");
    }

    /** The control is below: a response that arrives later is published on another thread. */
    @Test
    void immediateResponseIsPublishedOnTheCallingThread() throws Exception {
        service.getEngagement(Samples.visitor(), EngagementRequest.empty());
        diary.ofCall(0);

        assertThat(diary.attemptedOn).containsOnly(Thread.currentThread());
    }

    /** The control: the thread identifies a blocking call only. */
    @Test
    void eventsOfOneCallComeFromSeveralThreads() throws Exception {
        CompletableFuture<GatewayResult> handshake = new CompletableFuture<>();
        gateway.respondsLater(handshake);
        CompletableFuture<EngagementResult> first = getEngagement("device");
        CompletableFuture<EngagementResult> second = getEngagement("device");
        handshake.complete(Samples.created(1));
        CompletableFuture.allOf(first, second).join();
        diary.ofCall(1);

        assertThat(diary.startedOn).containsOnly(Thread.currentThread());
        assertThat(diary.attemptedOn).isNotEmpty().doesNotContain(Thread.currentThread());
    }

    @Test
    void callOfAClosedServicePublishesItsEvents() throws Exception {
        service.close();

        assertThat(getEngagement("device")).failsWithin(5, TimeUnit.SECONDS);

        assertThat(diary.ofCall(0)).containsExactly("started", "ended");
    }

    @Test
    void callsOfTwoServicesHaveDifferentNumbers() throws Exception {
        try (MonitorService another = build(MonitorServiceBuilder.forGateway(gateway))) {
            service.getEngagement(Samples.visitor(), EngagementRequest.empty());
            another.getEngagement(Samples.visitor(), EngagementRequest.empty());
        }

        assertThat(diary.ofCall(0)).containsExactly("started", "1 succeeded", "ended");
        assertThat(diary.ofCall(1)).containsExactly("started", "1 succeeded", "ended");
    }

    @Test
    void withoutListenersThereAreNoNumbersAndNoEvents() {
        CallEventPublisher events = new CallEventPublisher(false, diary, System::nanoTime);

        assertThat(events.nextCallNumber()).isZero();
        events.callStarted(0, Operation.REPORT);
        events.attemptSucceeded(0, Operation.REPORT, 1, 200, 0);
        events.attemptFailed(0, Operation.REPORT, 1, Samples.repeatable(Reason.TIMEOUT), 0);
        events.callEnded(0, Operation.REPORT, 1, 0, null);

        assertThat(diary.entries).isEmpty();
        assertThat(new CallEventPublisher(true, diary, System::nanoTime).nextCallNumber())
                .isPositive();
    }

    /** Repeats each attempt once, on a thread of its own. */
    private static final class OnceMore implements RetryPolicy {

        @Override
        public <T> CompletableFuture<T> execute(Supplier<CompletableFuture<T>> attempt, Scope scope) {
            return attempt.get().exceptionallyCompose(thrown -> {
                scope.listener()
                        .retryScheduled(new MonitorListener.RetryScheduled(
                                scope.call(), scope.operation(), 1, Duration.ZERO, Reason.UNAVAILABLE));
                return CompletableFuture.supplyAsync(attempt).thenCompose(again -> again);
            });
        }
    }

    /** The events, with the numbers that they carry. */
    private static final class Diary implements MonitorListener {

        private record Entry(long call, String what) {}

        private final List<Entry> entries = new CopyOnWriteArrayList<>();
        private final List<Long> calls = new CopyOnWriteArrayList<>();
        private final List<Thread> startedOn = new CopyOnWriteArrayList<>();
        private final List<Thread> attemptedOn = new CopyOnWriteArrayList<>();
        private final List<CountDownLatch> ended = List.of(new CountDownLatch(1), new CountDownLatch(1));

        /** The events of one call, by the order in which calls started, when it has ended. */
        List<String> ofCall(int place) throws InterruptedException {
            assertThat(ended.get(place).await(10, TimeUnit.SECONDS)).isTrue();
            long call = calls.get(place);
            return entries.stream()
                    .filter(entry -> entry.call() == call)
                    .map(Entry::what)
                    .toList();
        }

        @Override
        public void callStarted(CallStarted event) {
            calls.add(event.call());
            startedOn.add(Thread.currentThread());
            entries.add(new Entry(event.call(), "started"));
        }

        @Override
        public void attemptSucceeded(AttemptSucceeded event) {
            attemptedOn.add(Thread.currentThread());
            entries.add(new Entry(event.call(), event.attempt() + " succeeded"));
        }

        @Override
        public void attemptFailed(AttemptFailed event) {
            entries.add(new Entry(event.call(), event.attempt() + " failed"));
        }

        @Override
        public void retryScheduled(RetryScheduled event) {
            entries.add(new Entry(event.call(), event.attempt() + " repeated"));
        }

        @Override
        public void callEnded(CallEnded event) {
            entries.add(new Entry(event.call(), "ended"));
            ended.get(calls.indexOf(event.call())).countDown();
        }
    }
}
