package io.monitorapi.retry;

import io.monitorapi.error.ErrorCategory;
import io.monitorapi.error.MonitorException;
import io.monitorapi.error.RetryRules;
import io.monitorapi.error.Sent;
import io.monitorapi.port.Deadline;
import org.jspecify.annotations.Nullable;

/** What the end of an attempt says about the service. */
enum AttemptOutcome {
    /** It answers, be it with a refusal of this one request. */
    ALIVE,

    /** It says itself that it cannot answer anybody for the moment. */
    IN_TROUBLE,

    /** It failed, which may be this request's bad luck; several in a row are not. */
    FAILING,

    /** The request failed in a way that says little about other requests. */
    UNCLEAR,

    /** Nobody waited for the end, so that it is not known whether it was sent. */
    GIVEN_UP,

    /** It was not asked at all. */
    UNSENT;

    static AttemptOutcome of(@Nullable Throwable thrown, Deadline deadline) {
        if (thrown == null) {
            return ALIVE;
        }
        return thrown instanceof MonitorException failure ? of(failure, deadline) : GIVEN_UP;
    }

    private static AttemptOutcome of(MonitorException failure, Deadline deadline) {
        if (RetryRules.isLocal(failure.reason()) || failure.category() != ErrorCategory.REQUEST) {
            return failure.sent() == Sent.YES ? ALIVE : failure.sent() == Sent.NO ? UNSENT : GIVEN_UP;
        }
        return switch (failure.reason()) {
            case ACCOUNT_LOADING, UNAVAILABLE, THROTTLED -> IN_TROUBLE;
            case SERVER_ERROR, CONNECT, DNS -> FAILING;
            // A caller who has little time tells nothing about a service that needed more.
            case TIMEOUT -> deadline.hasPassed() ? GIVEN_UP : FAILING;
            // Connections that were idle for long break in rows although the service is well.
            default -> UNCLEAR;
        };
    }
}
