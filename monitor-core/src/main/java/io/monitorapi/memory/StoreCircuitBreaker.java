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
 * Stops calling a store after a failure. After 10 seconds one command at a time is let through as a probe, until one succeeds.
 *
 * <p>A store that has not succeeded yet has 15 seconds from the first command on: connecting and loading the driver in a new
 * process take longer than a command may take, and an outage would give every visitor a new session at each deployment. For the same
 * reason a command that has failed slowly runs again, within 2 seconds from the first command on; one that fails at once does
 * not, as the store is down.
 */
final class StoreCircuitBreaker {

    private static final Duration WAIT = Duration.ofSeconds(10);
    private static final Duration START = Duration.ofSeconds(15);
    private static final Duration REPEAT = Duration.ofSeconds(2);
    private static final Duration SLOW = Duration.ofMillis(100);

    private final LongSupplier nanoTime;
    private final MonitorListener listener;
    private final AtomicBoolean probing = new AtomicBoolean();
    private volatile boolean started;
    private volatile boolean hasSucceeded;
    private volatile long startedAt;
    private volatile boolean open;
    private volatile long nextProbe;
    private volatile int outages;

    StoreCircuitBreaker(LongSupplier nanoTime, MonitorListener listener) {
        this.nanoTime = nanoTime;
        this.listener = listener;
    }

    /** {@return what the command returned, or null if it failed or the circuit is open} */
    <T> @Nullable T call(String action, Supplier<T> command) {
        if (!started) {
            startedAt = nanoTime.getAsLong();
            started = true;
        }
        boolean probe = open;
        if (probe && !tryProbe()) {
            return null;
        }
        try {
            T result = hasSucceeded || probe ? command.get() : callUntilReady(command);
            hasSucceeded = true;
            if (probe) {
                close();
            }
            return result;
        } catch (RuntimeException failure) {
            if (!isStarting()) {
                open();
            }
            listener.storeFailed(new StoreFailed(action, failure));
            return null;
        } finally {
            if (probe) {
                probing.set(false);
            }
        }
    }

    /** {@return whether the last command failed} */
    boolean isOpen() {
        return open;
    }

    /** {@return the nanoseconds until the next probe; while the circuit is closed, until a write should be tried again} */
    long nanosToNextProbe() {
        return open ? Math.max(1, nextProbe - nanoTime.getAsLong()) : WAIT.toNanos();
    }

    /** {@return how many times the circuit has opened} */
    int outages() {
        return outages;
    }

    private <T> T callUntilReady(Supplier<T> command) {
        while (true) {
            long begun = nanoTime.getAsLong();
            try {
                return command.get();
            } catch (RuntimeException failure) {
                long now = nanoTime.getAsLong();
                boolean slow = now - begun >= SLOW.toNanos();
                boolean late = now - startedAt >= REPEAT.toNanos();
                if (!slow || late || open || Thread.currentThread().isInterrupted()) {
                    throw failure;
                }
            }
        }
    }

    private boolean isStarting() {
        return !hasSucceeded && nanoTime.getAsLong() - startedAt < START.toNanos();
    }

    private boolean tryProbe() {
        return nanoTime.getAsLong() - nextProbe >= 0 && probing.compareAndSet(false, true);
    }

    private void open() {
        boolean wasClosed;
        synchronized (this) {
            wasClosed = !open;
            nextProbe = nanoTime.getAsLong() + WAIT.toNanos();
            open = true;
            outages += wasClosed ? 1 : 0;
        }
        if (wasClosed) {
            listener.storeChanged(new StoreChanged(false));
        }
    }

    private void close() {
        synchronized (this) {
            open = false;
        }
        listener.storeChanged(new StoreChanged(true));
    }
}
