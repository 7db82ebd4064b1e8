package io.monitorapi.engine;

import io.monitorapi.error.MonitorException;
import io.monitorapi.error.Reason;
import io.monitorapi.session.SessionRecord;
import io.monitorapi.session.SessionRecord.Paired;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Makes the attempts at a request, in the visitor's session; without a session, one call opens it and the others wait. */
final class AttemptExecutor {

    private final SessionRegistry sessions;
    private final SessionSingleFlight singleFlight;
    private final AttemptRetrier retries;
    private final AttemptSender sender;
    private final ThreadingPolicy threading;

    AttemptExecutor(
            SessionRegistry sessions,
            SessionSingleFlight singleFlight,
            AttemptRetrier retries,
            AttemptSender sender,
            ThreadingPolicy threading) {
        this.sessions = sessions;
        this.singleFlight = singleFlight;
        this.retries = retries;
        this.sender = sender;
        this.threading = threading;
    }

    /** Makes the request in the visitor's session, opens a session with it, or waits for the call that opens one. */
    <T> CompletableFuture<T> execute(Call<?> call, GatewayRequest<T> request) {
        if (call.isDone() || sessions.isForgottenSince(call.epoch(), call.visitor())) {
            return cancelled(call);
        }
        SessionRecord record = sessions.read(call.visitor());
        return record instanceof Paired
                ? repeat(new Attempt<>(call, request, false), record)
                : singleFlight.join(
                        call.visitor(),
                        call.deadline(),
                        () -> repeat(new Attempt<>(call, request, true), record),
                        () -> execute(call, request));
    }

    /** Makes the request only if no other call opens the visitor's session. */
    <T> CompletableFuture<Void> openSession(Call<?> call, GatewayRequest<T> request) {
        if (call.isDone() || sessions.isForgottenSince(call.epoch(), call.visitor())) {
            return cancelled(call);
        }
        SessionRecord record = sessions.read(call.visitor());
        return record instanceof Paired
                ? CompletableFuture.completedFuture(null)
                : singleFlight.join(
                        call.visitor(),
                        call.deadline(),
                        () -> repeat(new Attempt<>(call, request, true), record).thenAccept(opened -> {}),
                        () -> openSession(call, request));
    }

    /** A call whose visitor was forgotten must not open a session for it. */
    private static <T> CompletableFuture<T> cancelled(Call<?> call) {
        String detail = call.isDone() ? null : "the visitor was forgotten";
        return CompletableFuture.failedFuture(
                MonitorException.builder(Reason.CANCELLED).detail(detail).build());
    }

    private <T> CompletableFuture<T> repeat(Attempt<T> attempt, @Nullable SessionRecord record) {
        RepeatedAttempt<T> repeated = new RepeatedAttempt<>(attempt, record);
        try {
            return attempt.call().completion().waitForRetries(retries.execute(attempt, repeated));
        } finally {
            repeated.callingThreadLeaves();
        }
    }

    /**
     * Makes the first attempt on the calling thread, with the record that was just read; later attempts, and a first one
     * that the retry policy delayed, read the record again on the executor, as a timer's thread must not block.
     */
    private final class RepeatedAttempt<T> implements Supplier<CompletableFuture<T>> {

        private final Attempt<T> attempt;
        private final @Nullable SessionRecord justRead;
        private volatile @Nullable Thread callingThread = Thread.currentThread();

        RepeatedAttempt(Attempt<T> attempt, @Nullable SessionRecord justRead) {
            this.attempt = attempt;
            this.justRead = justRead;
        }

        void callingThreadLeaves() {
            callingThread = null;
        }

        @Override
        public CompletableFuture<T> get() {
            if (attempt.call().attempts() > 0 || Thread.currentThread() != callingThread) {
                return sendOnExecutor();
            }
            // Another call may have stored a record that the request can be sent with.
            boolean sendable = attempt.request().refusalReason(justRead) == null;
            return sender.send(attempt, sendable ? justRead : read());
        }

        private CompletableFuture<T> sendOnExecutor() {
            try {
                return CompletableFuture.supplyAsync(this::sendAgain, threading.executor())
                        .thenCompose(Function.identity());
            } catch (RejectedExecutionException refused) {
                return MonitorExceptions.failed(Reason.SATURATED);
            }
        }

        private CompletableFuture<T> sendAgain() {
            Call<?> call = attempt.call();
            return sessions.isForgottenSince(call.epoch(), call.visitor())
                    ? cancelled(call)
                    : sender.send(attempt, read());
        }

        private @Nullable SessionRecord read() {
            return sessions.read(attempt.call().visitor());
        }
    }
}
