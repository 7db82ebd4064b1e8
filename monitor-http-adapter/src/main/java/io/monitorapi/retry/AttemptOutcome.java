package io.monitorapi.retry;

import io.monitorapi.error.ErrorCategory;
import io.monitorapi.error.MonitorException;
import io.monitorapi.error.Reason;
import io.monitorapi.error.RetryRules;
import io.monitorapi.error.Sent;
import io.monitorapi.port.Deadline;
import org.jspecify.annotations.Nullable;

/** What the end of an attempt says about the service, or about the way to it. */
enum AttemptOutcome {
    /** The service responded, if only with a refusal of this request. */
    HEALTHY,

    /** The service says that it cannot serve any request at the moment. */
    UNAVAILABLE,

    /** The request failed. One failure may concern this request alone; several in a row do not. */
    FAILED,

    /** The request failed in a way that says little about other requests. */
    INCONCLUSIVE,

    /** The request was not sent, or the caller left before it ended. */
    UNKNOWN;

    static AttemptOutcome of(@Nullable Throwable thrown, Deadline deadline) {
        if (thrown == null) {
            return HEALTHY;
        }
        return thrown instanceof MonitorException failure ? of(failure, deadline) : UNKNOWN;
    }

    /** {@return whether the service, or a proxy in front of it, asks for fewer requests} */
    static boolean isThrottled(MonitorException failure) {
        return failure.reason() == Reason.THROTTLED || failure.reason() == Reason.PROXY_THROTTLED;
    }

    private static AttemptOutcome of(MonitorException failure, Deadline deadline) {
        if (RetryRules.isLocal(failure.reason()) || failure.category() != ErrorCategory.REQUEST) {
            return failure.sent() == Sent.YES ? HEALTHY : UNKNOWN;
        }
        return switch (failure.reason()) {
            case ACCOUNT_LOADING, UNAVAILABLE, THROTTLED, PROXY_UNAVAILABLE, PROXY_THROTTLED -> UNAVAILABLE;
            case SERVER_ERROR, PROXY_ERROR, CONNECT, DNS -> FAILED;
            // A caller with a short deadline does not prove that the service is slow.
            case TIMEOUT -> deadline.hasPassed() ? UNKNOWN : FAILED;
            // Idle connections are closed in groups although the service is well.
            default -> INCONCLUSIVE;
        };
    }
}
