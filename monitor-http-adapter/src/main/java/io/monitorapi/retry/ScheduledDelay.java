package io.monitorapi.retry;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * A delay on a scheduler that may be shut down at any time. Fails with {@link RejectedExecutionException} if the scheduler
 * will never end it; leaves no timer behind when it is cancelled.
 */
@SuppressWarnings("FutureReturnValueIgnored") // The stages that follow do not throw.
final class ScheduledDelay extends CompletableFuture<Void> {

    /** How long after its expected end a delay is checked. */
    private static final long GRACE = TimeUnit.MILLISECONDS.toNanos(500);

    private final ScheduledExecutorService scheduler;

    ScheduledDelay(ScheduledExecutorService scheduler) {
        this.scheduler = scheduler;
    }

    /** Starts the delay; register dependent stages before, so that they run on the scheduler. */
    void begin(long nanos) {
        schedule(nanos);
        watch(nanos);
    }

    /** Ends the delay early, on the scheduler as well. */
    void endNow() {
        schedule(0);
    }

    private void schedule(long nanos) {
        try {
            Future<?> timer = scheduler.schedule(this::end, nanos, TimeUnit.NANOSECONDS);
            whenComplete((nothing, ended) -> timer.cancel(false));
        } catch (RejectedExecutionException rejected) {
            completeExceptionally(rejected);
        }
    }

    private void end() {
        complete(null);
    }

    /** Detects a lost delay: a scheduler drops its tasks silently when it is shut down. */
    private void watch(long nanos) {
        CompletableFuture<Boolean> late =
                new CompletableFuture<Boolean>().completeOnTimeout(true, nanos + GRACE, TimeUnit.NANOSECONDS);
        late.whenComplete((isLate, failure) -> {
            if (isLate) {
                ForkJoinPool.commonPool().execute(() -> check(nanos));
            }
        });
        whenComplete((nothing, ended) -> late.complete(false));
    }

    private void check(long nanos) {
        if (scheduler.isTerminated()) {
            completeExceptionally(new RejectedExecutionException("the scheduler dropped the delay"));
        } else {
            watch(nanos);
        }
    }
}
