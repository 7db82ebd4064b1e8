package io.monitorapi;

import io.monitorapi.error.MonitorException;
import io.monitorapi.error.Reason;
import io.monitorapi.error.Sent;
import io.monitorapi.port.Deadline;
import io.monitorapi.port.MonitorListener.AttemptFailed;
import io.monitorapi.port.MonitorListener.CallEnded;
import io.monitorapi.port.Operation;
import io.monitorapi.session.Visitor;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The end of one call, which comes once: by its answer, its deadline, its caller, or the closing of the service. */
final class Ending<T> {

    private final Machinery machinery;
    private final Operation operation;
    private final Visitor visitor;
    private final Deadline deadline;
    private final long begun;
    private final CompletableFuture<T> result = new CompletableFuture<>();
    private final AtomicInteger attempts = new AtomicInteger();
    private volatile @Nullable MonitorException lastFailure;

    /** What the call waits for, to be ended with it; and what it means when the deadline passes meanwhile. */
    private volatile @Nullable CompletableFuture<?> awaited;

    private volatile Reason atDeadline = Reason.DEADLINE;
    private volatile @Nullable CompletableFuture<?> repeating;
    private volatile Supplier<@Nullable T> partial = () -> null;

    Ending(Machinery machinery, Operation operation, Visitor visitor, Deadline deadline) {
        this.machinery = machinery;
        this.operation = operation;
        this.visitor = visitor;
        this.deadline = deadline;
        this.begun = machinery.nanoTime().getAsLong();
    }

    CompletableFuture<T> result() {
        return result;
    }

    boolean hasCome() {
        return result.isDone();
    }

    long remainingNanos() {
        return deadline.remainingNanos();
    }

    int attempts() {
        return attempts.get();
    }

    /** A request goes out: from here until it has failed, nobody knows whether it was processed. */
    void attemptBegins() {
        attempts.incrementAndGet();
        atDeadline = Reason.TIMEOUT;
    }

    /** A request has failed; the call may go on with another one. */
    MonitorException attemptFailed(Operation attempted, MonitorException failure) {
        MonitorException earlier = lastFailure;
        if (earlier != null) {
            failure.addSuppressed(earlier);
        }
        lastFailure = failure;
        atDeadline = Reason.DEADLINE;
        machinery.listener().attemptFailed(new AttemptFailed(attempted, attempts.get(), failure));
        return failure;
    }

    void waitFor(CompletableFuture<?> future, Reason meaning) {
        atDeadline = meaning;
        awaited = future;
        if (hasCome() && !machinery.handshakes().isAwaited(visitor)) {
            future.cancel(true);
        }
    }

    /** What makes the attempts; between two of them it waits for its time, and is ended with the call. */
    <R> CompletableFuture<R> repeating(CompletableFuture<R> attempts) {
        repeating = attempts;
        return attempts;
    }

    /** Waits for the end, at most until the deadline. */
    T await() {
        try {
            return result.get(deadline.remainingNanos(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException tooLate) {
            giveUpAtDeadline();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            giveUp(Reason.INTERRUPTED);
        } catch (ExecutionException failed) {
            // thrown below
        }
        try {
            return result.join();
        } catch (CompletionException failed) {
            throw Failures.here(Failures.known(failed, attempts.get()));
        }
    }

    /** What the call ends with when its deadline passes, unless that is null: something was done already. */
    void settlesFor(Supplier<@Nullable T> soFar) {
        partial = soFar;
    }

    void giveUpAtDeadline() {
        T done = partial.get();
        if (done != null) {
            come(done, null);
        }
        giveUp(atDeadline);
    }

    /** Ends the call from outside: the caller is free at once, and what the call waited for is ended too. */
    void giveUp(Reason reason) {
        boolean underway = atDeadline == Reason.TIMEOUT;
        come(null, givenUp(reason, lastFailure, underway));
        if (reason == Reason.CLOSED || !machinery.handshakes().isAwaited(visitor)) {
            cancel(awaited);
            // With a request under way, its own end says more to those who wait than a cancelling would.
            cancel(underway ? null : repeating);
        }
    }

    private static void cancel(@Nullable CompletableFuture<?> future) {
        if (future != null) {
            future.cancel(true);
        }
    }

    void come(@Nullable T answer, @Nullable Throwable thrown) {
        MonitorException failure = thrown == null ? null : Failures.known(thrown, attempts.get());
        boolean first = failure == null ? result.complete(answer) : result.completeExceptionally(failure);
        if (first && machinery.hops()) {
            Duration elapsed = Duration.ofNanos(machinery.nanoTime().getAsLong() - begun);
            machinery.listener().callEnded(new CallEnded(operation, attempts.get(), elapsed, failure));
        }
    }

    /** Between two attempts the last failure says more than that time is up; and what it may have done stays true. */
    private MonitorException givenUp(Reason reason, @Nullable MonitorException last, boolean underway) {
        if (last != null && reason == Reason.DEADLINE) {
            return last.toBuilder()
                    .detail("the deadline passed before it was repeated")
                    .build();
        }
        Sent sent = underway ? Sent.MAYBE : last == null ? Sent.NO : last.sent();
        return MonitorException.builder(reason)
                .sent(sent)
                .attempts(attempts.get())
                .retryable(reason != Reason.CLOSED && sent == Sent.NO)
                .build();
    }
}
