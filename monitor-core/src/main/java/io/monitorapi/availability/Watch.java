package io.monitorapi.availability;

import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** Watches one visitor for one listener until it is closed. Thread-safe; created by {@link Availability}. */
public final class Watch implements AutoCloseable {

    private final Supplier<AvailabilityState> state;
    private final Consumer<Watch> onClose;
    private final WatchOptions options;
    private final AvailabilityListener listener;
    private final Executor executor;
    private final AtomicInteger pendingNotifications = new AtomicInteger();
    private volatile boolean closed;

    /** Accessed only by {@link #notifyListener()}, which one thread at a time runs. */
    private AvailabilityState lastNotified = new AvailabilityState.Pending();

    Watch(
            Supplier<AvailabilityState> state,
            Consumer<Watch> onClose,
            WatchOptions options,
            AvailabilityListener listener,
            Executor executor) {
        this.state = state;
        this.onClose = onClose;
        this.options = options;
        this.listener = listener;
        this.executor = executor;
    }

    /** {@return the current state} */
    public AvailabilityState state() {
        return state.get();
    }

    /** {@return whether neither this watch, nor its {@link Availability}, nor the service has been closed} */
    public boolean isOpen() {
        return !closed;
    }

    /**
     * Ends this watch. No further call of the listener begins, but one may be running. The last watch of a visitor and request
     * ends their poll. Closing twice has no effect.
     */
    @Override
    public void close() {
        closed = true;
        onClose.accept(this);
    }

    WatchOptions options() {
        return options;
    }

    void markClosed() {
        closed = true;
    }

    /** Notifies the listener on the executor, unless a running notification is going to read the state anyway. */
    void stateChanged() {
        if (closed || pendingNotifications.getAndIncrement() > 0) {
            return;
        }
        try {
            executor.execute(this::notifyListener);
        } catch (RejectedExecutionException shutDown) {
            close();
        }
    }

    /** Reads the state of the poll itself, so that notifications cannot arrive out of order. */
    private void notifyListener() {
        int handled;
        do {
            handled = pendingNotifications.get();
            AvailabilityState current = state.get();
            if (!closed && isRelevant(current)) {
                lastNotified = current;
                callListener(current);
            }
        } while (!pendingNotifications.compareAndSet(handled, 0));
    }

    private boolean isRelevant(AvailabilityState current) {
        if (current == lastNotified || current instanceof AvailabilityState.Pending) {
            return false;
        }
        return options.everyResult() || OfferComparison.isChange(lastNotified, current);
    }

    private void callListener(AvailabilityState current) {
        try {
            listener.changed(current);
        } catch (RuntimeException | Error ignored) {
            // The listener is code of the application; its failure must not end the watch.
        }
    }
}
