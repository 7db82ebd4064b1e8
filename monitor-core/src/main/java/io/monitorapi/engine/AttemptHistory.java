package io.monitorapi.engine;

import io.monitorapi.error.MonitorException;
import io.monitorapi.error.Sent;
import org.jspecify.annotations.Nullable;

/** The attempts of one call, over all the requests that it is made of: how many there were, and how they failed. */
final class AttemptHistory {

    /** Written by one attempt after the other. */
    private volatile int attempts;

    private volatile @Nullable MonitorException lastFailure;

    int attempts() {
        return attempts;
    }

    @Nullable
    MonitorException lastFailure() {
        return lastFailure;
    }

    void attemptBegins() {
        int before = attempts;
        attempts = before + 1;
    }

    /** The failures before are told with this one. */
    void attemptFailed(MonitorException failure) {
        MonitorException earlier = lastFailure;
        if (earlier != null) {
            failure.addSuppressed(earlier);
        }
        lastFailure = failure;
    }

    /** {@return what the call fails with: it counts all attempts, and tells of those that failed before} */
    MonitorException whole(Throwable thrown) {
        int made = attempts;
        MonitorException failure = MonitorExceptions.known(thrown, made);
        MonitorException last = lastFailure;
        if (made == 0 || isOfTheAttempt(last, failure)) {
            return failure;
        }
        Sent sent = failure.sent() == Sent.NO && last != null ? last.sent() : failure.sent();
        MonitorException whole = MonitorExceptions.again(
                failure, failure.toBuilder().attempts(made).sent(sent));
        if (last != null) {
            whole.addSuppressed(last);
        }
        return whole;
    }

    /** A policy may have said more about what an attempt failed with: then it is another object. */
    private static boolean isOfTheAttempt(@Nullable MonitorException attempt, MonitorException failure) {
        return attempt != null && attempt.attempts() == failure.attempts() && attempt.reason() == failure.reason();
    }
}
