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

/** Tells listeners of calls, each by its number; while nobody listens, there are no numbers and nothing is made. */
final class CallEventPublisher {

    private static final long UNNUMBERED = 0;

    /** One listener may be told of the calls of several services. */
    private static final AtomicLong CALLS = new AtomicLong();

    private final boolean heard;
    private final MonitorListener listener;
    private final LongSupplier nanoTime;

    CallEventPublisher(boolean heard, MonitorListener listener, LongSupplier nanoTime) {
        this.heard = heard;
        this.listener = listener;
        this.nanoTime = nanoTime;
    }

    /** {@return the number of a new call} */
    long number() {
        return heard ? CALLS.incrementAndGet() : UNNUMBERED;
    }

    void started(long call, Operation operation) {
        if (heard) {
            listener.callStarted(new CallStarted(call, operation));
        }
    }

    void attemptSucceeded(long call, Operation operation, int attempt) {
        if (heard) {
            listener.attemptSucceeded(new AttemptSucceeded(call, operation, attempt));
        }
    }

    void attemptFailed(long call, Operation operation, int attempt, MonitorException failure) {
        if (heard) {
            listener.attemptFailed(new AttemptFailed(call, operation, attempt, failure));
        }
    }

    void ended(long call, Operation operation, int attempts, long begun, @Nullable MonitorException failure) {
        if (heard) {
            Duration elapsed = Duration.ofNanos(nanoTime.getAsLong() - begun);
            listener.callEnded(new CallEnded(call, operation, attempts, elapsed, failure));
        }
    }
}
