package io.monitorapi.retry;

import static org.assertj.core.api.Assertions.assertThat;

import io.monitorapi.MonitorService;
import io.monitorapi.engagement.EngagementRequest;
import io.monitorapi.engagement.EngagementResult;
import io.monitorapi.engagement.Report;
import io.monitorapi.engine.MonitorServiceBuilder;
import io.monitorapi.port.Deadline;
import io.monitorapi.port.GatewayResult;
import io.monitorapi.port.MonitorGateway;
import io.monitorapi.session.SessionRecord;
import io.monitorapi.session.Visitor;
import io.monitorapi.testkit.Samples;
import io.monitorapi.testkit.VirtualTime;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The calls that waited for the service are bounded by the bulkhead and the creation limiter when it has recovered. */
class RecoveryTest {

    private static final Duration OUTAGE_BEGINS = Duration.ofSeconds(20);
    private static final Duration OUTAGE_ENDS = Duration.ofSeconds(80);
    private static final int MAX_IN_FLIGHT = 64;
    private static final int MAX_WAITING = 1_000;
    private static final int VISITORS = 100;
    private static final int CREATIONS_PER_SECOND = 50;
    private static final int CREATION_BURST = 100;

    private final VirtualTime time = new VirtualTime();
    private final RecoveringGateway gateway = new RecoveringGateway();
    private final List<Call> calls = new ArrayList<>();

    @ParameterizedTest
    @ValueSource(ints = {10, 20, 50, 500})
    void callsWithASessionSucceedAsTheBulkheadPermits(int callsPerSecond) {
        MonitorService service = service();
        for (int visitor = 0; visitor < VISITORS; visitor++) {
            service.sessions().adopt(visitor(visitor), Samples.session(visitor));
        }

        callAtARate(service, callsPerSecond, VISITORS);

        Recovery recovery = recovery();
        print("calls with a session", callsPerSecond, recovery);
        assertThat(gateway.mostInFlight).isLessThanOrEqualTo(MAX_IN_FLIGHT);
        assertThat(recovery.inTime()).isGreaterThanOrEqualTo(Math.min(recovery.all(), MAX_IN_FLIGHT + MAX_WAITING));
        assertThat(calls)
                .filteredOn(call -> call.begun.compareTo(recovery.back().plusSeconds(1)) > 0)
                .hasSizeGreaterThan(10 * callsPerSecond)
                .allMatch(Call::succeeded);
    }

    @ParameterizedTest
    @ValueSource(ints = {10, 20})
    void firstCallsSucceedAsTheCreationLimiterPermits(int callsPerSecond) {
        MonitorService service = service();

        callAtARate(service, callsPerSecond, Integer.MAX_VALUE);

        Recovery recovery = recovery();
        print("first calls", callsPerSecond, recovery);
        assertThat(recovery.busiestSecond()).isLessThanOrEqualTo(CREATION_BURST + CREATIONS_PER_SECOND);
        assertThat(recovery.inTime()).isGreaterThanOrEqualTo(Math.round(0.95 * recovery.all()));
    }

    private void callAtARate(MonitorService service, int callsPerSecond, int visitors) {
        Duration spacing = Duration.ofSeconds(1).dividedBy(callsPerSecond);
        for (int number = 0; number < 130 * callsPerSecond; number++) {
            calls.add(Call.of(service, visitor(number % visitors), time));
            time.advance(spacing);
        }
        time.advance(Duration.ofMinutes(1));
    }

    private static Visitor visitor(int number) {
        return Visitor.of("device-" + number);
    }

    private MonitorService service() {
        return MonitorServiceBuilder.forGateway(gateway)
                .maxInFlight(MAX_IN_FLIGHT)
                .maxWaiting(MAX_WAITING)
                .creationLimit(CREATIONS_PER_SECOND, CREATION_BURST)
                .retryPolicy(Resilience4jRetryPolicy.builder().jitter(0).build())
                .executor(Runnable::run)
                .time(time, time, time)
                .build();
    }

