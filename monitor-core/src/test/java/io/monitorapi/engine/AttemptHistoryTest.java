package io.monitorapi.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.monitorapi.MonitorService;
import io.monitorapi.attribute.CustomAttribute;
import io.monitorapi.engagement.EngagementRequest;
import io.monitorapi.engagement.Identity;
import io.monitorapi.engagement.Report;
import io.monitorapi.error.MonitorException;
import io.monitorapi.error.Reason;
import io.monitorapi.error.RetryRules;
import io.monitorapi.error.Sent;
import io.monitorapi.internal.Futures;
import io.monitorapi.port.GatewayResult;
import io.monitorapi.port.MonitorListener.CallEnded;
import io.monitorapi.port.RetryPolicy;
import io.monitorapi.testkit.FakeMonitorGateway;
import io.monitorapi.testkit.Samples;
import io.monitorapi.testkit.VirtualTime;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The failure of a call counts all its requests and contains their failures. */
class AttemptHistoryTest {

    private static final Report REPORT = Report.builder()
            .identity(Identity.unauthenticated("7c1f6a0e"))
            .engagementAttribute(new CustomAttribute("searchInfo", Map.of("keywords", List.of("phone"))))
            .build();

    private final VirtualTime time = new VirtualTime();
    private final FakeMonitorGateway gateway = new FakeMonitorGateway();
    private final RecordingListener recorder = new RecordingListener();

    @Test
    void failureAfterALostSessionContainsTheCircuitBreakerAndTheRefusal() {
        Gatekeeper policy = new Gatekeeper(3);
        MonitorService service = opened(policy);
        gateway.respondsWith(Samples.refused(404, 39), Samples.created(2));

        MonitorException failure =
                catchThrowableOfType(MonitorException.class, () -> service.report(Samples.visitor(), REPORT));

        assertThat(failure.reason()).isEqualTo(Reason.CIRCUIT_OPEN);
        assertThat(failure.attempts()).isEqualTo(2);
        assertThat(failure.sent()).isEqualTo(Sent.YES);
        assertThat(failure.isRetryable()).isTrue();
        assertThat(failure.retryAfter()).contains(Duration.ofSeconds(1));
        assertThat(reasonsBefore(failure)).containsExactly(Reason.SESSION_UNKNOWN);
        assertThat(recorder.events).last().isInstanceOfSatisfying(CallEnded.class, ended -> {
            assertThat(ended.attempts()).isEqualTo(2);
            assertThat(ended.failure()).isNotNull();
            assertThat(ended.failure().attempts()).isEqualTo(2);
        });
        // The control: the exception of the policy itself does not contain the earlier requests.
        assertThat(policy.refusals).singleElement().satisfies(refusal -> {
            assertThat(refusal.attempts()).isZero();
            assertThat(refusal).hasNoSuppressedExceptions();
        });
    }

    @Test
    void failureOfAHandshakeContainsTheRefusedSession() {
        MonitorService service = opened(new Gatekeeper(2));
        gateway.respondsWith(Samples.refused(404, 37));

        MonitorException failure = failure(service.getEngagementAsync(Samples.visitor(), EngagementRequest.empty()));

        assertThat(failure.reason()).isEqualTo(Reason.CIRCUIT_OPEN);
        assertThat(failure.attempts()).isEqualTo(1);
        assertThat(reasonsBefore(failure)).containsExactly(Reason.VISITOR_UNKNOWN);
    }

    @Test
    void callRefusedByThePolicyHasNoAttempts() {
        MonitorService service = opened(new Gatekeeper(1));

        MonitorException failure = failure(service.getEngagementAsync(Samples.visitor(), EngagementRequest.empty()));

        assertThat(failure.attempts()).isZero();
        assertThat(failure.sent()).isEqualTo(Sent.NO);
        assertThat(failure).hasNoSuppressedExceptions();
    }

