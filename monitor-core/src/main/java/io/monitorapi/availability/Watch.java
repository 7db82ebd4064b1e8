package io.monitorapi.availability;

import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicInteger;

/** One listener's view of a visitor, until it is closed; safe for use by any thread. Made by {@link Availability}. */
public final class Watch implements AutoCloseable {

    private final Availability home;
    private final Poll poll;
    private final WatchOptions options;
    private final AvailabilityListener listener;
    private final Executor executor;
    private final AtomicInteger calls = new AtomicInteger();
    private volatile boolean closed;

    /** Touched only by who runs {@link #tell()}, of whom there is one at a time. */
    private AvailabilityState told = new AvailabilityState.Looking();

    Watch(Availability home, Poll poll, WatchOptions options, AvailabilityListener listener, Executor executor) {
        this.home = home;
        this.poll = poll;
        this.options = options;
        this.listener = listener;
        this.executor = executor;
    }

    /** {@return what is known of the visitor now} */
    public AvailabilityState state() {
        return poll.state();
    }

    /** {@return whether this watch goes on: neither it nor its {@link Availability} nor the service has been closed} */
    public boolean isOpen() {
        return !closed;
    }

    /**
     * Ends this watch: no call of the listener begins any more, although one may be running. The last watch of a visitor and
     * request ends the asking. Closing twice does nothing.
     */
    @Override
    public void close() {
        closed = true;
        home.leave(this);
    }

    Poll poll() {
        return poll;
    }

    WatchOptions options() {
        return options;
    }

    void end() {
        closed = true;
    }

    /** Has the listener told, unless somebody is about to tell it anyway. */
    void wake() {
        if (closed || calls.getAndIncrement() > 0) {
            return;
        }
        try {
            executor.execute(this::tell);
        } catch (RejectedExecutionException shutDown) {
            close();
        }
    }

    /** Looks at the state itself, so that no news can overtake another on its way here. */
    private void tell() {
        int answered;
        do {
            answered = calls.get();
            AvailabilityState now = poll.state();
            if (!closed && isToTell(now)) {
                told = now;
                call(now);
            }
        } while (!calls.compareAndSet(answered, 0));
    }

    private boolean isToTell(AvailabilityState now) {
        if (now == told || now instanceof AvailabilityState.Looking) {
            return false;
        }
        return options.everyAnswer() || OfferChange.isNews(told, now);
    }

    private void call(AvailabilityState now) {
        try {
            listener.changed(now);
        } catch (RuntimeException | Error dropped) {
            // A listener is somebody else's code: the watch goes on without it.
        }
    }
}
