package io.monitorapi.engine;

import io.monitorapi.error.MonitorException;
import io.monitorapi.error.Reason;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;

/** Bounds the requests under way; those who find none free wait in the order in which they came. */
final class RequestBulkhead {

    private final Semaphore free;
    private final int maxWaiting;
    private final Executor executor;
    private final Queue<CompletableFuture<Void>> queue = new ConcurrentLinkedQueue<>();
    private final AtomicInteger waiting = new AtomicInteger();

    RequestBulkhead(int maxInFlight, int maxWaiting, Executor executor) {
        this.free = new Semaphore(maxInFlight);
        this.maxWaiting = maxWaiting;
        this.executor = executor;
    }

    /** Takes a permit if one is free and nobody waits for it. */
    boolean tryAcquire() {
        return queue.isEmpty() && free.tryAcquire();
    }

    /** Waits for a permit, which is had when the future completes; cancelling the future ends the waiting. */
    CompletableFuture<Void> await() {
        if (waiting.incrementAndGet() > maxWaiting) {
            waiting.decrementAndGet();
            return CompletableFuture.failedFuture(saturated(maxWaiting + " calls are waiting already"));
        }
        CompletableFuture<Void> turn = new CompletableFuture<>();
        turn.whenComplete((permit, cancelled) -> {
            waiting.decrementAndGet();
            if (cancelled != null) {
                queue.removeIf(other -> other == turn);
            }
        });
        queue.add(turn);
        serve();
        return turn;
    }

    void release() {
        free.release();
        serve();
    }

    int available() {
        return free.availablePermits();
    }

    private void serve() {
        while (!queue.isEmpty() && free.tryAcquire()) {
            CompletableFuture<Void> first = queue.poll();
            if (first == null || !isHandedTo(first)) {
                free.release();
            }
        }
    }

    /** What follows sends a request: it must not run on the thread that has just finished with another one. */
    private boolean isHandedTo(CompletableFuture<Void> turn) {
        try {
            executor.execute(() -> {
                if (!turn.complete(null)) {
                    release();
                }
            });
            return true;
        } catch (RuntimeException refused) {
            turn.completeExceptionally(saturated("the executor took no more work"));
            return false;
        }
    }

    private static MonitorException saturated(String detail) {
        return MonitorException.builder(Reason.SATURATED)
                .retryable(true)
                .detail(detail)
                .build();
    }
}
