package io.monitorapi.port;

import io.monitorapi.error.MonitorException;
import io.monitorapi.error.Reason;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Receives the events of a client, for logs and metrics; no event contains personal data.
 *
 * <p>Methods are called on the client's executor or on the calling thread, never on a thread of the transport; they should
 * return soon. Exceptions that they throw are dropped. Implementations are safe for use by any thread.
 *
 * <p>The events of a call carry its number, which is unique in this JVM and has no other meaning. Do not correlate events by
 * thread: a call may continue on any thread. An attempt may end after its call, as a call ends at its deadline whatever its
 * attempt does.
 */
public interface MonitorListener {

    /**
     * A call starts. This method is called on the caller's thread, before any other event of the call, so that the context of
     * that thread can be stored under the call's number until the call has ended.
     *
     * @param event the call
     */
    default void callStarted(CallStarted event) {}

    /**
     * A call has ended. This method is called once for each call that has started.
     *
     * @param event the call and its outcome
     */
    default void callEnded(CallEnded event) {}

    /**
     * An attempt has succeeded. This method is called before the call ends.
     *
     * @param event the attempt
     */
    default void attemptSucceeded(AttemptSucceeded event) {}

    /**
     * An attempt has failed; the call may go on with another one.
     *
     * @param event the attempt and its failure
     */
    default void attemptFailed(AttemptFailed event) {}

    /**
     * A failed attempt will be retried.
     *
     * @param event the pause and the reason
     */
    default void retryScheduled(RetryScheduled event) {}

    /**
     * The service opened a session.
     *
     * @param event whether the visitor had one before
     */
    default void sessionCreated(SessionCreated event) {}

    /** The service opened a session that is not used, as another call has opened one in the meantime. */
    default void sessionOrphaned() {}

    /**
     * An operation of the session store failed.
     *
     * @param event the operation and its exception
     */
    default void storeFailed(StoreFailed event) {}

    /**
     * The session store became unreachable or reachable again; in between, this node's memory stands in for it.
     *
     * @param event whether it is reachable
     */
    default void storeChanged(StoreChanged event) {}

    /**
     * The clock of this node differs from that of the session store by more than a minute. Sessions are kept all the same, as the
     * store converts their times. This method is called at most once a minute.
     *
     * @param event the difference
     */
    default void clockSkewed(ClockSkewed event) {}

    /**
     * The service opens a new session on every call for the same visitor: sessions are not being kept. This method is called at
     * most once a minute.
     */
    default void sessionsChurned() {}

    /**
     * The circuit breaker opened, as the service is failing, or closed, as the service has recovered.
     *
     * @param event the state of the circuit breaker
     */
    default void circuitChanged(CircuitChanged event) {}

    /**
     * A call starts.
     *
     * @param call its number
     * @param operation the operation
     */
    record CallStarted(long call, Operation operation) {}

    /**
     * A call has ended.
     *
     * @param call its number
     * @param operation the operation
     * @param attempts the number of requests that were made
     * @param elapsed how long the call took
     * @param failure why it failed, or null when it succeeded
     */
    record CallEnded(
            long call,
            Operation operation,
            int attempts,
            Duration elapsed,
            @Nullable MonitorException failure) {}

    /**
     * An attempt has succeeded.
     *
     * @param call the number of its call
     * @param operation the operation, which may be the handshake that a report needs
     * @param attempt its number, from 1
     * @param status the HTTP status: 201 if the service opened a session, otherwise 200
     * @param elapsed the time from sending the request to its response
     */
    record AttemptSucceeded(long call, Operation operation, int attempt, int status, Duration elapsed) {}

    /**
     * An attempt has failed.
     *
     * @param call the number of its call
     * @param operation the operation
     * @param attempt its number, from 1
     * @param failure why it failed
     * @param elapsed the time from sending the request to its failure
     */
    record AttemptFailed(long call, Operation operation, int attempt, MonitorException failure, Duration elapsed) {}

    /**
     * A failed attempt will be retried.
     *
     * @param call the number of its call
     * @param operation the operation
     * @param attempt the number of the attempt that failed, from 1
     * @param pause how long until the next one
     * @param reason why it failed
     */
    record RetryScheduled(long call, Operation operation, int attempt, Duration pause, Reason reason) {}

    /**
     * The service opened a session.
     *
     * @param renewed whether it replaces an earlier session of the visitor
     */
    record SessionCreated(boolean renewed) {}

    /**
     * An operation of the session store failed.
     *
     * @param action the operation, such as {@code find}
     * @param cause the exception that the store threw
     */
    record StoreFailed(String action, RuntimeException cause) {}

    /**
     * The session store became unreachable or reachable again.
     *
     * @param reachable whether it is reachable now
     */
    record StoreChanged(boolean reachable) {}

    /**
     * The clock of this node differs from that of the session store.
     *
     * @param skew by how much the store's clock is ahead of this node's; negative if it is behind
     */
    record ClockSkewed(Duration skew) {}

    /**
     * The circuit breaker of an account opened or closed.
     *
     * @param closed whether the circuit breaker is closed, so that requests pass; false if it is open and holds them back
     * @param reason the failure that opened the circuit breaker, or null if requests pass
     */
    record CircuitChanged(boolean closed, @Nullable Reason reason) {}
}
