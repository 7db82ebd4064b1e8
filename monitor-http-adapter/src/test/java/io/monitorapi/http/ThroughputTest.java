package io.monitorapi.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.monitorapi.MonitorService;
import io.monitorapi.engagement.EngagementRequest;
import io.monitorapi.http.testkit.FaultServer;
import io.monitorapi.session.Visitor;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Throughput grows with the number of callers, as no lock is shared by all of them. */
@Tag("soak")
class ThroughputTest {

    private static final Duration ROUND = Duration.ofSeconds(3);

    @Test
    void eightCallersHaveAHigherThroughputThanOne() throws Exception {
        double best = 0;
        try (FaultServer server = Calls.serve(Calls.good());
                MonitorService service = Calls.service(server).build()) {
            Calls.warmUp(service, 2_000);
            for (int round = 0; round < 3; round++) {
                best = Math.max(best, (double) calls(service, 8) / calls(service, 1));
            }
        }
        System.out.printf("eight callers against one: %.2f%n", best);
        assertThat(best).isGreaterThanOrEqualTo(1.6);
    }

    private static long calls(MonitorService service, int callers) throws InterruptedException {
        AtomicLong calls = new AtomicLong();
        long end = System.nanoTime() + ROUND.toNanos();
        Stream<Thread> threads = IntStream.range(0, callers)
                .mapToObj(i -> new Thread(() -> {
                    Visitor visitor = Calls.visitor(service, "good" + i);
                    while (System.nanoTime() < end) {
                        service.getEngagement(visitor, EngagementRequest.empty());
                        calls.incrementAndGet();
                    }
                }));
        for (Thread thread : threads.peek(Thread::start).toList()) {
            thread.join();
        }
        return calls.get();
    }
}
