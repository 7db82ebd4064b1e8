package io.monitorapi.spring.autoconfigure;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationHandler;
import io.micrometer.observation.ObservationRegistry;
import io.monitorapi.MonitorService;
import io.monitorapi.engagement.EngagementRequest;
import io.monitorapi.error.Reason;
import io.monitorapi.port.GatewayResult;
import io.monitorapi.port.MonitorGateway;
import io.monitorapi.port.MonitorListener.AttemptFailed;
import io.monitorapi.port.MonitorListener.CallEnded;
import io.monitorapi.port.MonitorListener.CallStarted;
import io.monitorapi.port.Operation;
import io.monitorapi.port.RetryPolicy;
import io.monitorapi.port.SessionStore;
import io.monitorapi.session.Visitor;
import io.monitorapi.spring.MonitorObservationContext;
import io.monitorapi.testkit.FakeMonitorGateway;
import io.monitorapi.testkit.Samples;
import io.monitorapi.testkit.SharedFakeSessionStore;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

/** Each attempt is an event of the observation of its call, on any thread. */
class AttemptEventsTest {

    private static final String[] REPEATED = {
        "attempt 1 failed: UNAVAILABLE", "attempt 1 is retried", "attempt 2 succeeded"
    };

    private final FakeMonitorGateway gateway = new FakeMonitorGateway();
    private final ObservationRegistry observations = ObservationRegistry.create();
    private final Events events = new Events();
    private final ApplicationContextRunner application = Simulated.empty()
            .withPropertyValues("monitor-api.retry.schedule=1ms")
            .withBean(MonitorGateway.class, () -> gateway)
            .withBean(ObservationRegistry.class, () -> observations);
    private final ApplicationContextRunner onABlockingStore =
            application.withBean(SessionStore.class, () -> new SharedFakeSessionStore(InstantSource.system()));

    AttemptEventsTest() {
        observations.observationConfig().observationHandler(events);
    }

    @Test
    void anAsynchronousCallOnABlockingStoreHasItsAttempts() {
        gateway.respondsWith(Samples.refused(503, 0));
        onABlockingStore.run(context -> {
            ask(context.getBean(MonitorService.class), "first", "device").join();

            assertThat(events.of("first")).containsExactly(REPEATED);
        });
    }

    @Test
    void aCallBehindAnothersHandshakeHasItsAttempts() {
        CompletableFuture<GatewayResult> handshake = new CompletableFuture<>();
        gateway.respondsLater(handshake).respondsWith(Samples.refused(503, 0));
        application.run(context -> {
            MonitorService service = context.getBean(MonitorService.class);
            CompletableFuture<?> first = ask(service, "first", "device");
            CompletableFuture<?> second = ask(service, "second", "device");

            handshake.complete(Samples.created(1));
            CompletableFuture.allOf(first, second).join();

            assertThat(events.of("first")).containsExactly("attempt 1 succeeded");
            assertThat(events.of("second")).containsExactly(REPEATED);
        });
    }

    @Test
    void twoCallsAtATimeDoNotMixTheirAttempts() {
        CompletableFuture<GatewayResult> one = new CompletableFuture<>();
        CompletableFuture<GatewayResult> other = new CompletableFuture<>();
        gateway.respondsLater(one).respondsLater(other);
        application.run(context -> {
            MonitorService service = context.getBean(MonitorService.class);
            CompletableFuture<?> first = ask(service, "first", "device-1");
            CompletableFuture<?> second = ask(service, "second", "device-2");

            other.complete(Samples.refused(503, 0));
            second.join();
            one.complete(Samples.created(1));
            first.join();

            assertThat(events.of("first")).containsExactly("attempt 1 succeeded");
            assertThat(events.of("second")).containsExactly(REPEATED);
        });
    }

    /** The control: the thread of an attempt does not identify its call. */
    @Test
    void theThreadOfAnAttemptHasNoObservation() {
        ByThread policy = new ByThread();
        CompletableFuture<GatewayResult> handshake = new CompletableFuture<>();
        gateway.respondsLater(handshake);
        onABlockingStore.withBean(RetryPolicy.class, () -> policy).run(context -> {
            MonitorService service = context.getBean(MonitorService.class);
            CompletableFuture<?> first = ask(service, "first", "device");
            CompletableFuture<?> second = ask(service, "second", "device");
            handshake.complete(Samples.created(1));
            CompletableFuture.allOf(first, second).join();

            assertThat(policy.found).containsExactly(false, false);
            assertThat(events.of("first")).containsExactly("attempt 1 succeeded");
            assertThat(events.of("second")).containsExactly("attempt 1 succeeded");
        });
    }

    @Test
    void nothingIsKeptOfAFinishedCall() {
        ObservingMonitorListener listener = new ObservingMonitorListener(observations);
        observed(
                "caller",
                () -> Observation.createNotStarted(
                                "monitor.api.call",
                                () -> new MonitorObservationContext("default", Operation.REPORT),
                                observations)
                        .observe(() -> listener.callStarted(new CallStarted(7, Operation.REPORT))));
        AttemptFailed failed =
                new AttemptFailed(7, Operation.REPORT, 1, Samples.repeatable(Reason.TIMEOUT), Duration.ofMillis(5));
        listener.attemptFailed(failed);
        assertThat(listener.inFlight()).isEqualTo(1);

        listener.callEnded(new CallEnded(7, Operation.REPORT, 1, Duration.ZERO, failed.failure()));
        listener.attemptFailed(failed);

        assertThat(listener.inFlight()).isZero();
        assertThat(events.of("caller")).containsExactly("attempt 1 failed: TIMEOUT");
    }

    @Test
    void aCallThatIsNotObservedIsNotKept() {
        ObservingMonitorListener listener = new ObservingMonitorListener(observations);

        observed("of somebody else", () -> listener.callStarted(new CallStarted(7, Operation.REPORT)));
        listener.callStarted(new CallStarted(8, Operation.REPORT));

        assertThat(listener.inFlight()).isZero();
    }

    /** The caller has an observation of its own, so that calls are distinguished by their parents. */
    private CompletableFuture<?> ask(MonitorService service, String caller, String visitor) {
        CompletableFuture<?>[] call = new CompletableFuture<?>[1];
        observed(caller, () -> call[0] = service.getEngagementAsync(Visitor.of(visitor), EngagementRequest.empty()));
        return call[0];
    }

    private void observed(String caller, Runnable work) {
        Observation.createNotStarted(caller, observations).observe(work);
    }

    private static final class Events implements ObservationHandler<MonitorObservationContext> {

        private final Map<String, List<String>> byCaller = new ConcurrentHashMap<>();

        List<String> of(String caller) {
            return byCaller.getOrDefault(caller, List.of());
        }

        @Override
        public void onEvent(Observation.Event event, MonitorObservationContext context) {
            String caller = context.getParentObservation().getContextView().getName();
            byCaller.computeIfAbsent(caller, first -> new CopyOnWriteArrayList<>())
                    .add(event.getContextualName().replaceAll(" after .* ms$", ""));
        }

        @Override
        public boolean supportsContext(Observation.Context context) {
            return context instanceof MonitorObservationContext;
        }
    }

    /** Reads the current observation on the thread of an attempt. */
    private final class ByThread implements RetryPolicy {

        private final List<Boolean> found = new CopyOnWriteArrayList<>();

        @Override
        public <T> CompletableFuture<T> execute(Supplier<CompletableFuture<T>> attempt, Scope scope) {
            found.add(observations.getCurrentObservation() != null);
            return attempt.get();
        }
    }
}
