package io.monitorapi.engine;

import io.monitorapi.port.MonitorListener;
import io.monitorapi.port.RetryPolicy;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ScheduledExecutorService;
import java.util.function.Supplier;

/** Lets the retry policy repeat the attempts of a call. */
record AttemptRetrier(RetryPolicy policy, ScheduledExecutorService scheduler, MonitorListener listener) {

    <T> CompletableFuture<T> execute(Attempt<T> attempt, Supplier<CompletableFuture<T>> send) {
        Call<?> call = attempt.call();
        return policy.execute(
                send,
                new RetryPolicy.Scope(
                        call.number(), attempt.request().operation(), call.deadline(), scheduler, listener));
    }
}