    /** The outcomes of calls that waited when the service recovered, or were made within five seconds after that. */
    private Recovery recovery() {
        Duration back = calls.stream()
                .filter(call -> call.succeeded() && call.ended.compareTo(OUTAGE_ENDS) >= 0)
                .map(call -> call.ended)
                .min(Duration::compareTo)
                .orElseThrow();
        List<Call> waiting = calls.stream()
                .filter(call -> call.ended.compareTo(back) >= 0 && call.begun.compareTo(back.plusSeconds(5)) < 0)
                .toList();
        long inTime = waiting.stream()
                .filter(call -> call.succeeded() && call.ended.compareTo(back.plusSeconds(10)) <= 0)
                .count();
        return new Recovery(back, waiting.size(), inTime, gateway.busiestSecondAfter(back));
    }

    private void print(String what, int callsPerSecond, Recovery recovery) {
        System.out.printf(
                "Recovery, %s, %d a second: %d of %d calls succeed within 10 s of the successful probe, busiest second %d"
                        + " requests, most in flight %d%n",
                what,
                callsPerSecond,
                recovery.inTime(),
                recovery.all(),
                recovery.busiestSecond(),
                gateway.mostInFlight);
    }

    private record Recovery(Duration back, long all, long inTime, long busiestSecond) {}

    private static final class Call {

        private final Duration begun;
        private @Nullable Throwable failure;
        private Duration ended = Duration.ofDays(1);

        private Call(Duration begun) {
            this.begun = begun;
        }

        static Call of(MonitorService service, Visitor visitor, VirtualTime time) {
            Call call = new Call(Duration.ofNanos(time.getAsLong()));
            CompletableFuture<EngagementResult> result = service.getEngagementAsync(visitor, EngagementRequest.empty());
            result.whenComplete((engagement, thrown) -> {
                call.failure = thrown;
                call.ended = Duration.ofNanos(time.getAsLong());
            });
            return call;
        }

        boolean succeeded() {
            return failure == null && ended.compareTo(Duration.ofDays(1)) < 0;
        }
    }

    /** Responds after 20 ms, with 503 during the outage. */
    private final class RecoveringGateway implements MonitorGateway {

        private final List<Duration> requests = new ArrayList<>();
        private int inFlight;
        private int mostInFlight;

        @Override
        public CompletableFuture<GatewayResult> fetchEngagement(
                @Nullable SessionRecord record, EngagementRequest request, Deadline deadline) {
            Duration now = Duration.ofNanos(time.getAsLong());
            requests.add(now);
            mostInFlight = Math.max(mostInFlight, ++inFlight);
            boolean out = now.compareTo(OUTAGE_BEGINS) >= 0 && now.compareTo(OUTAGE_ENDS) < 0;
            GatewayResult result = out ? Samples.refused(503, 0) : Samples.created(requests.size());
            CompletableFuture<GatewayResult> response = new CompletableFuture<>();
            time.schedule(
                    () -> {
                        inFlight--;
                        response.complete(result);
                    },
                    20,
                    TimeUnit.MILLISECONDS);
            return response;
        }

        @Override
        public CompletableFuture<GatewayResult> sendReport(
                @Nullable SessionRecord record, Report report, Deadline deadline) {
            throw new AssertionError("no report was made");
        }

        long busiestSecondAfter(Duration begin) {
            int first = 0;
            int most = 0;
            List<Duration> after = requests.stream()
                    .filter(at -> at.compareTo(begin) >= 0 && at.compareTo(begin.plusSeconds(10)) < 0)
                    .toList();
            for (int last = 0; last < after.size(); last++) {
                while (after.get(last).minusSeconds(1).compareTo(after.get(first)) >= 0) {
                    first++;
                }
                most = Math.max(most, last - first + 1);
            }
            return most;
        }
    }
}
