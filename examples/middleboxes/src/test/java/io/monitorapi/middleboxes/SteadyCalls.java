package io.monitorapi.middleboxes;

import io.monitorapi.MonitorService;
import io.monitorapi.engagement.EngagementRequest;
import io.monitorapi.error.MonitorException;
import io.monitorapi.session.Visitor;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Several callers that ask for engagements without a pause, each for visitors of its own, until this is closed. */
final class SteadyCalls implements AutoCloseable {

    static final int VISITORS = 40;

    private static final int CALLERS = 4;
    private static final long PATIENCE = TimeUnit.SECONDS.toNanos(60);

    private final MonitorService service;
    private final List<Visitor> visitors = IntStream.range(0, VISITORS)
            .mapToObj(i -> Visitor.of("visitor-" + i))
            .toList();
    private final List<Thread> callers = new ArrayList<>();
    private final Map<String, Integer> failures = new TreeMap<>();
    private int calls;
    private volatile boolean stopped;

    /** Opens the session of each visitor, then starts the callers. */
    SteadyCalls(MonitorService service) {
        this.service = service;
        visitors.forEach(visitor -> service.getEngagement(visitor, EngagementRequest.empty()));
        for (int caller = 0; caller < CALLERS; caller++) {
            int first = caller;
            Thread thread = new Thread(() -> callInTurn(first), "caller-" + caller);
            thread.setDaemon(true);
            thread.start();
            callers.add(thread);
        }
    }

    private void callInTurn(int first) {
        for (int next = first; !stopped; next = (next + CALLERS) % VISITORS) {
            String failure = null;
            try {
                service.getEngagement(visitors.get(next), EngagementRequest.empty());
            } catch (MonitorException failed) {
                failure = failed.category() + "/" + failed.reason();
            } catch (RuntimeException unexpected) {
                failure = unexpected.toString();
            }
            count(failure);
        }
    }

    private synchronized void count(@Nullable String failure) {
        calls++;
        if (failure != null) {
            failures.merge(failure, 1, Integer::sum);
        }
        notifyAll();
    }

    /** Waits until so many more calls have ended, well or not. */
    synchronized void awaitMore(int more) {
        int enough = calls + more;
        long end = System.nanoTime() + PATIENCE;
        while (calls < enough) {
            long left = TimeUnit.NANOSECONDS.toMillis(end - System.nanoTime());
            if (left <= 0) {
                throw new AssertionError("only " + (calls - enough + more) + " of " + more + " calls ended");
            }
            try {
                wait(left);
            } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
                throw new AssertionError(interrupted);
            }
        }
    }

    synchronized int calls() {
        return calls;
    }

    /** {@return how many calls failed, by category and reason} */
    synchronized Map<String, Integer> failures() {
        return new TreeMap<>(failures);
    }

    @Override
    public void close() {
        stopped = true;
        for (Thread caller : callers) {
            try {
                caller.join();
            } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
                throw new AssertionError(interrupted);
            }
        }
    }
}
