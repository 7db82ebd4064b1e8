package io.monitorapi.engine;

import io.monitorapi.error.MonitorException;
import io.monitorapi.error.Sent;
import org.jspecify.annotations.Nullable;

/** The attempts of one call over all its requests: how many there were, and how they failed. */
final class AttemptHistory {

    /** Written by one attempt after another, never by two at a time. */
    private volatile int attempts;

    private volatile @Nullable MonitorException lastFailure;

    int attempts() {
        return attempts;
    }

    @Nullable
    MonitorException lastFailure() {
        return lastFailure;
    }

    void attemptStarted() {
        int before = attempts;
        attempts = before + 1;
    }

    /** Adds the earlier failures to this one, as suppressed exceptions. */
    void attemptFailed(MonitorException failure) {
        MonitorException earlier = lastFailure;
        if (earlier != null) {
            failure.addSuppressed(earlier);
        }
        lastFailure = failure;
    }

    /** {@return the failure of the call: with the number of all its attempts and with their failures} */
    MonitorException withEarlierFailures(Throwable thrown) {
        int made = attempts;
        MonitorException failure = MonitorExceptions.asMonitorException(thrown, made);
        MonitorException last = lastFailure;
        if (made == 0 || isFailureOfAttempt(last, failure)) {
            return failure;
        }
        Sent sent = failure.sent() == Sent.NO && last != null ? last.sent() : failure.sent();
        MonitorException whole = MonitorExceptions.copy(
                failure, failure.toBuilder().attempts(made).sent(sent));
        if (last != null) {
            whole.addSuppressed(last);
        }
        return whole;
    }

    /** A retry policy may have added a detail to the failure of an attempt: then it is another object. */
    private static boolean isFailureOfAttempt(@Nullable MonitorException attempt, MonitorException failure) {
        return attempt != null && attempt.attempts() == failure.attempts() && attempt.reason() == failure.reason();
    }
}
