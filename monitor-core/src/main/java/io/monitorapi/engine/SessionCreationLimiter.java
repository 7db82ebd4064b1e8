package io.monitorapi.engine;

import io.monitorapi.error.MonitorException;
import io.monitorapi.error.Reason;
import io.monitorapi.port.Deadline;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;

/**
 * Bounds how many sessions this node opens per second, first in, first out: the service caps a brand that opens sessions at an
 * abnormal rate. Lock-free: its only state is the time at which the next session is due.
 */
final class SessionCreationLimiter {

    private static final CompletableFuture<Void> NOW = CompletableFuture.completedFuture(null);

    private final long interval;
    private final long burst;
    private final LongSupplier nanoTime;
    private final ClientExecutors executors;
    private final AtomicLong due;

    SessionCreationLimiter(int perSecond, int burst, LongSupplier nanoTime, ClientExecutors executors) {
        this.interval = TimeUnit.SECONDS.toNanos(1) / perSecond;
        this.burst = interval * (burst - 1L);
        this.nanoTime = nanoTime;
        this.executors = executors;
        this.due = new AtomicLong(nanoTime.getAsLong());
    }

    /** {@return a future that completes when a session may be opened; failed if that is after the deadline} */
    CompletableFuture<Void> acquire(Deadline deadline) {
        long wait = take(deadline.remainingNanos());
        if (wait == 0) {
            return NOW;
        }
        if (wait > 0) {
            return DelayedContinuation.after(wait, TimeUnit.NANOSECONDS, executors);
        }
        return CompletableFuture.failedFuture(MonitorException.builder(Reason.CREATION_LIMITED)
                .retryable(true)
                .retryAfter(Duration.ofNanos(-wait))
                .build());
    }

    /** Gives back a permit that was not used. */
    void giveBack() {
        due.addAndGet(-interval);
    }

    /** {@return the nanoseconds to wait; negative, and nothing is taken, if that is longer than allowed} */
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
