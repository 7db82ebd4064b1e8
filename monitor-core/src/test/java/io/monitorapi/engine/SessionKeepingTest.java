package io.monitorapi.engine;

import static io.monitorapi.testkit.Samples.accountLoading;
import static io.monitorapi.testkit.Samples.created;
import static io.monitorapi.testkit.Samples.refused;
import static io.monitorapi.testkit.Samples.session;
import static io.monitorapi.testkit.Samples.valid;
import static io.monitorapi.testkit.Samples.visitor;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.monitorapi.MonitorService;
import io.monitorapi.attribute.CustomAttribute;
import io.monitorapi.engagement.EngagementRequest;
import io.monitorapi.engagement.EngagementResult;
import io.monitorapi.engagement.Report;
import io.monitorapi.error.MonitorException;
import io.monitorapi.error.Reason;
import io.monitorapi.error.RequestException;
import io.monitorapi.error.Sent;
import io.monitorapi.error.SessionException;
import io.monitorapi.memory.InMemorySessionStore;
import io.monitorapi.port.GatewayResult;
import io.monitorapi.port.MonitorListener.SessionCreated;
import io.monitorapi.port.MonitorListener.StoreFailed;
import io.monitorapi.port.SessionStore;
import io.monitorapi.session.MonitorSession;
import io.monitorapi.session.SessionLifetime;
import io.monitorapi.session.SessionRecord;
import io.monitorapi.session.SessionRecord.Paired;
import io.monitorapi.session.SessionRecord.VisitorOnly;
import io.monitorapi.session.Visitor;
import io.monitorapi.testkit.FakeMonitorGateway;
import io.monitorapi.testkit.Samples;
import io.monitorapi.testkit.VirtualTime;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** The session rules, tested through the public API: the ids that are sent, and the record that is stored. */
class SessionKeepingTest {

    private final VirtualTime time = new VirtualTime();
    private final FakeMonitorGateway gateway = new FakeMonitorGateway();
    private final InMemorySessionStore store = new InMemorySessionStore(100, SessionLifetime.DEFAULT, time);
    private final RecordingListener recorder = new RecordingListener();
    private final MonitorService service = service(store);

    @Test
    void firstCallOpensASession() {
        gateway.respondsWith(created(1));

        EngagementResult result = getEngagement();

        assertThat(sent(0)).isNull();
        assertThat(result.sessionCreated()).isTrue();
        assertThat(result.sessionRenewed()).isFalse();
        assertThat(result.isAvailable()).isTrue();
        assertThat(service.sessions().current(visitor())).contains(session(1));
    }

    @Test
    void nextCallUsesTheSession() {
        gateway.respondsWith(created(1), valid(1));
        getEngagement();

        EngagementResult result = getEngagement();

        assertThat(pairSent(1)).isEqualTo(session(1));
        assertThat(result.sessionCreated()).isFalse();
    }

    @Test
    void pairOfEveryResponseReplacesTheStoredPair() {
        gateway.respondsWith(created(1), created(2), valid(2));
        getEngagement();

        EngagementResult renewed = getEngagement();
        getEngagement();

        assertThat(renewed.sessionRenewed()).isTrue();
        assertThat(pairSent(2)).isEqualTo(session(2));
        assertThat(recorder.events).contains(new SessionCreated(false), new SessionCreated(true));
    }

    @Test
    void anotherPairMeansANewSessionWhateverTheStatus() {
        gateway.respondsWith(created(1), valid(2));
        getEngagement();

        EngagementResult result = getEngagement();

        assertThat(result.sessionCreated()).isTrue();
        assertThat(result.sessionRenewed()).isTrue();
    }

    @Test
    void visitorsDoNotShareASession() {
        gateway.respondsWith(created(1), created(2));
        getEngagement();

        service.getEngagement(Visitor.of("device-2"), EngagementRequest.empty());

        assertThat(sent(1)).isNull();
        assertThat(service.sessions().current(visitor())).contains(session(1));
    }

