package io.monitorapi.port;

import io.monitorapi.error.MonitorException;
import io.monitorapi.error.RetryRules;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ScheduledExecutorService;
import java.util.function.Supplier;

/**
 * Decides how often and when a failed attempt is made again.
 *
 * <p>Implementations are thread-safe, block no thread while a retry waits, and pass {@code RetryPolicyContract} of the test
 * kit.
 */
public interface RetryPolicy {

    /**
     * Makes attempts until one succeeds or no retry is left.
     *
     * <p>An attempt fails with a {@link MonitorException} and may be retried if {@link #repeats} is true for it. A delay is
     * at least as long as {@link MonitorException#retryAfter()}; if it would pass the deadline, it is not begun and the call
     * fails at once with the last failure. The returned future fails with the failure of the last attempt. The first
     * attempt is made on the calling thread, later ones on the scheduler's. When the returned future is completed by
     * the caller, for example cancelled, no attempt follows.
     *
     * <p>A policy may delay the first attempt while the service is known to be failing, until the deadline at most; it is
     * made on a thread of the scheduler then. A call that is rejected fails with
     * {@link io.monitorapi.error.Reason#CIRCUIT_OPEN}.
     *
     * @param attempt makes one attempt
     * @param scope the call that the attempts belong to
     * @param <T> the type of the result
     * @return the result of the attempt that succeeded, later
     */
    <T> CompletableFuture<T> execute(Supplier<CompletableFuture<T>> attempt, Scope scope);

    /**
     * Returns whether a failure may be retried inside the same call.
     *
     * @param failure the failure of an attempt
     * @return whether it is a retryable {@link MonitorException} that was not raised by this client itself
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
     * @param call the number of the call, for events
     * @param operation the operation of the Monitor API
     * @param deadline when the call ends at the latest
     * @param scheduler runs tasks after a delay; its threads must not be blocked
     * @param listener receives the events of retries and of the circuit breaker; does not throw
     */
    record Scope(
            long call,
            Operation operation,
            Deadline deadline,
            ScheduledExecutorService scheduler,
            MonitorListener listener) {}
}
