package io.monitorapi.retry;

import static org.assertj.core.api.Assertions.assertThat;

import io.monitorapi.error.MonitorException;
import io.monitorapi.error.Reason;
import io.monitorapi.port.Deadline;
import io.monitorapi.port.MonitorListener;
import io.monitorapi.port.Operation;
import io.monitorapi.port.RetryPolicy;
import io.monitorapi.testkit.Samples;
import java.time.Duration;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Many threads and a real scheduler: every call ends, and the circuit breaker is never blocked. */
class CircuitBreakerUnderLoadTest {

    private static final int THREADS = 8;
    private static final int CALLS = 500;

    private final ScheduledThreadPoolExecutor scheduler = new ScheduledThreadPoolExecutor(4);
    private final Resilience4jRetryPolicy policy = Resilience4jRetryPolicy.builder()
            .schedule(Duration.ofMillis(1))
            .maxAttempts(2)
            .build();
    private final CountDownLatch ended = new CountDownLatch(THREADS * CALLS);

    @AfterEach
    void endTheScheduler() {
        scheduler.shutdownNow();
    }

    @Test
    void everyCallEndsAndTheCircuitClosesAgain() throws InterruptedException {
        IntStream.range(0, THREADS)
                .mapToObj(seed -> new Thread(() -> callAtRandom(new Random(seed))))
                .forEach(Thread::start);

        assertThat(ended.await(60, TimeUnit.SECONDS)).isTrue();
        assertThat(execute(() -> CompletableFuture.completedFuture("result")))
                .succeedsWithin(Duration.ofSeconds(30))
                .isEqualTo("result");
        assertThat(Thread.getAllStackTraces().keySet())
                .extracting(Thread::getName)
                .noneMatch(name -> name.contains("CircuitBreaker"));
    }

    private void callAtRandom(Random random) {
        for (int calls = 0; calls < CALLS; calls++) {
            int end = random.nextInt(5);
            CompletableFuture<String> call = execute(() -> attempt(end));
            call.whenComplete((result, failure) -> ended.countDown());
            if (end == 4) {
                scheduler.schedule(() -> call.cancel(true), random.nextInt(300), TimeUnit.MICROSECONDS);
            }
        }
    }

    private CompletableFuture<String> attempt(int end) {
        CompletableFuture<String> attempt = new CompletableFuture<>();
        scheduler.schedule(
                () -> {
                    switch (end) {
                        case 0 -> attempt.completeExceptionally(Samples.repeatable(Reason.UNAVAILABLE));
                        case 1 ->
                            attempt.completeExceptionally(
                                    MonitorException.builder(Reason.SATURATED).build());
                        case 2 -> attempt.completeExceptionally(new IllegalStateException("broken"));
                        default -> attempt.complete("result");
                    }
                },
                ThreadLocalRandom.current().nextInt(200),
                TimeUnit.MICROSECONDS);
        return attempt;
    }

    private CompletableFuture<String> execute(Supplier<CompletableFuture<String>> attempt) {
        return policy.execute(
                attempt,
                new RetryPolicy.Scope(
                        1,
                        Operation.GET_ENGAGEMENT,
                        Deadline.in(Duration.ofMinutes(10), System::nanoTime),
                        scheduler,
                        new MonitorListener() {}));
    }
}
