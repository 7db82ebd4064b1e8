package io.monitorapi.spring.outbox;

import io.monitorapi.error.ErrorCategory;
import io.monitorapi.error.MonitorException;
import io.monitorapi.error.Reason;
import io.monitorapi.error.RetryRules;
import io.monitorapi.error.Sent;
import org.jspecify.annotations.Nullable;

/** Decides what follows a failed delivery. Pure functions. */
final class DeliveryRules {

    private DeliveryRules() {}

    /**
     * Decides how a report ends whose delivery failed.
     *
     * @param failure the failure
     * @param idempotent whether processing the report twice does no harm
     * @return the outcome, or null if the report is tried again
     */
    static @Nullable ReportOutcome outcome(MonitorException failure, boolean idempotent) {
        if (failure.category() == ErrorCategory.APPLICATION || failure.reason() == Reason.VISITOR_UNIDENTIFIED) {
            return ReportOutcome.REFUSED;
        }
        return failure.category() == ErrorCategory.REQUEST && isAmbiguous(failure) && !idempotent
                ? ReportOutcome.UNCERTAIN
                : null;
    }

    /** A service that asks for a retry has not processed the request; a local refusal may follow a request in flight. */
    private static boolean isAmbiguous(MonitorException failure) {
        boolean serviceAsks = failure.isRetryable() && !RetryRules.isLocal(failure.reason());
        return failure.sent() != Sent.NO && !serviceAsks;
    }

    /** {@return whether the service fails for all reports, not only for this one} */
    static boolean isOutage(Reason reason) {
        return switch (reason) {
            case CIRCUIT_OPEN, UNAVAILABLE, THROTTLED, ACCOUNT_LOADING, PROXY_UNAVAILABLE, PROXY_THROTTLED -> true;
            default -> false;
        };
    }
}
