package io.monitorapi.availability;

import io.monitorapi.availability.AvailabilityState.Current;
import io.monitorapi.availability.AvailabilityState.Pending;
import io.monitorapi.availability.AvailabilityState.Stale;
import io.monitorapi.engagement.EngagementRequest;
import io.monitorapi.engagement.EngagementResult;
import io.monitorapi.error.MonitorException;
import io.monitorapi.error.Reason;
import io.monitorapi.error.Sent;
import io.monitorapi.internal.Futures;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Sends one request repeatedly for all watches of its key. No code of the application runs while its lock is held. */
final class PollLoop {

    private final PollKey key;
    private final PollContext context;
    private final List<Watch> watches = new ArrayList<>();
    private volatile AvailabilityState state = new Pending();
    private @Nullable Future<?> timer;
    private Duration interval = WatchOptions.defaults().interval();
    private long requestedAt;
    private long dueAt;
    private int failures;
    private boolean started;
    private boolean eventsSent;
    private boolean inFlight;
    private boolean ended;

    PollLoop(PollKey key, PollContext context) {
        this.key = key;
        this.context = context;
    }

    PollKey key() {
        return key;
    }

    AvailabilityState state() {
        return state;
    }

    synchronized void add(Watch watch) {
        watches.add(watch);
        interval = shortestInterval();
        if (!started) {
            started = true;
            long now = context.nanoTime().getAsLong();
            scheduleAt(now + context.firstRequests().reserve(now));
        } else if (state instanceof Current && dueAt - (requestedAt + interval.toNanos()) > 0) {
            scheduleAt(requestedAt + interval.toNanos());
        }
    }

    /** Removes a watch, and returns whether it was the last one, so that this poll has ended. */
    synchronized boolean remove(Watch watch) {
        watches.remove(watch);
        if (!watches.isEmpty()) {
            interval = shortestInterval();
            return false;
        }
        end();
        return true;
    }

    /** A request in flight is not cancelled, because it may be opening a session, which must not be lost. */
    synchronized void end() {
        ended = true;
        watches.forEach(Watch::markClosed);
        if (timer != null) {
            timer.cancel(false);
        }
    }

    private Duration shortestInterval() {
        return watches.stream()
                .map(watch -> watch.options().interval())
                .min(Duration::compareTo)
                .orElse(interval);
    }

    private void scheduleAt(long time) {
        if (inFlight || ended) {
            return;
        }
        if (timer != null) {
            timer.cancel(false);
        }
        dueAt = time;
        try {
            long delay = Math.max(0, time - context.nanoTime().getAsLong());
            timer = context.scheduler().schedule(this::send, delay, TimeUnit.NANOSECONDS);
        } catch (RejectedExecutionException shutDown) {
            end();
        }
    }

    private void send() {
        synchronized (this) {
            if (ended || inFlight) {
                return;
            }
            inFlight = true;
            requestedAt = context.nanoTime().getAsLong();
        }
        sendRequest().whenComplete(this::completed);
    }

    private CompletableFuture<EngagementResult> sendRequest() {
        try {
            return context.service().getEngagementAsync(key.visitor(), nextRequest());
        } catch (RuntimeException thrown) {
            return CompletableFuture.failedFuture(thrown);
        }
    }

    /** Events are sent once; they are repeated only if they cannot have reached the service. */
    private synchronized EngagementRequest nextRequest() {
        return eventsSent ? key.request().withoutEvents() : key.request();
    }

    private void completed(EngagementResult result, @Nullable Throwable thrown) {
        MonitorException failure = thrown == null ? null : toMonitorException(Futures.unwrap(thrown));
        if (failure != null && failure.reason() == Reason.CLOSED) {
            context.onServiceClosed().run();
            return;
        }
        List<Watch> notified;
        synchronized (this) {
            inFlight = false;
            eventsSent |= failure == null || failure.sent() != Sent.NO;
            if (failure == null) {
                succeeded(result);
            } else {
                failed(failure);
            }
            notified = List.copyOf(watches);
        }
        notified.forEach(Watch::stateChanged);
    }

    private void succeeded(EngagementResult result) {
        boolean first = state instanceof Pending;
        failures = 0;
        state = new Current(result, context.clock().instant());
        Duration period = context.backoff().period(interval, result);
        long now = context.nanoTime().getAsLong();
        long next = requestedAt + (first ? context.backoff().randomPart(period) : period).toNanos();
        // If the response took longer than that, one request is skipped.
        scheduleAt(next - now > 0 ? next : now + period.toNanos());
    }

    private void failed(MonitorException failure) {
        failures++;
        state = state instanceof Stale stale
                ? new Stale(stale.result(), stale.since(), failure)
                : new Stale(state.lastResult().orElse(null), context.clock().instant(), failure);
        scheduleAt(context.nanoTime().getAsLong()
                + context.backoff()
                        .delayAfterFailure(interval, failures, failure)
                        .toNanos());
    }

    private static MonitorException toMonitorException(Throwable failure) {
        return failure instanceof MonitorException exception
                ? exception
                : MonitorException.builder(Reason.ADAPTER).cause(failure).build();
    }
}
