package io.monitorapi.engine;

import io.monitorapi.error.MonitorException;
import io.monitorapi.error.Reason;
import io.monitorapi.error.Sent;
import io.monitorapi.port.Deadline;
import io.monitorapi.port.Operation;
import io.monitorapi.session.Visitor;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The end of one call, which comes once: by its answer, its deadline, its caller, or the closing of the service. */
final class CallCompletion<T> {

    private final Machinery machinery;
    private final Operation operation;
    private final Visitor visitor;
    private final Deadline deadline;
    private final long number;
    private final long begun;
    private final CompletableFuture<T> result = new CompletableFuture<>();
    private final AttemptHistory history = new AttemptHistory();

    /** What the call waits for, to be ended with it; and what it means when the deadline passes meanwhile. */
    private volatile @Nullable CompletableFuture<?> awaited;

    private volatile Reason atDeadline = Reason.DEADLINE;
    private volatile @Nullable CompletableFuture<?> repeating;
    private volatile Supplier<@Nullable T> partial = () -> null;
    private volatile Runnable afterwards = () -> {};

    CallCompletion(Machinery machinery, Operation operation, Visitor visitor, Deadline deadline) {
        this.machinery = machinery;
        this.operation = operation;
        this.visitor = visitor;
        this.deadline = deadline;
        this.number = machinery.news().number();
        this.begun = machinery.nanoTime().getAsLong();
    }

    CompletableFuture<T> result() {
        return result;
    }

    Visitor visitor() {
        return visitor;
    }

    Deadline deadline() {
        return deadline;
    }

    /** What is told of the call is told under this number. */
    long number() {
        return number;
    }

    /** The call begins, on the thread of its caller. */
    void callStarts() {
        machinery.news().started(number, operation);
    }

    /** What is done when the end has come and has been told; it may be done twice. */
    void afterwards(Runnable work) {
        afterwards = work;
        if (hasCome()) {
            work.run();
        }
    }

    boolean hasCome() {
        return result.isDone();
    }

    long remainingNanos() {
        return deadline.remainingNanos();
    }

    int attempts() {
        return history.attempts();
    }

    /** A request goes out: from here until it has failed, nobody knows whether it was processed. */
    void attemptBegins() {
        history.attemptBegins();
        atDeadline = Reason.TIMEOUT;
    }

    void attemptSucceeded(Operation attempted) {
        machinery.news().attemptSucceeded(number, attempted, attempts());
    }

    /** A request has failed; the call may go on with another one. */
    MonitorException attemptFailed(Operation attempted, MonitorException failure) {
        history.attemptFailed(failure);
        atDeadline = Reason.DEADLINE;
        machinery.news().attemptFailed(number, attempted, attempts(), failure);
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
            throw MonitorExceptions.here(MonitorExceptions.known(failed, attempts()));
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
        come(null, givenUp(reason, history.lastFailure(), underway));
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
        MonitorException failure = thrown == null ? null : history.whole(thrown);
        boolean first = failure == null ? result.complete(answer) : result.completeExceptionally(failure);
        if (first) {
            machinery.news().ended(number, operation, attempts(), begun, failure);
            afterwards.run();
        }
    }

    /** Between two attempts the last failure says more than that time is up; and what it may have done stays true. */
    private MonitorException givenUp(Reason reason, @Nullable MonitorException last, boolean underway) {
        if (last != null && reason == Reason.DEADLINE) {
            return MonitorExceptions.again(last, last.toBuilder().detail("the deadline passed before it was repeated"));
        }
        Sent sent = underway ? Sent.MAYBE : last == null ? Sent.NO : last.sent();
        return MonitorException.builder(reason)
                .sent(sent)
                .retryable(reason != Reason.CLOSED && sent == Sent.NO)
                .build();
    }
}
