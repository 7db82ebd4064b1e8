package io.monitorapi.engine;

import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** A request that blocks the current thread: cancelling its future from another thread interrupts it. */
final class InterruptibleRequest {

    private final CompletableFuture<Void> cancellation = new CompletableFuture<>();
    private @Nullable Thread thread = Thread.currentThread();
    private boolean interrupted;

    InterruptibleRequest() {
        cancellation.whenComplete((none, cancelled) -> {
            if (cancelled != null) {
                interrupt();
            }
        });
    }

    /** {@return the future that interrupts the request when it is cancelled} */
    CompletableFuture<Void> cancellation() {
        return cancellation;
    }

    /** Makes the request on this thread. */
    <T> T run(Supplier<T> request) {
        try {
            return request.get();
        } finally {
            end();
        }
    }

    private synchronized void interrupt() {
        if (thread != null) {
            interrupted = true;
            thread.interrupt();
        }
    }

    /** The flag must not reach what the thread does next, such as storing the session of the response. */
    private synchronized void end() {
        thread = null;
        if (interrupted) {
            Thread.interrupted();
        }
    }
}
