package io.monitorapi.http;

import io.monitorapi.error.MonitorException;
import io.monitorapi.internal.Futures;
import io.monitorapi.port.RetryPolicy;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;

/** Repeats a retryable failure once, without a pause, and keeps the failure of the first attempt. */
final class RepeatOncePolicy implements RetryPolicy {

    private final AtomicReference<MonitorException> first = new AtomicReference<>();
    private final AtomicInteger attempts = new AtomicInteger();

    MonitorException first() {
        return first.get();
    }

    int attempts() {
        return attempts.get();
    }

    void clear() {
        first.set(null);
        attempts.set(0);
    }

    @Override
    public <T> CompletableFuture<T> execute(Supplier<CompletableFuture<T>> attempt, Scope scope) {
        attempts.incrementAndGet();
        return attempt.get().exceptionallyCompose(thrown -> {
            Throwable failure = Futures.unwrap(thrown);
            if (failure instanceof MonitorException exception) {
                first.compareAndSet(null, exception);
            }
            if (!RetryPolicy.repeats(failure)) {
                return CompletableFuture.failedFuture(failure);
            }
            attempts.incrementAndGet();
            return attempt.get();
        });
    }
}
