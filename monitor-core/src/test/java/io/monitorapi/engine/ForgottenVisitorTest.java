package io.monitorapi.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.monitorapi.MonitorService;
import io.monitorapi.attribute.CustomAttribute;
import io.monitorapi.engagement.EngagementRequest;
import io.monitorapi.engagement.EngagementResult;
import io.monitorapi.engagement.Identity;
import io.monitorapi.engagement.Report;
import io.monitorapi.error.MonitorException;
import io.monitorapi.error.Reason;
import io.monitorapi.internal.Futures;
import io.monitorapi.memory.InMemorySessionStore;
import io.monitorapi.port.GatewayResult;
import io.monitorapi.port.RetryPolicy;
import io.monitorapi.port.SessionStore;
import io.monitorapi.session.SessionLifetime;
import io.monitorapi.session.Visitor;
import io.monitorapi.testkit.FakeMonitorGateway;
import io.monitorapi.testkit.Samples;
import io.monitorapi.testkit.SharedFakeSessionStore;
import io.monitorapi.testkit.VirtualTime;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A forgotten visitor starts a new epoch: responses to earlier requests are not stored. */
class ForgottenVisitorTest {

    private static final Visitor VISITOR = Samples.visitor();

    private final VirtualTime time = new VirtualTime();
    private final FakeMonitorGateway gateway = new FakeMonitorGateway();
    private final CompletableFuture<GatewayResult> response = new CompletableFuture<>();

    @ParameterizedTest(name = "shared store: {0}")
    @ValueSource(booleans = {false, true})
    void responseToAFirstCallIsNotStored(boolean shared) {
        MonitorService service = service(shared).build();
        gateway.respondsLater(response);
        CompletableFuture<EngagementResult> call = service.getEngagementAsync(VISITOR, EngagementRequest.empty());

        service.sessions().forget(VISITOR);
        response.complete(Samples.created(1));

        assertThat(call).isCompleted();
        assertThat(service.sessions().current(VISITOR)).isEmpty();
    }

    @ParameterizedTest(name = "shared store: {0}")
    @ValueSource(booleans = {false, true})
    void responseInTheOldSessionIsNotStored(boolean shared) {
        MonitorService service = service(shared).build();
        gateway.respondsWith(Samples.created(1)).respondsLater(response);
        service.getEngagement(VISITOR, EngagementRequest.empty());
        CompletableFuture<EngagementResult> call = service.getEngagementAsync(VISITOR, EngagementRequest.empty());

        service.sessions().forget(VISITOR);
        response.complete(Samples.valid(1));

        assertThat(call).isCompleted();
        assertThat(service.sessions().current(VISITOR)).isEmpty();
    }

    /** The control: without the call to forget, the same response is stored. */
    @ParameterizedTest(name = "shared store: {0}")
    @ValueSource(booleans = {false, true})
    void responseForAVisitorThatWasNotForgottenIsStored(boolean shared) {
        MonitorService service = service(shared).build();
        gateway.respondsLater(response);
        service.getEngagementAsync(VISITOR, EngagementRequest.empty());

        service.sessions().forget(Visitor.of("another"));
        response.complete(Samples.created(1));

        assertThat(service.sessions().current(VISITOR)).contains(Samples.session(1));
    }

    @Test
    void responseToAReportIsNotStored() {
        MonitorService service = service(false).build();
        gateway.respondsLater(response);
        Report report = Report.builder()
                .identity(Identity.unauthenticated("7c1f6a0e"))
                .engagementAttribute(new CustomAttribute("searchInfo", Map.of()))
                .build();
        service.reportAsync(VISITOR, report);

        service.sessions().forget(VISITOR);
        response.complete(Samples.created(1));

        assertThat(service.sessions().current(VISITOR)).isEmpty();
    }

    @Test
    void visitorIdNamedByAccountLoadingIsNotStored() {
        InMemorySessionStore store = new InMemorySessionStore(10, SessionLifetime.DEFAULT, time);
        MonitorService service = builder().sessionStore(store).build();
        gateway.respondsLater(response);
        service.getEngagementAsync(VISITOR, EngagementRequest.empty());

        service.sessions().forget(VISITOR);
        response.complete(Samples.accountLoading(1));

        assertThat(store.find(VISITOR)).isEmpty();
    }

    @Test
    void nextCallOpensASessionThatLateResponsesDoNotReplace() {
        MonitorService service = service(false).build();
        gateway.respondsLater(response).respondsWith(Samples.created(2));
        service.getEngagementAsync(VISITOR, EngagementRequest.empty());

        service.sessions().forget(VISITOR);
        CompletableFuture<EngagementResult> next = service.getEngagementAsync(VISITOR, EngagementRequest.empty());
        response.complete(Samples.created(1));

        assertThat(next.join().session()).isEqualTo(Samples.session(2));
        assertThat(service.sessions().current(VISITOR)).contains(Samples.session(2));
    }

