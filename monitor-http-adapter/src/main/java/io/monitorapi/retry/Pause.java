package io.monitorapi.retry;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * A wait on a scheduler that may be shut down at any time: fails when it would never end, and leaves no timer behind when
 * it is cancelled.
 */
@SuppressWarnings("FutureReturnValueIgnored") // What ends a pause does not throw.
final class Pause extends CompletableFuture<Void> {

    /** How much later than expected a pause is looked after. */
    private static final long GRACE = TimeUnit.MILLISECONDS.toNanos(500);

    private final long nanos;
    private final ScheduledExecutorService scheduler;

    Pause(Duration length, ScheduledExecutorService scheduler) {
        this.nanos = length.toNanos();
        this.scheduler = scheduler;
    }

    /** Begins the wait; what follows it is to be registered before, so that it runs on the scheduler. */
    void begin() {
        try {
            Future<?> timer = scheduler.schedule(this::end, nanos, TimeUnit.NANOSECONDS);
            whenComplete((nothing, ended) -> timer.cancel(false));
            watch();
        } catch (RejectedExecutionException refused) {
            completeExceptionally(refused);
        }
    }

    private void end() {
        complete(null);
    }

    /**
     * Looks later whether the pause was lost: a scheduler that is shut down at once drops what waits in it without a word.
     */
    private void watch() {
        CompletableFuture<Boolean> late =
                new CompletableFuture<Boolean>().completeOnTimeout(true, nanos + GRACE, TimeUnit.NANOSECONDS);
        late.whenComplete((isLate, failure) -> {
            if (isLate) {
                ForkJoinPool.commonPool().execute(this::look);
            }
        });
        whenComplete((nothing, ended) -> late.complete(false));
    }

    private void look() {
        if (scheduler.isTerminated()) {
            completeExceptionally(new RejectedExecutionException("the scheduler dropped the pause"));
        } else {
            watch();
        }
    }
}
