package io.monitorapi.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.monitorapi.MonitorService;
import io.monitorapi.engagement.EngagementRequest;
import io.monitorapi.engagement.EngagementResult;
import io.monitorapi.retry.Resilience4jRetryPolicy;
import io.monitorapi.session.MonitorSession;
import io.monitorapi.session.Visitor;
import io.monitorapi.simulator.MonitorSimulator;
import io.monitorapi.simulator.RecordedRequest;
import io.monitorapi.simulator.ScriptedResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Sessions that many concurrent callers open, counted by the simulator over HTTPS. */
@Tag("long")
class OneSessionForEachVisitorTest {

    private static final int THREADS = 256;
    private static final int ROUNDS = 50;

    private final MonitorSimulator simulator = MonitorSimulator.start();
    private final ExecutorService pool = Executors.newFixedThreadPool(THREADS);

    @AfterEach
    void stop() {
        pool.shutdownNow();
        simulator.close();
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 20})
    void manyFirstCallsOfOneVisitorOpenOneSession(int delayMillis) throws Exception {
        assertManyFirstCallsOpenOneSession(delayMillis);
    }

    @Test
    @Tag("soak")
    void manySlowFirstCallsOfOneVisitorOpenOneSession() throws Exception {
        assertManyFirstCallsOpenOneSession(500);
    }

    private void assertManyFirstCallsOpenOneSession(int delayMillis) throws Exception {
        simulator.script().always(ScriptedResponse.usual().after(Duration.ofMillis(delayMillis)));
        try (MonitorService service = service(Duration.ofSeconds(30))) {
            for (int round = 1; round <= ROUNDS; round++) {
                Visitor visitor = Visitor.of("device-" + round);

                List<EngagementResult> results =
                        concurrently(() -> service.getEngagement(visitor, EngagementRequest.empty()));

                assertThat(pairs(results)).hasSize(1);
                assertThat(results).filteredOn(EngagementResult::sessionCreated).hasSize(1);
                assertThat(simulator.recording().sessionsCreated()).isEqualTo(round);
            }
        }
        System.out.println(THREADS + " threads x " + ROUNDS + " rounds, the service takes " + delayMillis + " ms: "
                + simulator.recording().sessionsCreated() + " sessions");
        assertThat(simulator.recording().visitorsRegistered()).isEqualTo(ROUNDS);
    }

    @Test
    void withoutASharedServiceEveryCallerOpensASession() throws Exception {
        List<MonitorService> services = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            services.add(service(Duration.ofSeconds(30)));
        }
        for (MonitorService service : services) {
            service.getEngagement(Visitor.of("device-1"), EngagementRequest.empty());
            service.close();
        }

        assertThat(simulator.recording().sessionsCreated()).isEqualTo(8);
    }

    @Test
    void theRetryWhileTheAccountLoadsSendsTheVisitorIdOfTheError() {
        simulator.script().next(ScriptedResponse.accountLoading());
        try (MonitorService service = service(Duration.ofSeconds(15))) {
            EngagementResult result = service.getEngagement(Visitor.of("device-1"), EngagementRequest.empty());

            List<RecordedRequest> requests = simulator.recording().recordedRequests();
            assertThat(requests).hasSize(2);
            assertThat(requests.get(0).query()).doesNotContainKey("vid");
            assertThat(requests.get(1).query())
                    .containsEntry("vid", result.session().visitorId());
            assertThat(simulator.recording().visitorsRegistered()).isEqualTo(1);
        }
    }

    private MonitorService service(Duration deadline) {
        return HttpMonitor.builder()
                .accountId(simulator.accountId())
                .appInstallationId(simulator.appInstallationId())
                .baseUri(simulator.baseUri())
                .sslContext(simulator.sslContext())
                .connectTimeout(Duration.ofSeconds(10))
                .attemptLimit(Duration.ofSeconds(20))
                .deadline(deadline)
                .retryPolicy(Resilience4jRetryPolicy.builder()
                        .schedule(Duration.ofMillis(50))
                        .maxAttempts(3)
                        .build())
                .build();
    }

    private static Set<MonitorSession> pairs(List<EngagementResult> results) {
        return results.stream().map(EngagementResult::session).collect(Collectors.toSet());
    }

    private <T> List<T> concurrently(Callable<T> call) throws Exception {
        CyclicBarrier start = new CyclicBarrier(THREADS);
        List<Future<T>> futures = new ArrayList<>();
        for (int i = 0; i < THREADS; i++) {
            futures.add(pool.submit(() -> {
                start.await();
                return call.call();
            }));
        }
        List<T> results = new ArrayList<>();
        for (Future<T> future : futures) {
            results.add(future.get());
        }
        return results;
    }
}
