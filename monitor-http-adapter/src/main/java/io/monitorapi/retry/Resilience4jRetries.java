package io.monitorapi.retry;

import io.github.resilience4j.retry.Retry;
import io.github.resilience4j.retry.RetryConfig;
import io.monitorapi.error.MonitorException;
import io.monitorapi.error.Sent;
import io.monitorapi.port.RetryPolicy;

/** Resilience4j's retries, which decide for one call whether another attempt follows and after which delay. */
record Resilience4jRetries(Retry scheduled, Retry quickFirst) {

    static Resilience4jRetries of(BackoffSchedule schedule, int attempts, boolean quickRetry) {
        Retry scheduled = retry("scheduled", schedule, attempts);
        return new Resilience4jRetries(
                scheduled, quickRetry ? retry("quick-first", schedule.startingQuickly(), attempts) : scheduled);
    }

    /** A request that was not sent did not reach the service, so the first delay of its call may be short. */
    <T> Retry.AsyncContext<T> contextAfter(Throwable firstFailure) {
        boolean quick = firstFailure instanceof MonitorException failure && failure.sent() == Sent.NO;
        return (quick ? quickFirst : scheduled).asyncContext();
    }

    private static Retry retry(String name, BackoffSchedule schedule, int attempts) {
        RetryConfig config = RetryConfig.custom()
                .maxAttempts(attempts)
                .retryOnException(RetryPolicy::repeats)
                .intervalBiFunction(
                        (failed, outcome) -> schedule.millisAfter(failed, (MonitorException) outcome.getLeft()))
                .build();
        return Retry.of(name, config);
    }
}
