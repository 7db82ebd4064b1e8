package io.monitorapi.engine;

import io.monitorapi.error.MonitorException;
import io.monitorapi.error.Reason;
import io.monitorapi.error.Sent;
import io.monitorapi.port.Deadline;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Completes one call, once: with its response, at its deadline, when it is cancelled, or when the service is closed. */
final class CallCompletion<T> {

    private final Deadline deadline;
    private final AttemptHistory history;
    private final BooleanSupplier hasFollowers;
    private final Consumer<@Nullable MonitorException> onCompletion;
    private final CompletableFuture<T> result = new CompletableFuture<>();

    /** What the call waits for; cancelled when the call ends early. */
    private volatile @Nullable CompletableFuture<?> awaited;

    private volatile @Nullable CompletableFuture<?> retries;

    /** The deadline of a request that opens a session, which the visitor's next calls use, too: it may be after the call's. */
    private volatile @Nullable Deadline sessionDeadline;

    /** What the call fails with if the deadline passes now; TIMEOUT while a request is in flight. */
    private volatile Reason reasonAtDeadline = Reason.DEADLINE;

    private volatile Supplier<@Nullable T> partialResult = () -> null;
    private volatile Runnable afterCompletion = () -> {};

    /**
     * Prepares the completion of a call.
     *
     * @param deadline when the call fails
     * @param history the attempts of the call
     * @param hasFollowers whether other calls wait for the session that this call opens
     * @param onCompletion receives the failure of the call, or null when it succeeds
     */
    CallCompletion(
            Deadline deadline,
            AttemptHistory history,
            BooleanSupplier hasFollowers,
            Consumer<@Nullable MonitorException> onCompletion) {
        this.deadline = deadline;
        this.history = history;
        this.hasFollowers = hasFollowers;
        this.onCompletion = onCompletion;
    }

    CompletableFuture<T> result() {
        return result;
    }

    boolean isDone() {
        return result.isDone();
    }

    /** Runs after the call completes and listeners are notified; may run twice, so it must be idempotent. */
    void afterCompletion(Runnable work) {
        afterCompletion = work;
        if (isDone()) {
            work.run();
        }
    }

    /** From now on until the request has failed it is unknown whether the service processed it. */
    void requestSent() {
        reasonAtDeadline = Reason.TIMEOUT;
    }

    void requestFailed() {
        reasonAtDeadline = Reason.DEADLINE;
    }

    /** Cancels the future when the call ends early; the call fails with the reason if its deadline passes first. */
    void waitFor(CompletableFuture<?> future, Reason reason) {
        reasonAtDeadline = reason;
        awaited = future;
        if (isDone() && !hasFollowers.getAsBoolean()) {
            future.cancel(true);
        }
    }

    /** Like {@link #waitFor}, for a request that opens a session: the deadline of the call does not end it before its own. */
    void waitForSession(CompletableFuture<?> request, Deadline requestDeadline) {
        sessionDeadline = requestDeadline;
        waitFor(request, Reason.TIMEOUT);
        request.whenComplete((result, thrown) -> sessionDeadline = null);
    }

    /** Cancels the retries when the call ends between two attempts. */
    <R> CompletableFuture<R> waitForRetries(CompletableFuture<R> attempts) {
        retries = attempts;
        return attempts;
    }

    /** At its deadline the call succeeds with this result instead of failing, unless it is null. */
    void partialResult(Supplier<@Nullable T> supplier) {
        partialResult = supplier;
    }

    /** Blocks the calling thread until the call is complete, at most until the deadline. */
    T await() {
        try {
            return result.get(deadline.remainingNanos(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException tooLate) {
            expire();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            abort(Reason.INTERRUPTED);
        } catch (ExecutionException failed) {
            // thrown below
        }
        try {
            return result.join();
        } catch (CompletionException failed) {
            if (failed.getCause() instanceof LinkageError incomplete) {
                throw incomplete;
            }
            throw MonitorExceptions.withStackTraceOfCaller(
                    MonitorExceptions.asMonitorException(failed, history.attempts()));
        }
    }

    /** Ends the call as its deadline has passed. */
    void expire() {
        T partial = partialResult.get();
        if (partial != null) {
            complete(partial, null);
        }
        Deadline request = sessionDeadline;
        if (request == null || request.hasPassed()) {
            abort(reasonAtDeadline);
        } else {
            fail(reasonAtDeadline);
        }
    }

    /** Ends the call early: the caller is free at once, and what the call waits for is cancelled. */
    void abort(Reason reason) {
        boolean inFlight = fail(reason);
        if (!hasFollowers.getAsBoolean()) {
            cancel(awaited);
            // The end of a request in flight tells the followers more than a cancellation would.
            cancel(inFlight ? null : retries);
        }
    }

    /** {@return whether a request is in flight, and stays so; the call is complete, with a failure of this client} */
    boolean fail(Reason reason) {
        boolean inFlight = reasonAtDeadline == Reason.TIMEOUT;
        complete(null, failure(reason, history.lastFailure(), inFlight));
        return inFlight;
    }

    /** Cancels what the call waits for, whatever other calls wait for it. */
    void cancelRequests() {
        cancel(awaited);
        cancel(retries);
    }

    void complete(@Nullable T value, @Nullable Throwable thrown) {
        MonitorException failure = thrown == null ? null : history.withEarlierFailures(thrown);
        boolean first = failure == null
                ? result.complete(value)
                : result.completeExceptionally(MonitorExceptions.forCaller(failure));
        if (first) {
            onCompletion.accept(failure);
            afterCompletion.run();
        }
    }

    private static void cancel(@Nullable CompletableFuture<?> future) {
        if (future != null) {
            future.cancel(true);
        }
    }

    /** Between two attempts the last failure says more than the deadline, and it may have been processed. */
    private static MonitorException failure(Reason reason, @Nullable MonitorException last, boolean inFlight) {
        if (last != null && reason == Reason.DEADLINE) {
            return MonitorExceptions.copy(last, last.toBuilder().detail("the deadline passed before the next attempt"));
        }
        Sent sent = inFlight ? Sent.MAYBE : last == null ? Sent.NO : last.sent();
        return MonitorException.builder(reason)
                .sent(sent)
                .retryable(reason != Reason.CLOSED && sent == Sent.NO)
                .build();
    }
}
