package io.monitorapi.memory;

import io.monitorapi.port.MonitorListener;
import io.monitorapi.port.MonitorListener.StoreChanged;
import io.monitorapi.port.MonitorListener.StoreFailed;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Asks a store as long as it answers. After a failure it is not asked for 10 seconds, then by one command at a time until one
 * succeeds.
 */
final class StoreCircuitBreaker {

    private static final Duration PAUSE = Duration.ofSeconds(10);

    private final LongSupplier nanoTime;
    private final MonitorListener listener;
    private final AtomicBoolean probing = new AtomicBoolean();
    private volatile boolean open;
    private volatile long askAgain;
    private volatile int outages;

    StoreCircuitBreaker(LongSupplier nanoTime, MonitorListener listener) {
        this.nanoTime = nanoTime;
        this.listener = listener;
    }

    /** {@return what the store answers, or null when it is out of reach} */
    <T> @Nullable T ask(String action, Supplier<T> command) {
        boolean probe = open;
        if (probe && !mayProbe()) {
            return null;
        }
        try {
            T answer = command.get();
            if (probe) {
                recovered();
            }
            return answer;
        } catch (RuntimeException failure) {
            failed();
            listener.storeFailed(new StoreFailed(action, failure));
            return null;
        } finally {
            if (probe) {
                probing.set(false);
            }
        }
    }

    /** {@return whether the store is out of reach, as far as is known} */
    boolean isOpen() {
        return open;
    }

    /** {@return how long until the store may be asked again, or until what it did not take should be tried again} */
    long nanosToNextProbe() {
        return open ? Math.max(1, askAgain - nanoTime.getAsLong()) : PAUSE.toNanos();
    }

    /** {@return how many times the store has gone out of reach} */
    int outages() {
        return outages;
    }

    private boolean mayProbe() {
        return nanoTime.getAsLong() - askAgain >= 0 && probing.compareAndSet(false, true);
    }

    private void failed() {
        boolean isNews;
        synchronized (this) {
            isNews = !open;
            askAgain = nanoTime.getAsLong() + PAUSE.toNanos();
            open = true;
            outages += isNews ? 1 : 0;
        }
        if (isNews) {
            listener.storeChanged(new StoreChanged(false));
        }
    }

    private void recovered() {
        synchronized (this) {
            open = false;
        }
        listener.storeChanged(new StoreChanged(true));
    }
}