    @Test
    void retryIsNotSentAfterTheVisitorWasForgotten() {
        RetryPolicy afterThreeSeconds = new RetryPolicy() {
            @Override
            public <T> CompletableFuture<T> execute(Supplier<CompletableFuture<T>> attempt, Scope scope) {
                CompletableFuture<Void> pause = new CompletableFuture<>();
                scope.scheduler().schedule(() -> pause.complete(null), 3, TimeUnit.SECONDS);
                return attempt.get().exceptionallyCompose(failure -> pause.thenCompose(over -> attempt.get()));
            }
        };
        MonitorService service = builder().retryPolicy(afterThreeSeconds).build();
        gateway.respondsWith(Samples.refused(503, 0), Samples.created(1));
        CompletableFuture<EngagementResult> call = service.getEngagementAsync(VISITOR, EngagementRequest.empty());

        service.sessions().forget(VISITOR);
        time.advance(Duration.ofSeconds(3));

        assertThat(gateway.requests()).hasSize(1);
        MonitorException failure = (MonitorException)
                Futures.unwrap(call.handle((result, thrown) -> thrown).join());
        assertThat(failure.reason()).isEqualTo(Reason.CANCELLED);
        assertThat(failure).hasMessageContaining("the visitor was forgotten");
    }

    /** Another node forgets the visitor while this node's request is in flight. */
    @ParameterizedTest(name = "first call: {0}")
    @ValueSource(booleans = {true, false})
    void responseIsNotStoredIfAnotherNodeForgotTheVisitor(boolean firstCall) {
        SharedFakeSessionStore store = new SharedFakeSessionStore(time);
        MonitorService here = builder().sessionStore(store).build();
        MonitorService there = builder().sessionStore(store).build();
        if (!firstCall) {
            gateway.respondsWith(Samples.created(1));
            here.getEngagement(VISITOR, EngagementRequest.empty());
        }
        gateway.respondsLater(response);
        CompletableFuture<EngagementResult> call = here.getEngagementAsync(VISITOR, EngagementRequest.empty());

        there.sessions().forget(VISITOR);
        response.complete(firstCall ? Samples.created(1) : Samples.created(3));

        assertThat(call).isCompleted();
        assertThat(here.sessions().current(VISITOR)).isEmpty();
        assertThat(there.sessions().current(VISITOR)).isEmpty();
    }

    @Test
    void useOfTheOldSessionOnAnotherNodeDoesNotRestoreIt() {
        SharedFakeSessionStore store = new SharedFakeSessionStore(time);
        MonitorService here = builder().sessionStore(store).build();
        MonitorService there = builder().sessionStore(store).build();
        here.getEngagement(VISITOR, EngagementRequest.empty());

        there.sessions().forget(VISITOR);
        for (int minute = 0; minute < 5; minute++) {
            time.advance(Duration.ofSeconds(9));
            here.getEngagement(VISITOR, EngagementRequest.empty());
        }

        assertThat(gateway.requests().get(2).record()).isNull();
        assertThat(here.sessions().current(VISITOR)).isEqualTo(there.sessions().current(VISITOR));
        assertThat(gateway.service().visitors()).isEqualTo(2);
    }

    @Test
    void nextCallOnAnyNodeOpensASessionWithoutTheOldIds() {
        SharedFakeSessionStore store = new SharedFakeSessionStore(time);
        MonitorService here = builder().sessionStore(store).build();
        MonitorService there = builder().sessionStore(store).build();
        here.getEngagement(VISITOR, EngagementRequest.empty());

        here.sessions().forget(VISITOR);
        there.getEngagement(VISITOR, EngagementRequest.empty());

        assertThat(gateway.requests().get(1).record()).isNull();
        assertThat(gateway.service().visitors()).isEqualTo(2);
        assertThat(here.sessions().current(VISITOR))
                .isPresent()
                .isEqualTo(there.sessions().current(VISITOR));
    }

    @Test
    void visitorThatWasForgottenDuringAnOutageStaysForgotten() {
        SharedFakeSessionStore store = new SharedFakeSessionStore(time);
        MonitorService here = builder().sessionStore(store).build();
        MonitorService there = builder().sessionStore(store).build();
        here.getEngagement(VISITOR, EngagementRequest.empty());
        store.startOutage();

        here.sessions().forget(VISITOR);
        store.endOutage();
        time.advance(Duration.ofSeconds(30));

        assertThat(there.sessions().current(VISITOR)).isEmpty();
        assertThat(here.sessions().current(VISITOR)).isEmpty();
    }

    /** The control: a store that has lost its data does not make its visitors forgotten. */
    @Test
    void responseIsStoredIfTheStoreHasLostItsData() {
        SharedFakeSessionStore store = new SharedFakeSessionStore(time);
        MonitorService here = builder().sessionStore(store).build();
        gateway.respondsLater(response);
        here.getEngagementAsync(VISITOR, EngagementRequest.empty());

        store.loseItsMemory();
        response.complete(Samples.created(1));

        assertThat(here.sessions().current(VISITOR)).contains(Samples.session(1));
    }

    private MonitorServiceBuilder service(boolean shared) {
        SessionStore store =
                shared ? new SharedFakeSessionStore(time) : new InMemorySessionStore(10, SessionLifetime.DEFAULT, time);
        return builder().sessionStore(store);
    }

    private MonitorServiceBuilder builder() {
        return MonitorServiceBuilder.forGateway(gateway)
                .executor(Runnable::run)
                .closeGrace(Duration.ZERO)
                .time(time, time, time);
    }
}
