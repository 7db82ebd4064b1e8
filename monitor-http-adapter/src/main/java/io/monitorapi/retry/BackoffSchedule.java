package io.monitorapi.retry;

import io.monitorapi.error.MonitorException;
import java.time.Duration;
import java.util.List;
import java.util.function.DoubleSupplier;
import java.util.stream.Stream;

/** Computes the delay before the next attempt; the delays are in the order of the attempts, the last one is used again. */
record BackoffSchedule(List<Delay> delays, Duration longestRetryAfter, DoubleSupplier random) {

    private static final Delay QUICK = new Delay(50, 200);

    /** The rate limits of the service ask for at least one second after 429. */
    private static final long MIN_MILLIS_WHEN_THROTTLED = 1_000;

    static BackoffSchedule of(List<Duration> delays, double jitter, Duration longestRetryAfter, DoubleSupplier random) {
        List<Delay> jittered = delays.stream()
                .map(BackoffSchedule::millis)
                .map(minimum -> new Delay(minimum, minimum * jitter))
                .toList();
        return new BackoffSchedule(jittered, longestRetryAfter, random);
    }

    BackoffSchedule startingQuickly() {
        List<Delay> all = Stream.concat(Stream.of(QUICK), delays.stream()).toList();
        return new BackoffSchedule(all, longestRetryAfter, random);
    }

    /** {@return the same schedule with each delay limited, before jitter, to a maximum} */
    BackoffSchedule upTo(Duration maximum) {
        long most = millis(maximum);
        List<Delay> limited = delays.stream()
                .map(delay -> delay.minimum() > most ? new Delay(most, delay.spread() * most / delay.minimum()) : delay)
                .toList();
        return new BackoffSchedule(limited, longestRetryAfter, random);
    }

    /** {@return the delay after so many failed attempts, never shorter than the service asks for; never negative} */
    long millisAfter(int failedAttempts, MonitorException failure) {
        return Math.max(millisAfter(failedAttempts), minimumMillis(failure));
    }

    /** {@return the delay after so many failed attempts; at least 1} */
    long millisAfter(int failedAttempts) {
        return delays.get(Math.min(failedAttempts, delays.size()) - 1).millis(random.getAsDouble());
    }

    /** {@return the delay that the service, or a proxy, asks for, up to the longest one that is accepted; 0 if it does not ask} */
    long minimumMillis(MonitorException failure) {
        long minimum = AttemptOutcome.isThrottled(failure) ? MIN_MILLIS_WHEN_THROTTLED : 0;
        long retryAfter = failure.retryAfter()
                .map(this::limited)
                .map(BackoffSchedule::millis)
                .orElse(0L);
        return Math.max(retryAfter, minimum);
    }

    private Duration limited(Duration retryAfter) {
        return retryAfter.compareTo(longestRetryAfter) > 0 ? longestRetryAfter : retryAfter;
    }

    /** Rounds up: a delay may be longer than requested but not shorter. */
    private static long millis(Duration delay) {
        return delay.isNegative() ? 0 : delay.plusNanos(999_999).toMillis();
    }

    /** A delay in milliseconds with a random part of up to {@code spread} more. */
    record Delay(long minimum, double spread) {

        long millis(double share) {
            return minimum + (long) (spread * share);
        }
    }
}
