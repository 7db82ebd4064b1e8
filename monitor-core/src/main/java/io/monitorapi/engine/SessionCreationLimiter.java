package io.monitorapi.engine;

import io.monitorapi.error.MonitorException;
import io.monitorapi.error.Reason;
import io.monitorapi.port.Deadline;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;

/**
 * Bounds how many sessions this node opens in a second, in the order in which they are asked for: the service caps a brand that
 * opens them at an abnormal rate. Without a lock: all there is to know is when the next one would be due.
 */
final class SessionCreationLimiter {

    private static final CompletableFuture<Void> NOW = CompletableFuture.completedFuture(null);

    private final long interval;
    private final long burst;
    private final LongSupplier nanoTime;
    private final ClientExecutors threads;
    private final AtomicLong due;

    SessionCreationLimiter(int perSecond, int burst, LongSupplier nanoTime, ClientExecutors threads) {
        this.interval = TimeUnit.SECONDS.toNanos(1) / perSecond;
        this.burst = interval * (burst - 1L);
        this.nanoTime = nanoTime;
        this.threads = threads;
        this.due = new AtomicLong(nanoTime.getAsLong());
    }

    /** Waits for the right to open a session; fails at once when it would come after the deadline. */
    CompletableFuture<Void> await(Deadline deadline) {
        long wait = take(deadline.remainingNanos());
        if (wait == 0) {
            return NOW;
        }
        if (wait > 0) {
            CompletableFuture<Void> turn = new CompletableFuture<>();
            Runnable due = () -> threads.executor().execute(() -> turn.complete(null));
            Future<?> timer = threads.scheduler().schedule(due, wait, TimeUnit.NANOSECONDS);
            turn.whenComplete((nothing, cancelled) -> timer.cancel(false));
            return turn;
        }
        return CompletableFuture.failedFuture(MonitorException.builder(Reason.CREATION_LIMITED)
                .retryable(true)
                .retryAfter(Duration.ofNanos(-wait))
                .build());
    }

    /** Gives a right back that was not used. */
    void giveBack() {
        due.addAndGet(-interval);
    }

    /** The nanoseconds to wait; when they are more than there is time for, nothing is taken and they are negative. */
    private long take(long atMost) {
        while (true) {
            long now = nanoTime.getAsLong();
            long next = due.get();
            long from = next - now > 0 ? next : now;
            long wait = Math.max(0, from - now - burst);
            if (wait > atMost) {
                return -wait;
            }
            if (due.compareAndSet(next, from + interval)) {
                return wait;
            }
        }
    }
}
