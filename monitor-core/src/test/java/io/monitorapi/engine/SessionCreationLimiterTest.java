package io.monitorapi.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.monitorapi.MonitorService;
import io.monitorapi.engagement.EngagementRequest;
import io.monitorapi.engagement.EngagementResult;
import io.monitorapi.error.MonitorException;
import io.monitorapi.error.Reason;
import io.monitorapi.error.Sent;
import io.monitorapi.session.Visitor;
import io.monitorapi.testkit.FakeMonitorGateway;
import io.monitorapi.testkit.VirtualTime;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.Test;

/** The number of sessions that a node opens per second is limited. */
class SessionCreationLimiterTest {

    private static final int RATE = 50;
    private static final int BURST = 100;

    private final VirtualTime time = new VirtualTime();
    private final FakeMonitorGateway gateway = new FakeMonitorGateway();
    private final MonitorService service = service(RATE, BURST);
    private int visitors;

    @Test
    void burstPassesAtOnceAndTheRestAtTheConfiguredRate() {
        List<CompletableFuture<EngagementResult>> calls = firstCalls(service, 200);
        assertThat(gateway.service().created()).isEqualTo(BURST);

        time.advance(Duration.ofSeconds(1));
        assertThat(gateway.service().created()).isEqualTo(BURST + RATE);

        time.advance(Duration.ofSeconds(1));
        assertThat(calls).allMatch(call -> call.join().sessionCreated());
    }

    @Test
    void rateIsLimitedUnderThreeTimesTheLoad() {
        firstCalls(service, BURST);
        int created = gateway.service().created();
        for (int second = 0; second < 30; second++) {
            firstCalls(service, 3 * RATE);
            time.advance(Duration.ofSeconds(1));
            int inThisSecond = gateway.service().created() - created;
            created = gateway.service().created();
            assertThat(inThisSecond).isBetween(RATE - 1, RATE + 1);
        }
    }

    /** The control: without a limit, the service receives all requests. */
    @Test
    void withoutALimitTheServiceReceivesAllRequests() {
        firstCalls(service(1_000_000, 1_000_000), 3 * RATE + BURST);

        assertThat(gateway.service().created()).isEqualTo(3 * RATE + BURST);
    }

    @Test
    void callThatCannotBeServedInTimeFailsAtOnce() {
        firstCalls(service, BURST + 15 * RATE);

        CompletableFuture<EngagementResult> tooMany = firstCalls(service, 1).get(0);

        assertThat(tooMany).isCompletedExceptionally();
        MonitorException failure = (MonitorException)
                catchThrowableOfType(CompletionException.class, tooMany::join).getCause();
        assertThat(failure.reason()).isEqualTo(Reason.CREATION_LIMITED);
        assertThat(failure.sent()).isEqualTo(Sent.NO);
        assertThat(failure.isRetryable()).isTrue();
        assertThat(failure.retryAfter())
                .hasValueSatisfying(wait -> assertThat(wait).isPositive());
    }

    @Test
    void callsInASessionAreNotLimited() {
        Visitor visitor = Visitor.of("existing");
        service.getEngagement(visitor, EngagementRequest.empty());
        firstCalls(service, BURST + RATE);

        for (int i = 0; i < 10 * BURST; i++) {
            assertThat(service.getEngagement(visitor, EngagementRequest.empty()).sessionCreated())
                    .isFalse();
        }
    }

    @Test
    void quietTimeAllowsNoMoreThanOneBurst() {
        time.advance(Duration.ofHours(1));

        firstCalls(service, 2 * BURST);

        assertThat(gateway.service().created()).isEqualTo(BURST);
    }

    @Test
    void waitingCallCanBeCancelled() {
        firstCalls(service, BURST);
        CompletableFuture<EngagementResult> waiting = firstCalls(service, 1).get(0);

        waiting.cancel(true);
        time.advance(Duration.ofSeconds(1));

        assertThat(gateway.service().created()).isEqualTo(BURST);
    }

    @Test
    void limitOfZeroIsRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> MonitorServiceBuilder.forGateway(gateway).creationLimit(0, 1))
                .withMessageContaining("perSecond");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> MonitorServiceBuilder.forGateway(gateway).creationLimit(1, 0))
                .withMessageContaining("burst");
    }

    private List<CompletableFuture<EngagementResult>> firstCalls(MonitorService of, int count) {
        List<CompletableFuture<EngagementResult>> calls = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            calls.add(of.getEngagementAsync(Visitor.of("visitor " + visitors++), EngagementRequest.empty()));
        }
        return calls;
    }

    private MonitorService service(int perSecond, int burst) {
        return MonitorServiceBuilder.forGateway(gateway)
                .creationLimit(perSecond, burst)
                .maxWaiting(10_000)
                .executor(Runnable::run)
                .time(time, time, time)
                .build();
    }
}
