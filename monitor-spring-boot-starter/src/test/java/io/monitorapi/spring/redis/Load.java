package io.monitorapi.spring.redis;

import io.monitorapi.MonitorService;
import io.monitorapi.engagement.EngagementRequest;
import io.monitorapi.session.Visitor;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAccumulator;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Callers that make one call after another for random visitors, and record the longest duration. */
final class Load implements AutoCloseable {

    private final MonitorService service;
    private final List<Visitor> visitors;
    private final LongAccumulator longest = new LongAccumulator(Math::max, 0);
    private final List<Caller> callers;
    private volatile boolean over;

    Load(MonitorService service, List<Visitor> visitors, int callers) {
        this.service = service;
        this.visitors = visitors;
        this.callers = IntStream.range(0, callers).mapToObj(i -> new Caller()).toList();
        this.callers.forEach(Thread::start);
    }

    /** Waits until each caller has made this number of further calls; throws the failure of a caller. */
    void eachCalls(int more) {
        for (Caller caller : callers) {
            caller.await(caller.calls + more);
        }
    }

    /** {@return the longest call since the last invocation of this method} */
    Duration longestSince() {
        return Duration.ofNanos(longest.getThenReset());
    }

    @Override
    public void close() {
        over = true;
        for (Caller caller : callers) {
            try {
                caller.join();
            } catch (InterruptedException stop) {
                throw new AssertionError(stop);
            }
        }
    }

    private final class Caller extends Thread {

        private volatile long calls;
        private volatile @Nullable RuntimeException failure;

        Caller() {
            super("caller");
        }

        @Override
        public void run() {
            ThreadLocalRandom random = ThreadLocalRandom.current();
            long done = 0;
            while (!over && failure == null) {
                call(visitors.get(random.nextInt(visitors.size())));
                calls = ++done;
            }
        }

        private void call(Visitor visitor) {
            long begun = System.nanoTime();
            try {
                service.getEngagement(visitor, EngagementRequest.empty());
            } catch (RuntimeException thrown) {
                failure = thrown;
            }
            longest.accumulate(System.nanoTime() - begun);
        }

        void await(long number) {
            long end = System.nanoTime() + TimeUnit.MINUTES.toNanos(2);
            while (calls < number) {
                RuntimeException thrown = failure;
                if (thrown != null || System.nanoTime() - end > 0) {
                    throw new AssertionError("a caller ended, or made no call in two minutes", thrown);
                }
                LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(1));
            }
        }
    }
}
