package io.monitorapi.retry;

import static org.assertj.core.api.Assertions.assertThat;

import io.monitorapi.MonitorService;
import io.monitorapi.engagement.EngagementRequest;
import io.monitorapi.engagement.EngagementResult;
import io.monitorapi.engine.MonitorServiceBuilder;
import io.monitorapi.error.Reason;
import io.monitorapi.port.Deadline;
import io.monitorapi.port.MonitorListener;
import io.monitorapi.port.Operation;
import io.monitorapi.port.RetryPolicy;
import io.monitorapi.session.Visitor;
import io.monitorapi.testkit.FakeMonitorGateway;
import io.monitorapi.testkit.Samples;
import io.monitorapi.testkit.VirtualTime;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Waiting for the probe does not depend on two readings of a clock being the same. */
class RealClockTest {

    private static final Duration DEADLINE = Duration.ofSeconds(15);

    private final VirtualTime time = new VirtualTime();

    @ParameterizedTest
    @ValueSource(longs = {0, 1, 100, 1_000_000})
    void callsWithTimeLeftWaitForTheProbeHoweverFastTheClockAdvances(long nanosPerReading) {
        Resilience4jRetryPolicy policy =
                Resilience4jRetryPolicy.builder().jitter(0).maxAttempts(1).build();
        LongSupplier clock = new AdvancingClock(time, nanosPerReading);
        CompletableFuture<String> probe = new CompletableFuture<>();
        AtomicInteger attempts = new AtomicInteger();
        execute(policy, clock, () -> CompletableFuture.failedFuture(Samples.repeatable(Reason.ACCOUNT_LOADING)));
        List<CompletableFuture<String>> calls = IntStream.range(0, 200)
                .mapToObj(call -> execute(
                        policy,
                        clock,
                        () -> attempts.getAndIncrement() == 0 ? probe : CompletableFuture.completedFuture("result")))
                .toList();

        time.advance(Duration.ofSeconds(4));
        assertThat(calls.stream().filter(CompletableFuture::isDone)).isEmpty();
        assertThat(attempts).hasValue(1);
        probe.complete("result");
        time.advance(Duration.ZERO);

        assertThat(calls).allSatisfy(call -> assertThat(call).isCompletedWithValue("result"));
        assertThat(attempts).hasValue(200);
    }

    @Test
    void aCallThatArrivesDuringTheProbeWaitsUntilItsDeadline() {
        Resilience4jRetryPolicy policy =
                Resilience4jRetryPolicy.builder().jitter(0).maxAttempts(1).build();
        LongSupplier clock = new AdvancingClock(time, 1_000);
        execute(policy, clock, () -> CompletableFuture.failedFuture(Samples.repeatable(Reason.ACCOUNT_LOADING)));
        execute(policy, clock, CompletableFuture::new);
        time.advance(Duration.ofSeconds(4));

        CompletableFuture<String> call = execute(policy, clock, () -> CompletableFuture.completedFuture("result"));
        time.advance(Duration.ofSeconds(14));
        assertThat(call).isNotDone();
        time.advance(Duration.ofSeconds(1));

        assertThat(call).isCompletedExceptionally();
        assertThat(time.pending()).isZero();
    }

    /** With the real clock, scheduler and executor. */
    @Test
    void twoHundredCallsAfterOneThatFoundTheAccountLoadingAllSucceed() {
        FakeMonitorGateway gateway = new FakeMonitorGateway();
        gateway.respondsWith(Samples.accountLoading(1));
        for (int call = 0; call < 200; call++) {
            gateway.respondsWith(Samples.created(2 + call));
        }
        RetryPolicy policy = Resilience4jRetryPolicy.builder()
                .schedule(Duration.ofMillis(300))
                .maxAttempts(1)
                .build();
        try (MonitorService service = MonitorServiceBuilder.forGateway(gateway)
                .retryPolicy(policy)
                .creationLimit(1_000, 1_000)
                .build()) {
            assertThat(call(service, 0)).failsWithin(Duration.ofSeconds(30));

            List<CompletableFuture<EngagementResult>> calls = IntStream.rangeClosed(1, 200)
                    .mapToObj(visitor -> call(service, visitor))
                    .toList();

            assertThat(calls).allSatisfy(call -> assertThat(call).succeedsWithin(Duration.ofSeconds(30)));
            assertThat(gateway.requests()).hasSize(201);
        }
    }

    private CompletableFuture<String> execute(
            RetryPolicy policy, LongSupplier clock, Supplier<CompletableFuture<String>> attempt) {
        return policy.execute(
                attempt,
                new RetryPolicy.Scope(
                        1, Operation.GET_ENGAGEMENT, Deadline.in(DEADLINE, clock), time, new MonitorListener() {}));
    }

    private static CompletableFuture<EngagementResult> call(MonitorService service, int visitor) {
        return service.getEngagementAsync(Visitor.of("device-" + visitor), EngagementRequest.empty());
    }
}
