package io.monitorapi.engine;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.BiFunction;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Decides which threads calls and responses run on.
 *
 * @param executor runs what must not run on a transport's thread, a timer's or the caller's
 * @param handlesResponsesOnExecutor whether to handle responses on the executor, because that may block or run user code
 * @param gatewayBlocks whether a request blocks the thread that sends it, at most until the deadline of its call
 * @param storeBlocks whether the store may block the thread that uses it, for as long as it likes
 */
record ThreadingPolicy(
        Executor executor, boolean handlesResponsesOnExecutor, boolean gatewayBlocks, boolean storeBlocks) {

    /**
     * Handles a response where that may be done. A response that is here already is handled on this thread, at once; so is one
     * whose executor refuses work, because otherwise its session would be lost.
     */
    <A, R> CompletableFuture<R> handle(
            CompletableFuture<A> response, Runnable arrived, BiFunction<@Nullable A, @Nullable Throwable, R> handler) {
        if (!handlesResponsesOnExecutor || response.isDone()) {
            return response.handle((result, thrown) -> {
                arrived.run();
                return handler.apply(result, thrown);
            });
        }
        CompletableFuture<R> handled = new CompletableFuture<>();
        response.whenComplete((result, thrown) -> {
            arrived.run();
            settle(() -> complete(handled, () -> handler.apply(result, thrown)));
        });
        return handled;
    }

    /** Runs work that may block on the executor; cancelling the future cancels what the work returns. */
    <R> CompletableFuture<R> supply(Supplier<CompletableFuture<R>> work) {
        CompletableFuture<R> supplied = new CompletableFuture<>();
        settle(() -> {
            if (supplied.isDone()) {
                return;
            }
            CompletableFuture<R> future = MonitorExceptions.guarded(work);
            supplied.whenComplete((result, thrown) -> future.cancel(true));
            future.whenComplete((result, thrown) -> {
                if (thrown == null) {
                    supplied.complete(result);
                } else {
                    supplied.completeExceptionally(thrown);
                }
            });
        });
        return supplied;
    }

    /** Runs work that a call waits for: on the executor, or on this thread if that refuses. */
    void settle(Runnable work) {
        try {
            executor.execute(work);
        } catch (RejectedExecutionException refused) {
            work.run();
        }
    }

    private static <R> void complete(CompletableFuture<R> future, Supplier<R> work) {
        try {
            future.complete(work.get());
        } catch (Throwable thrown) { // an Error, too, would keep the caller waiting
            future.completeExceptionally(new CompletionException(thrown)); // as every other stage does
        }
    }
}
