package io.monitorapi.port;

import io.monitorapi.error.MonitorException;
import io.monitorapi.error.RetryRules;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ScheduledExecutorService;
import java.util.function.Supplier;

/**
 * Decides how often and when a failed attempt is made again.
 *
 * <p>Implementations are safe for use by any thread, park no thread while a retry waits, and pass
 * {@code RetryPolicyContract} of the test kit.
 */
public interface RetryPolicy {

    /**
     * Makes attempts until one succeeds or repeating is over.
     *
     * <p>An attempt fails with a {@link MonitorException} and may be repeated if {@link #repeats} says so. A pause is at
     * least as long as {@link MonitorException#retryAfter()}; one that would pass the deadline is not begun: the last
     * failure is returned at once. The future fails with what the last attempt failed with. The first attempt is made on
     * the calling thread, later ones on the scheduler's. Cancelling the future ends the repeating.
     *
     * <p>A policy may keep the first attempt back while the service is known to be failing, at most until the deadline; a
     * call that it turns away fails with {@link io.monitorapi.error.Reason#CIRCUIT_OPEN}.
     *
     * @param attempt makes one attempt
     * @param scope the call that the attempts belong to
     * @param <T> what an attempt answers
     * @return the answer of the attempt that succeeded, later
     */
    <T> CompletableFuture<T> execute(Supplier<CompletableFuture<T>> attempt, Scope scope);

    /**
     * Tells whether an attempt may still be sent that this policy has let begin and that had to wait in line since.
     *
     * <p>One that may not is handed back: it fails with {@link io.monitorapi.error.Reason#CIRCUIT_OPEN} before anything was
     * sent, and the policy keeps it back like one that has not begun. A policy that keeps nothing back always says yes.
     *
     * @param scope the scope that the attempt was begun with, the same object
     * @return whether it may; true unless overridden
     */
    default boolean mayStillSend(Scope scope) {
        return true;
    }

    /**
     * Tells whether a failure may be repeated inside the same call at all.
     *
     * @param failure what an attempt failed with
     * @return whether it is a {@link MonitorException} that is retryable and was not refused by this client
     */
    static boolean repeats(Throwable failure) {
        return RetryRules.isRetryableInCall(failure);
    }

    /** {@return a policy that makes one attempt} */
    static RetryPolicy none() {
        return new RetryPolicy() {
            @Override
            public <T> CompletableFuture<T> execute(Supplier<CompletableFuture<T>> attempt, Scope scope) {
                try {
                    return attempt.get();
                } catch (RuntimeException thrown) {
                    return CompletableFuture.failedFuture(thrown);
                }
            }
        };
    }

    /**
     * The call that attempts belong to.
     *
     * @param call its number, for what is told of it
     * @param operation what is asked of the service
     * @param deadline when the answer is no longer wanted
     * @param scheduler what waits for the pauses
     * @param listener who is told about retries
     */
    record Scope(
            long call,
            Operation operation,
            Deadline deadline,
            ScheduledExecutorService scheduler,
            MonitorListener listener) {}
}
