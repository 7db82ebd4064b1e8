package io.monitorapi.retry;

import io.monitorapi.error.MonitorException;
import io.monitorapi.error.Reason;
import java.time.Duration;
import java.util.List;
import java.util.function.DoubleSupplier;
import java.util.stream.Stream;

/** Tells how long to wait before the next attempt; the pauses are in the order of the attempts. */
record BackoffSchedule(List<Pause> pauses, Duration longestRetryAfter, DoubleSupplier random) {

    private static final Pause QUICK = new Pause(50, 200);

    /** The service's rate limits ask for at least a second after 429. */
    private static final long SHORTEST_WHEN_THROTTLED = 1_000;

    static BackoffSchedule of(List<Duration> pauses, double jitter, Duration longestRetryAfter, DoubleSupplier random) {
        List<Pause> jittered = pauses.stream()
                .map(BackoffSchedule::millis)
                .map(shortest -> new Pause(shortest, shortest * jitter))
                .toList();
        return new BackoffSchedule(jittered, longestRetryAfter, random);
    }

    BackoffSchedule startingQuickly() {
        List<Pause> all = Stream.concat(Stream.of(QUICK), pauses.stream()).toList();
        return new BackoffSchedule(all, longestRetryAfter, random);
    }

    /** {@return the same with no pause longer than that, as long as the service does not ask for it} */
    BackoffSchedule upTo(Duration longest) {
        long most = millis(longest);
        List<Pause> shortened = pauses.stream()
                .map(pause ->
                        pause.shortest() > most ? new Pause(most, pause.spread() * most / pause.shortest()) : pause)
                .toList();
        return new BackoffSchedule(shortened, longestRetryAfter, random);
    }

    /** Never negative, which Resilience4j would take for an end. */
    long millisAfter(int failedAttempts, MonitorException failure) {
        Pause pause = pauses.get(Math.min(failedAttempts, pauses.size()) - 1);
        long shortest = failure.reason() == Reason.THROTTLED ? SHORTEST_WHEN_THROTTLED : 0;
        return Math.max(Math.max(pause.millis(random.getAsDouble()), millisAsked(failure)), shortest);
    }

    /** {@return how long to wait at least, whatever happened} */
    long shortestMillis() {
        return pauses.get(0).shortest();
    }

    /** {@return how long the service asks to wait, within reason; 0 when it does not} */
    long millisAsked(MonitorException failure) {
        return failure.retryAfter()
                .map(this::capped)
                .map(BackoffSchedule::millis)
                .orElse(0L);
    }

    private Duration capped(Duration asked) {
        return asked.compareTo(longestRetryAfter) > 0 ? longestRetryAfter : asked;
    }

    /** Rounds up, as a pause may be longer than asked for but not shorter. */
    private static long millis(Duration pause) {
        return pause.isNegative() ? 0 : pause.plusNanos(999_999).toMillis();
    }

    /** A wait of so many milliseconds, and at random up to {@code spread} more. */
    record Pause(long shortest, double spread) {

        long millis(double share) {
            return shortest + (long) (spread * share);
        }
    }
}
