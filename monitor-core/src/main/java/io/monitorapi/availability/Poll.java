package io.monitorapi.availability;

import io.monitorapi.availability.AvailabilityState.Known;
import io.monitorapi.availability.AvailabilityState.Looking;
import io.monitorapi.availability.AvailabilityState.Stale;
import io.monitorapi.engagement.EngagementResult;
import io.monitorapi.error.MonitorException;
import io.monitorapi.error.Reason;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Asks one question again and again, for all who watch it; nothing of theirs runs while its lock is held. */
final class Poll {

    private final PollKey question;
    private final PollContext asking;
    private final List<Watch> watches = new ArrayList<>();
    private volatile AvailabilityState state = new Looking();
    private @Nullable Future<?> timer;
    private Duration interval = WatchOptions.defaults().interval();
    private long asked;
    private long due;
    private int failures;
    private boolean begun;
    private boolean waiting;
    private boolean ended;

    Poll(PollKey question, PollContext asking) {
        this.question = question;
        this.asking = asking;
    }

    PollKey question() {
        return question;
    }

    AvailabilityState state() {
        return state;
    }

    synchronized void add(Watch watch) {
        watches.add(watch);
        interval = shortestInterval();
        if (!begun) {
            begun = true;
            long now = asking.nanoTime().getAsLong();
            askAt(now + asking.firstQuestions().book(now));
        } else if (state instanceof Known && due - (asked + interval.toNanos()) > 0) {
            askAt(asked + interval.toNanos());
        }
    }

    /** {@return whether nobody is left, so that this poll has ended} */
    synchronized boolean remove(Watch watch) {
        watches.remove(watch);
        if (!watches.isEmpty()) {
            interval = shortestInterval();
            return false;
        }
        end();
        return true;
    }

    /** A question that is out stays out: it may be opening a session, which must not be lost. */
    synchronized void end() {
        ended = true;
        watches.forEach(Watch::end);
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

    private void askAt(long time) {
        if (waiting || ended) {
            return;
        }
        if (timer != null) {
            timer.cancel(false);
        }
        due = time;
        try {
            long pause = Math.max(0, time - asking.nanoTime().getAsLong());
            timer = asking.scheduler().schedule(this::ask, pause, TimeUnit.NANOSECONDS);
        } catch (RejectedExecutionException shutDown) {
            end();
        }
    }

    private void ask() {
        synchronized (this) {
            if (ended || waiting) {
                return;
            }
            waiting = true;
            asked = asking.nanoTime().getAsLong();
        }
        answer().whenComplete(this::answered);
    }

    private CompletableFuture<EngagementResult> answer() {
        try {
            return asking.service().getEngagementAsync(question.visitor(), question.request());
        } catch (RuntimeException broken) {
            return CompletableFuture.failedFuture(broken);
        }
    }

    private void answered(EngagementResult answer, @Nullable Throwable thrown) {
        MonitorException failure = thrown == null ? null : known(thrown);
        if (failure != null && failure.reason() == Reason.CLOSED) {
            asking.serviceClosed().run();
            return;
        }
        List<Watch> told;
        synchronized (this) {
            waiting = false;
            if (failure == null) {
                accept(answer);
            } else {
                doubt(failure);
            }
            told = List.copyOf(watches);
        }
        told.forEach(Watch::wake);
    }

    private void accept(EngagementResult answer) {
        boolean first = state instanceof Looking;
        failures = 0;
        state = new Known(answer, asking.clock().instant());
        Duration period = asking.rhythm().period(interval, answer);
        long now = asking.nanoTime().getAsLong();
        long next = asked + (first ? asking.rhythm().anyPart(period) : period).toNanos();
        // An answer that took longer than that skips a question.
        askAt(next - now > 0 ? next : now + period.toNanos());
    }

    private void doubt(MonitorException failure) {
        failures++;
        state = state instanceof Stale stale
                ? new Stale(stale.answer(), stale.since(), failure)
                : new Stale(state.lastAnswer().orElse(null), asking.clock().instant(), failure);
        askAt(asking.nanoTime().getAsLong()
                + asking.rhythm().pause(interval, failures, failure).toNanos());
    }

    private static MonitorException known(Throwable thrown) {
        Throwable failure =
                thrown instanceof CompletionException && thrown.getCause() != null ? thrown.getCause() : thrown;
        return failure instanceof MonitorException known
                ? known
                : MonitorException.builder(Reason.ADAPTER).cause(failure).build();
    }
}