    @Test
    void unknownVisitorIsDroppedAndANewSessionOpened() {
        gateway.respondsWith(created(1), refused(404, 37), created(2));
        getEngagement();

        EngagementResult result = getEngagement();

        assertThat(sent(2)).isNull();
        assertThat(result.session()).isEqualTo(session(2));
    }

    @Test
    void unknownSessionIsDroppedAndTheVisitorIdKept() {
        gateway.respondsWith(created(1), refused(404, 39), created(2));
        getEngagement();

        getEngagement();

        assertThat(sent(2)).isInstanceOf(VisitorOnly.class);
        assertThat(sent(2).visitorId()).isEqualTo("vid-1");
    }

    @Test
    void refusalOfARequestWithoutIdsIsNotRetried() {
        gateway.respondsWith(refused(404, 37), created(1));

        SessionException failure = catchThrowableOfType(SessionException.class, this::getEngagement);

        assertThat(failure.reason()).isEqualTo(Reason.VISITOR_UNKNOWN);
        assertThat(gateway.requests()).hasSize(1);
    }

    @Test
    void refusalOfASessionThatWasNotSentIsNotRetried() {
        gateway.respondsWith(Samples.accountLoading(1), refused(404, 39), created(1));
        catchThrowableOfType(RequestException.class, this::getEngagement);

        SessionException failure = catchThrowableOfType(SessionException.class, this::getEngagement);

        assertThat(failure.reason()).isEqualTo(Reason.SESSION_UNKNOWN);
        assertThat(gateway.requests()).hasSize(2);
    }

    @Test
    void pageIdOfAnEndedSessionIsNotSentInTheNextOne() {
        GatewayResult withoutPage = new GatewayResult.Accepted(true, session(2), List.of(), null, Map.of());
        gateway.respondsWith(created(1), withoutPage, Samples.valid(2));
        getEngagement();
        getEngagement();

        service.report(visitor(), Report.of(new CustomAttribute("a", Map.of())));

        assertThat(gateway.reports())
                .singleElement()
                .satisfies(reported -> assertThat(reported.report().pageId()).isNull());
    }

    @Test
    void lostSessionIsReopenedOnce() {
        gateway.respondsWith(created(1), refused(404, 39), refused(404, 37), created(2));
        getEngagement();

        SessionException failure = catchThrowableOfType(SessionException.class, this::getEngagement);

        assertThat(failure.reason()).isEqualTo(Reason.VISITOR_UNKNOWN);
        assertThat(failure.attempts()).isEqualTo(2);
        assertThat(gateway.requests()).hasSize(3);
        assertThat(store.find(visitor())).isEmpty();
    }

    @Test
    void visitorIdNamedByAccountLoadingIsKeptIfTheCallFails() {
        gateway.respondsWith(accountLoading(7), created(7));

        RequestException failure = catchThrowableOfType(RequestException.class, this::getEngagement);
        getEngagement();

        assertThat(failure.reason()).isEqualTo(Reason.ACCOUNT_LOADING);
        assertThat(failure.isRetryable()).isTrue();
        assertThat(sent(1).visitorId()).isEqualTo("vid-7");
    }

    @Test
    void accountLoadingDoesNotEndASession() {
        gateway.respondsWith(created(1), accountLoading(7), valid(1));
        getEngagement();

        catchThrowableOfType(RequestException.class, this::getEngagement);
        getEngagement();

        assertThat(pairSent(2)).isEqualTo(session(1));
    }

    @Test
    void otherFailuresDoNotChangeTheSession() {
        gateway.respondsWith(
                created(1),
                refused(500, 18),
                refused(400, 5),
                Samples.failed(Reason.UNREADABLE, Sent.YES),
                Samples.failed(Reason.TIMEOUT, Sent.MAYBE),
                valid(1));
        getEngagement();
        for (int i = 0; i < 4; i++) {
            catchThrowableOfType(MonitorException.class, this::getEngagement);
        }

        getEngagement();

        assertThat(pairSent(5)).isEqualTo(session(1));
    }

