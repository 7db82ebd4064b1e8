package io.monitorapi.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.monitorapi.error.MonitorException;
import io.monitorapi.error.Reason;
import io.monitorapi.error.Sent;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class RequestBulkheadTest {

    @Test
    void waitingCallsAreServedFirstInFirstOut() {
        RequestBulkhead permits = new RequestBulkhead(1, 10, Runnable::run);
        List<Integer> served = new ArrayList<>();
        permits.tryAcquire();
        for (int i = 0; i < 3; i++) {
            int number = i;
            permits.acquire().thenRun(() -> served.add(number));
        }

        permits.release();
        assertThat(served).containsExactly(0);
        permits.release();
        permits.release();

        assertThat(served).containsExactly(0, 1, 2);
    }

    @Test
    void newCallDoesNotOvertakeWaitingCalls() {
        RequestBulkhead permits = new RequestBulkhead(1, 10, work -> {});
        permits.tryAcquire();
        permits.acquire();

        assertThat(permits.tryAcquire()).isFalse();
    }

    @Test
    void refusesAtOnceIfTooManyCallsWait() {
        RequestBulkhead permits = new RequestBulkhead(1, 0, Runnable::run);
        permits.tryAcquire();

        CompletableFuture<Void> refused = permits.acquire();

        assertThat(refused.handle((done, failure) -> ((MonitorException) failure).reason()))
                .isCompletedWithValue(Reason.SATURATED);
    }

    @Test
    void refusalIsRetryable() {
        RequestBulkhead permits = new RequestBulkhead(1, 0, Runnable::run);
        permits.tryAcquire();

        MonitorException refusal = (MonitorException)
                permits.acquire().handle((done, failure) -> failure).join();

        assertThat(refusal.sent()).isEqualTo(Sent.NO);
        assertThat(refusal.isRetryable()).isTrue();
        assertThat(refusal).hasMessageContaining("0 calls are waiting already");
    }

    @Test
    void servedCallLeavesTheQueue() {
        RequestBulkhead permits = new RequestBulkhead(1, 1, Runnable::run);
        permits.tryAcquire();
        CompletableFuture<Void> first = permits.acquire();
        assertThat(permits.acquire()).isCompletedExceptionally();

        permits.release();

        assertThat(first).isCompleted();
        assertThat(permits.acquire()).isNotDone();
    }

    @Test
    void cancelledCallPassesItsPermitOn() {
        Queue<Runnable> later = new ArrayDeque<>();
        RequestBulkhead permits = new RequestBulkhead(1, 2, later::add);
        permits.tryAcquire();
        CompletableFuture<Void> first = permits.acquire();
        CompletableFuture<Void> second = permits.acquire();
        permits.release();
        first.cancel(true);

        while (!later.isEmpty()) {
            later.remove().run();
        }

        assertThat(second).isCompleted();
    }

    /** The permit must not be lost, and no call may wait for it forever. */
    @Test
    void fullExecutorRefusesWaitingCallsAndKeepsThePermit() {
        RequestBulkhead permits = new RequestBulkhead(1, 10, work -> {
            throw new RejectedExecutionException();
        });
        permits.tryAcquire();
        CompletableFuture<Void> first = permits.acquire();
        CompletableFuture<Void> second = permits.acquire();

        permits.release();

        assertThat(List.of(first, second))
                .allSatisfy(turn -> assertThat(turn.handle((done, failure) -> ((MonitorException) failure).reason()))
                        .isCompletedWithValue(Reason.SATURATED));
        assertThat(permits.available()).isEqualTo(1);
    }

    @Test
    void cancelledWaitLeavesTheQueue() {
        RequestBulkhead permits = new RequestBulkhead(1, 1, Runnable::run);
        permits.tryAcquire();
        permits.acquire().cancel(true);
        CompletableFuture<Void> next = permits.acquire();

        permits.release();

        assertThat(next).isCompleted();
        permits.release();
        assertThat(permits.available()).isEqualTo(1);
    }

    @Test
    void neverExceedsThePermitsAndLosesNone() throws Exception {
        RequestBulkhead permits = new RequestBulkhead(4, 1_000, Runnable::run);
        AtomicInteger underway = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        ExecutorService pool = Executors.newFixedThreadPool(16);
        List<Future<?>> work = new ArrayList<>();
        for (int thread = 0; thread < 16; thread++) {
            work.add(pool.submit(() -> {
                for (int i = 0; i < 2_000; i++) {
                    if (!permits.tryAcquire()) {
                        permits.acquire().join();
                    }
                    most.accumulateAndGet(underway.incrementAndGet(), Math::max);
                    underway.decrementAndGet();
                    permits.release();
                }
            }));
        }
        for (Future<?> done : work) {
            done.get();
        }
        pool.shutdownNow();

        assertThat(most.get()).isBetween(1, 4);
        assertThat(permits.available()).isEqualTo(4);
    }
}
