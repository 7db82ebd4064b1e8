package io.monitorapi.engine;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/**
 * Decides which threads calls and responses run on.
 *
 * @param executor runs what must not run on a transport's thread, a timer's or the caller's
 * @param handlesResponsesOnExecutor whether to handle responses on the executor, because that may block or run user code
 * @param callsBlock whether a call may block the thread that it starts on
 */
record ResponseThreading(Executor executor, boolean handlesResponsesOnExecutor, boolean callsBlock) {

    /** Handles a response where that may be done; one that is here already is handled on this thread, at once. */
    <A, R> CompletableFuture<R> handle(
            CompletableFuture<A> response, Runnable arrived, BiFunction<@Nullable A, @Nullable Throwable, R> handler) {
        if (handlesResponsesOnExecutor && !response.isDone()) {
            return response.whenComplete((result, thrown) -> arrived.run()).handleAsync(handler, executor);
        }
        return response.handle((result, thrown) -> {
            arrived.run();
            return handler.apply(result, thrown);
        });
    }
}
