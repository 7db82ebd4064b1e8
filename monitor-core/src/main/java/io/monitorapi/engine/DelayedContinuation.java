package io.monitorapi.engine;

import io.monitorapi.error.MonitorException;
import io.monitorapi.error.Reason;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;

/** Lets a call continue after a delay, on the executor: the thread of the timer must not block. */
final class DelayedContinuation {

    private DelayedContinuation() {}

    /** {@return a future that completes after the delay, or fails if the executor refuses work; cancelling it ends the wait} */
    static CompletableFuture<Void> after(long delay, TimeUnit unit, ClientExecutors executors) {
        CompletableFuture<Void> permit = new CompletableFuture<>();
        try {
            Future<?> timer = executors.scheduler().schedule(() -> complete(permit, executors), delay, unit);
            permit.whenComplete((nothing, cancelled) -> timer.cancel(false));
        } catch (RejectedExecutionException refused) {
            refuse(permit);
        }
        return permit;
    }

    private static void complete(CompletableFuture<Void> permit, ClientExecutors executors) {
        try {
            executors.executor().execute(() -> permit.complete(null));
        } catch (RejectedExecutionException refused) {
            refuse(permit);
        }
    }

    private static void refuse(CompletableFuture<Void> permit) {
        permit.completeExceptionally(MonitorException.builder(Reason.SATURATED)
                .retryable(true)
                .detail("the executor refused work")
                .build());
    }
}
