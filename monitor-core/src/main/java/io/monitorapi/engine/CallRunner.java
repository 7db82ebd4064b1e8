package io.monitorapi.engine;

import io.monitorapi.error.Reason;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Starts calls and hands their results to the application, on the thread that may do so. */
final class CallRunner {

    private final ThreadingPolicy threading;
    private final ClientExecutors executors;
    private final Shutdown shutdown;

    CallRunner(ThreadingPolicy threading, ClientExecutors executors, Shutdown shutdown) {
        this.threading = threading;
        this.executors = executors;
        this.shutdown = shutdown;
    }

    /** Runs a call while the calling thread waits for its result; on that thread, unless a store may hold it. */
    <T> T run(Call<T> call) {
        call.publishStart();
        if (Thread.currentThread().isInterrupted()) {
            call.completion().abort(Reason.INTERRUPTED);
        } else if (threading.storeBlocks()) {
            // A store that hangs must not hold the caller longer than the deadline.
            execute(() -> start(call), call);
        } else {
            start(call);
        }
        return call.completion().await();
    }

    /** Runs a call without blocking the calling thread. */
    <T> CompletableFuture<T> runAsync(Call<T> call) {
        call.publishStart();
        CompletableFuture<T> returned = new CompletableFuture<>();
        returned.whenComplete((result, failure) -> {
            // Whoever completes the future, by cancel, complete or a timeout, has no use for the call any more.
            if (!call.isDone()) {
                call.completion().abort(Reason.CANCELLED);
            }
        });
        expireAtDeadline(call);
        if (threading.gatewayBlocks() || threading.storeBlocks()) {
            execute(() -> start(call), call);
        } else {
            start(call);
        }
        // The caller does not have the future yet: of a call that is complete already it may be completed on this
        // thread.
        boolean complete = call.isDone();
        call.completion().result().whenComplete((result, failure) -> {
            if (complete) {
                complete(returned, result, failure);
            } else {
                completeOnCallbackThread(returned, result, failure);
            }
        });
        return returned;
    }

    private void start(Call<?> call) {
        shutdown.register(call);
        if (shutdown.hasBegun()) {
            call.completion().abort(Reason.CLOSED);
        } else {
            call.start();
        }
    }

    private void expireAtDeadline(Call<?> call) {
        if (shutdown.hasBegun()) {
            return;
        }
        // On a callback thread: all threads of the executor may be blocked by exchanges.
        Runnable timeout = () -> executors.runCallback(call.completion()::expire);
        try {
            ScheduledFuture<?> timer =
                    executors.scheduler().schedule(timeout, call.deadline().remainingNanos(), TimeUnit.NANOSECONDS);
            call.completion().result().whenComplete((result, failure) -> timer.cancel(false));
        } catch (RejectedExecutionException refused) {
            refuse(call);
        }
    }

    /** Callbacks of the application may block: they run on threads that no other call needs. */
    private <T> void completeOnCallbackThread(CompletableFuture<T> returned, T result, @Nullable Throwable failure) {
        executors.runCallback(() -> CallbackThreadMarker.run(() -> complete(returned, result, failure)));
    }

    private static <T> void complete(CompletableFuture<T> returned, T result, @Nullable Throwable failure) {
        if (failure == null) {
            returned.complete(result);
        } else {
            returned.completeExceptionally(failure);
        }
    }

    private void execute(Runnable work, Call<?> call) {
        try {
            threading.executor().execute(work);
        } catch (RejectedExecutionException refused) {
            refuse(call);
        }
    }

    private void refuse(Call<?> call) {
        call.completion().abort(shutdown.hasBegun() ? Reason.CLOSED : Reason.SATURATED);
    }
}