    @Test
    void idleSessionIsNotSentButItsVisitorIdIs() {
        gateway.respondsWith(created(1), valid(1), created(2));
        getEngagement();
        time.advance(Duration.ofMinutes(28));
        getEngagement();
        assertThat(pairSent(1)).isEqualTo(session(1));

        time.advance(Duration.ofMinutes(29));
        getEngagement();

        assertThat(sent(2)).isInstanceOf(VisitorOnly.class);
    }

    @Test
    void oldSessionIsNotSent() {
        gateway.respondsWith(created(1));
        getEngagement();
        for (int minutes = 0; minutes < 350; minutes += 25) {
            time.advance(Duration.ofMinutes(25));
            gateway.respondsWith(valid(1));
            getEngagement();
        }
        time.advance(Duration.ofMinutes(5));

        gateway.respondsWith(created(2));
        getEngagement();

        assertThat(sent(gateway.requests().size() - 2)).isInstanceOf(Paired.class);
        assertThat(sent(gateway.requests().size() - 1)).isInstanceOf(VisitorOnly.class);
    }

    @Test
    void adoptedPairIsSent() {
        service.sessions().adopt(visitor(), session(9));
        gateway.respondsWith(valid(9));

        assertThat(getEngagement().sessionCreated()).isFalse();
        assertThat(pairSent(0)).isEqualTo(session(9));
    }

    @Test
    void forgottenVisitorOpensANewSession() {
        gateway.respondsWith(created(1), created(2));
        getEngagement();

        service.sessions().forget(visitor());
        getEngagement();

        assertThat(sent(1)).isNull();
    }

    @Test
    void sessionOpenedByAnotherNodeInTheMeantimeIsKept() {
        store.replace(visitor(), 0, Samples.visitorOnly(1, 1));
        CompletableFuture<GatewayResult> response = new CompletableFuture<>();
        gateway.respondsLater(response);
        CompletableFuture<EngagementResult> result = service.getEngagementAsync(visitor(), EngagementRequest.empty());

        store.replace(visitor(), 1, Samples.paired(5, 2));
        response.complete(created(6));
        result.join();

        assertThat(service.sessions().current(visitor())).contains(session(5));
        assertThat(recorder.events).contains("orphaned");
    }

    @Test
    void unreachableStoreDoesNotFailTheCall() {
        gateway.respondsWith(created(1));
        MonitorService onBrokenStore = service(new BrokenStore());

        EngagementResult result = onBrokenStore.getEngagement(visitor(), EngagementRequest.empty());

        assertThat(result.session()).isEqualTo(session(1));
        assertThat(recorder.events).hasAtLeastOneElementOfType(StoreFailed.class);
    }

    private MonitorService service(SessionStore sessions) {
        return MonitorServiceBuilder.forGateway(gateway)
                .sessionStore(sessions)
                .listener(recorder)
                .executor(Runnable::run)
                .time(time, time, time)
                .build();
    }

    private EngagementResult getEngagement() {
        return service.getEngagement(visitor(), EngagementRequest.empty());
    }

    private @Nullable SessionRecord sent(int request) {
        return gateway.requests().get(request).record();
    }

    private MonitorSession pairSent(int request) {
        return ((Paired) sent(request)).session();
    }

    private SessionRecord record() {
        return store.find(visitor()).orElseThrow();
    }

    private static final class BrokenStore implements SessionStore {

        @Override
        public Optional<SessionRecord> find(Visitor visitor) {
            throw new IllegalStateException("out of reach");
        }

        @Override
        public Claim claim(Visitor visitor, Duration lease) {
            throw new IllegalStateException("out of reach");
        }

        @Override
        public void release(Visitor visitor, Claim.Granted granted) {
            throw new IllegalStateException("out of reach");
        }

        @Override
        public boolean replace(Visitor visitor, long expectedGeneration, @Nullable SessionRecord next) {
            throw new IllegalStateException("out of reach");
        }

        @Override
        public void forget(Visitor visitor) {
            throw new IllegalStateException("out of reach");
        }
    }
}
