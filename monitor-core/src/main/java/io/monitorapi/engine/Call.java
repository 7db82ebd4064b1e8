package io.monitorapi.engine;

import io.monitorapi.error.MonitorException;
import io.monitorapi.error.RetryRules;
import io.monitorapi.internal.Futures;
import io.monitorapi.port.Deadline;
import io.monitorapi.port.Operation;
import io.monitorapi.session.SessionRecord;
import io.monitorapi.session.SessionRecord.Paired;
import io.monitorapi.session.Visitor;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** One call of the application: whom it is for, how long it may take, its events and its completion. */
abstract class Call<T> {

    private final Operation operation;
    private final Visitor visitor;
    private final Deadline deadline;
    private final CallEventPublisher events;
    private final long epoch;
    private final long number;
    private final long startedAt;
    private final AttemptHistory history = new AttemptHistory();
    private final CallCompletion<T> completion;

    /** False after a refusal of a request that carried no ids: a new session would not change it. */
    private volatile boolean newSessionHelps = true;

    private volatile long attemptStartedAt;

    Call(Operation operation, CallContext context) {
        SessionSingleFlight singleFlight = context.singleFlight();
        this.operation = operation;
        this.visitor = context.visitor();
        this.deadline = context.deadline();
        this.events = context.events();
        this.epoch = context.epoch();
        this.number = events.nextCallNumber();
        this.startedAt = deadline.nanoTime();
        this.completion =
                new CallCompletion<>(deadline, history, () -> singleFlight.hasFollowers(visitor), this::publishEnd);
    }

    /** Makes the requests that the call needs. */
    abstract CompletableFuture<T> run();

    void start() {
        MonitorExceptions.guarded(this::run).whenComplete(completion::complete);
    }

    Visitor visitor() {
        return visitor;
    }

    Deadline deadline() {
        return deadline;
    }

    /** The number that all events of the call carry. */
    long number() {
        return number;
    }

    /** What was asked before its visitor was forgotten, in a later epoch, is not stored. */
    long epoch() {
        return epoch;
    }

    CallCompletion<T> completion() {
        return completion;
    }

    boolean isDone() {
        return completion.isDone();
    }

    int attempts() {
        return history.attempts();
    }

    /** Must run on the thread of the caller. */
    void publishStart() {
        events.callStarted(number, operation);
    }

    /** The attempt may still fail without a request. */
    void attemptBegins() {
        attemptStartedAt = deadline.nanoTime();
    }

    void attemptStarted() {
        history.attemptStarted();
        completion.requestSent();
    }

    void attemptSucceeded(Operation attempted, int status) {
        events.attemptSucceeded(number, attempted, attempts(), status, attemptStartedAt);
    }

    /** The call may go on with another attempt. */
    MonitorException attemptFailed(Operation attempted, MonitorException failure) {
        history.attemptFailed(failure);
        completion.requestFailed();
        events.attemptFailed(number, attempted, attempts(), failure, attemptStartedAt);
        return failure;
    }

    /** Remembers what the refused request carried. */
    void refused(MonitorException failure, @Nullable SessionRecord sent) {
        newSessionHelps =
                RetryRules.isRetryableInNewSession(failure, SessionRules.withIds(sent) != null, sent instanceof Paired);
    }

    boolean isRetryableInNewSession(Throwable thrown) {
        return newSessionHelps && RetryRules.isRetryableInNewSession(Futures.unwrap(thrown));
    }

    private void publishEnd(@Nullable MonitorException failure) {
        events.callEnded(number, operation, attempts(), startedAt, failure);
    }
}
