package io.monitorapi.engine;

import io.monitorapi.error.MonitorException;
import io.monitorapi.error.Reason;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;

/** Bounds the requests in flight; calls that find no free permit wait for one, first in, first out. */
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

    /** Takes a permit if one is free and no other call waits for it. */
    boolean tryAcquire() {
        return queue.isEmpty() && free.tryAcquire();
    }

    /** {@return a future that completes with a permit; cancelling it ends the waiting} */
    CompletableFuture<Void> acquire() {
        if (waiting.incrementAndGet() > maxWaiting) {
            waiting.decrementAndGet();
            return CompletableFuture.failedFuture(saturated(maxWaiting + " calls are waiting already"));
        }
        CompletableFuture<Void> permit = new CompletableFuture<>();
        permit.whenComplete((acquired, cancelled) -> {
            waiting.decrementAndGet();
            if (cancelled != null) {
                queue.removeIf(other -> other == permit);
            }
        });
        queue.add(permit);
        grantWaiting();
        return permit;
    }

    void release() {
        free.release();
        grantWaiting();
    }

    int available() {
        return free.availablePermits();
    }

    private void grantWaiting() {
        while (!queue.isEmpty() && free.tryAcquire()) {
            CompletableFuture<Void> first = queue.poll();
            if (first == null || !isGrantedTo(first)) {
                free.release();
            }
        }
    }

    /** The waiting call sends a request: it must not do so on the thread that has just ended another request. */
    private boolean isGrantedTo(CompletableFuture<Void> permit) {
        try {
            executor.execute(() -> {
                if (!permit.complete(null)) {
                    release();
                }
            });
            return true;
        } catch (RuntimeException refused) {
            permit.completeExceptionally(saturated("the executor refused work"));
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