    @Test
    void cancelledCallContainsEarlierFailures() {
        MonitorService service = opened(new Gatekeeper(9));
        gateway.respondsWith(Samples.refused(404, 39)).respondsLater(new CompletableFuture<GatewayResult>());
        CompletableFuture<?> call = service.reportAsync(Samples.visitor(), REPORT);

        call.cancel(true);

        assertThat(recorder.events)
                .filteredOn(CallEnded.class::isInstance)
                .singleElement()
                .satisfies(event -> {
                    CallEnded ended = (CallEnded) event;
                    assertThat(ended.failure()).isNotNull();
                    assertThat(ended.failure().reason()).isEqualTo(Reason.CANCELLED);
                    assertThat(ended.failure().attempts()).isEqualTo(2);
                    assertThat(ended.failure().sent()).isEqualTo(Sent.MAYBE);
                    assertThat(reasonsBefore(ended.failure())).containsExactly(Reason.SESSION_UNKNOWN);
                });
    }

    @Test
    void deadlineBetweenTwoAttemptsContainsEarlierFailures() {
        MonitorService service = opened(new Endless());
        gateway.respondsWith(Samples.refused(404, 39), Samples.refused(503, 0));

        CompletableFuture<?> call = service.reportAsync(Samples.visitor(), REPORT);
        time.advance(Duration.ofSeconds(15));

        MonitorException failure = failure(call);
        assertThat(failure.reason()).isEqualTo(Reason.UNAVAILABLE);
        assertThat(failure.attempts()).isEqualTo(2);
        assertThat(reasonsBefore(failure)).containsExactly(Reason.SESSION_UNKNOWN);
    }

    @Test
    void failureOfTheLastAttemptIsNotWrapped() {
        AttemptHistory history = new AttemptHistory();
        history.attemptStarted();
        MonitorException failed =
                MonitorException.builder(Reason.TIMEOUT).attempts(1).build();
        history.attemptFailed(failed);
        MonitorException explained = failed.toBuilder().detail("not repeated").build();

        assertThat(history.withEarlierFailures(new CompletionException(failed))).isSameAs(failed);
        assertThat(history.withEarlierFailures(explained)).isSameAs(explained);
        assertThat(history.withEarlierFailures(new IllegalStateException("broken"))
                        .getSuppressed())
                .containsExactly(failed);
    }

    private MonitorService opened(RetryPolicy policy) {
        MonitorService service = MonitorServiceBuilder.forGateway(gateway)
                .listener(recorder)
                .retryPolicy(policy)
                .executor(Runnable::run)
                .closeGrace(Duration.ZERO)
                .time(time, time, time)
                .build();
        service.sessions().adopt(Samples.visitor(), Samples.session(1));
        return service;
    }

    private static List<Reason> reasonsBefore(MonitorException failure) {
        return Stream.of(failure.getSuppressed())
                .map(earlier -> ((MonitorException) earlier).reason())
                .toList();
    }

    private static MonitorException failure(CompletableFuture<?> call) {
        assertThat(call).isCompletedExceptionally();
        return (MonitorException)
                Futures.unwrap(call.handle((result, thrown) -> thrown).join());
    }

    /** Makes one attempt for each request, and refuses one request. */
    private static final class Gatekeeper implements RetryPolicy {

        private final int turnedAway;
        private final List<MonitorException> refusals = new ArrayList<>();
        private int requests;

        Gatekeeper(int turnedAway) {
            this.turnedAway = turnedAway;
        }

        @Override
        public <T> CompletableFuture<T> execute(Supplier<CompletableFuture<T>> attempt, Scope scope) {
            if (++requests != turnedAway) {
                return attempt.get();
            }
            MonitorException refusal = MonitorException.builder(Reason.CIRCUIT_OPEN)
                    .retryable(true)
                    .retryAfter(Duration.ofSeconds(1))
                    .build();
            refusals.add(refusal);
            return CompletableFuture.failedFuture(refusal);
        }
    }

    /** Never continues after a retryable failure. */
    private static final class Endless implements RetryPolicy {

        @Override
        public <T> CompletableFuture<T> execute(Supplier<CompletableFuture<T>> attempt, Scope scope) {
            return attempt.get()
                    .exceptionallyCompose(thrown -> RetryRules.isRetryableInCall(Futures.unwrap(thrown))
                            ? new CompletableFuture<>()
                            : CompletableFuture.failedFuture(thrown));
        }
    }
}
