package io.monitorapi.port;

import io.monitorapi.error.MonitorException;
import io.monitorapi.error.Reason;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Is told what the client does, for logs and metrics; nothing in an event leads to a person.
 *
 * <p>Methods are called on the client's executor or on the calling thread, never on a transport's own; they should return
 * soon. What they throw is dropped. Implementations are safe for use by any thread.
 *
 * <p>The events of a call carry its number, which is another one for each call in this JVM and means nothing else. The thread
 * does not tell which call it is, as a call goes on on any of them. An attempt may end after its call, whose caller may have
 * been free before.
 */
public interface MonitorListener {

    /**
     * A call begins; told on the caller's thread, before anything else of the call, so that what belongs to that thread can
     * be kept under the call's number until the call has ended.
     *
     * @param event which call it is
     */
    default void callStarted(CallStarted event) {}

    /**
     * A call has ended, which is told once for each call that has begun.
     *
     * @param event how it ended
     */
    default void callEnded(CallEnded event) {}

    /**
     * An attempt has succeeded; told before its call ends.
     *
     * @param event which attempt it was
     */
    default void attemptSucceeded(AttemptSucceeded event) {}

    /**
     * An attempt has failed; the call may go on with another one.
     *
     * @param event how it failed
     */
    default void attemptFailed(AttemptFailed event) {}

    /**
     * A failed attempt will be repeated.
     *
     * @param event when and why
     */
    default void retryScheduled(RetryScheduled event) {}

    /**
     * The service opened a session.
     *
     * @param event whether the visitor had one before
     */
    default void sessionCreated(SessionCreated event) {}

    /** The service opened a session that nobody uses, as another call had opened one in the meantime. */
    default void sessionOrphaned() {}

    /**
     * The session store is out of reach.
     *
     * @param event what it failed to do
     */
    default void storeFailed(StoreFailed event) {}

    /**
     * The session store went out of reach, or is back; in between, this node's memory stands in for it.
     *
     * @param event which of the two
     */
    default void storeChanged(StoreChanged event) {}

    /**
     * The service answers a visitor's every call with a new session, so that its sessions are of no use; told at most once a
     * minute.
     */
    default void sessionsChurned() {}

    /**
     * The service was found to be in trouble and is asked by one probe at a time, or has recovered.
     *
     * @param event which of the two
     */
    default void circuitChanged(CircuitChanged event) {}

    /**
     * A call begins.
     *
     * @param call its number
     * @param operation what is asked of the service
     */
    record CallStarted(long call, Operation operation) {}

    /**
     * A call has ended.
     *
     * @param call its number
     * @param operation what was asked of the service
     * @param attempts how many requests were made
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
     * @param operation what was asked of the service, which may be the handshake that a report needs
     * @param attempt its number, from 1
     */
    record AttemptSucceeded(long call, Operation operation, int attempt) {}

    /**
     * An attempt has failed.
     *
     * @param call the number of its call
     * @param operation what was asked of the service
     * @param attempt its number, from 1
     * @param failure why it failed
     */
    record AttemptFailed(long call, Operation operation, int attempt, MonitorException failure) {}

    /**
     * A failed attempt will be repeated.
     *
     * @param call the number of its call
     * @param operation what was asked of the service
     * @param attempt the number of the attempt that failed, from 1
     * @param pause how long until the next one
     * @param reason why it failed
     */
    record RetryScheduled(long call, Operation operation, int attempt, Duration pause, Reason reason) {}

    /**
     * The service opened a session.
     *
     * @param renewed whether the visitor's earlier session was lost by it
     */
    record SessionCreated(boolean renewed) {}

    /**
     * The session store is out of reach.
     *
     * @param action what it failed to do, such as {@code find}
     * @param cause what it threw
     */
    record StoreFailed(String action, RuntimeException cause) {}

    /**
     * The session store went out of reach, or is back.
     *
     * @param reachable whether it is back
     */
    record StoreChanged(boolean reachable) {}

    /**
     * The gate of an account was shut, or opened again.
     *
     * @param open whether requests pass freely
     * @param reason what the service was found to be in trouble by, or null when the gate is open
     */
    record CircuitChanged(boolean open, @Nullable Reason reason) {}
}
