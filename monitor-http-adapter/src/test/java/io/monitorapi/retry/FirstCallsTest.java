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
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** The first calls of an account that the service has not loaded: each sends one request, and then one at a time probes. */
class FirstCallsTest {

    private static final int AT_A_TIME = 64;

    private final VirtualTime time = new VirtualTime();
    private final LoadingAccount account = new LoadingAccount();

    @Test
    void twoHundredCallsSendOneRequestEachAndThenOneProbeAnInterval() {
        account.loadedAt = Duration.ofMinutes(10);
        MonitorService service = service(Resilience4jRetryPolicy.builder().jitter(0));

        IntStream.range(0, 200).forEach(visitor -> call(service, visitor));
        time.advance(Duration.ofMillis(2_999));
        int first = account.requests.size();
        time.advance(Duration.ofSeconds(57));

        print("200 first calls", account.requests.size());
        assertThat(first).isLessThanOrEqualTo(200);
        assertThat(account.secondsAfter(first)).containsExactly(3L, 13L);
    }

    @Test
    void withoutCircuitBreakerEveryCallIsRetried() {
        account.loadedAt = Duration.ofMinutes(10);
        MonitorService service =
                service(Resilience4jRetryPolicy.builder().circuitBreaker(false).budget(false));

        IntStream.range(0, 200).forEach(visitor -> call(service, visitor));
        time.advance(Duration.ofSeconds(60));

        print("200 first calls without circuit breaker", account.requests.size());
        assertThat(account.requests.size()).isGreaterThan(400);
    }

    @Test
    void anOpenCircuitPermitsOneProbeAnInterval() {
        account.loadedAt = Duration.ofMinutes(10);
        MonitorService service = service(Resilience4jRetryPolicy.builder().jitter(0));
        call(service, 200);
        time.advance(Duration.ofSeconds(1));

        for (int second = 0; second < 59; second++) {
            int from = second * 200;
            IntStream.range(from, from + 200).forEach(visitor -> call(service, visitor));
            time.advance(Duration.ofSeconds(1));
        }

        print("200 first calls a second, the circuit is open", account.requests.size() - 1);
        assertThat(account.secondsAfter(1)).hasSizeLessThanOrEqualTo(4).containsExactly(3L, 13L, 43L);
    }

    @Test
    void tenMinutesOfCallsSendOneProbeAnInterval() {
        account.loadedAt = Duration.ofMinutes(10);
        MonitorService service = service(Resilience4jRetryPolicy.builder().jitter(0));

        for (int second = 0; second < 600; second++) {
            call(service, second);
            time.advance(Duration.ofSeconds(1));
        }

        print("a call a second for 10 minutes", account.requests.size());
        assertThat(account.secondsAfter(2)).startsWith(13L, 43L, 73L).hasSizeLessThanOrEqualTo(21);
        assertThat(account.shortestPauseAfter(2)).isGreaterThanOrEqualTo(Duration.ofSeconds(29));
    }

    @Test
    void allCallsSucceedWhenTheAccountIsLoaded() {
        account.loadedAt = Duration.ofSeconds(2);
        MonitorService service = service(Resilience4jRetryPolicy.builder());
        List<CompletableFuture<EngagementResult>> calls = IntStream.range(0, 200)
                .mapToObj(visitor -> call(service, visitor))
                .toList();

        time.advance(Duration.ofSeconds(15));

        print("200 first calls, loaded after 2 s", account.requests.size());
        assertThat(calls).allMatch(call -> call.isDone() && !call.isCompletedExceptionally());
        // Each call sends one request while the account is loading, and one when it is loaded.
        assertThat(account.requests).hasSizeLessThanOrEqualTo(2 * 200);
    }

    private CompletableFuture<EngagementResult> call(MonitorService service, int visitor) {
        return service.getEngagementAsync(Visitor.of("device-" + visitor), EngagementRequest.empty());
    }

    private MonitorService service(Resilience4jRetryPolicy.Builder policy) {
        MonitorServiceBuilder builder = MonitorServiceBuilder.forGateway(account)
                .creationLimit(1_000, 1_000)
                .maxInFlight(AT_A_TIME)
                .retryPolicy(policy.build())
                .executor(Runnable::run)
                .time(time, time, time);
        return builder.build();
    }

    private static void print(String what, int requests) {
        System.out.println("Account loading, " + what + ": " + requests + " requests");
    }

    /** Responds with 500/20 until the account is loaded, after 100 ms each; records when requests arrived. */
    private final class LoadingAccount implements MonitorGateway {

        private final List<Duration> requests = new ArrayList<>();
        private Duration loadedAt = Duration.ZERO;

        @Override
        public CompletableFuture<GatewayResult> fetchEngagement(
                @Nullable SessionRecord record, EngagementRequest request, Deadline deadline) {
            Duration now = Duration.ofNanos(time.getAsLong());
            requests.add(now);
            int number = requests.size();
            CompletableFuture<GatewayResult> result = new CompletableFuture<>();
            GatewayResult given =
                    now.compareTo(loadedAt) < 0 ? Samples.accountLoading(number) : Samples.created(number);
            time.schedule(() -> result.complete(given), 100, TimeUnit.MILLISECONDS);
            return result;
        }

        @Override
        public CompletableFuture<GatewayResult> sendReport(
                @Nullable SessionRecord record, Report report, Deadline deadline) {
            throw new AssertionError("no report was made");
        }

        List<Long> secondsAfter(int first) {
            return requests.stream().skip(first).map(Duration::toSeconds).toList();
        }

        Duration shortestPauseAfter(int first) {
            return IntStream.range(first + 1, requests.size() - 1)
                    .mapToObj(request -> requests.get(request + 1).minus(requests.get(request)))
                    .min(Duration::compareTo)
                    .orElseThrow();
        }
    }
}
