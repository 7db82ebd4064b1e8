package io.monitorapi.engine;

import io.monitorapi.error.MonitorException;
import io.monitorapi.port.MonitorListener;
import io.monitorapi.port.MonitorListener.AttemptFailed;
import io.monitorapi.port.MonitorListener.AttemptSucceeded;
import io.monitorapi.port.MonitorListener.CallEnded;
import io.monitorapi.port.MonitorListener.CallStarted;
import io.monitorapi.port.Operation;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** Notifies listeners of calls, each by its number; without listeners it creates no numbers and no events. */
final class CallEventPublisher {

    private static final long UNNUMBERED = 0;

    /** One listener may serve several services of this JVM. */
    private static final AtomicLong CALLS = new AtomicLong();

    private final boolean hasListeners;
    private final MonitorListener listener;
    private final LongSupplier nanoTime;

    CallEventPublisher(boolean hasListeners, MonitorListener listener, LongSupplier nanoTime) {
        this.hasListeners = hasListeners;
        this.listener = listener;
        this.nanoTime = nanoTime;
    }

    long nextCallNumber() {
        return hasListeners ? CALLS.incrementAndGet() : UNNUMBERED;
    }

    void callStarted(long call, Operation operation) {
        if (hasListeners) {
            listener.callStarted(new CallStarted(call, operation));
        }
    }

    void attemptSucceeded(long call, Operation operation, int attempt, int status, long startedAt) {
        if (hasListeners) {
            listener.attemptSucceeded(new AttemptSucceeded(call, operation, attempt, status, since(startedAt)));
        }
    }

    void attemptFailed(long call, Operation operation, int attempt, MonitorException failure, long startedAt) {
        if (hasListeners) {
            listener.attemptFailed(new AttemptFailed(call, operation, attempt, failure, since(startedAt)));
        }
    }

    void callEnded(long call, Operation operation, int attempts, long startedAt, @Nullable MonitorException failure) {
        if (hasListeners) {
            listener.callEnded(new CallEnded(call, operation, attempts, since(startedAt), failure));
        }
    }

    private Duration since(long startedAt) {
        return Duration.ofNanos(nanoTime.getAsLong() - startedAt);
    }
}
