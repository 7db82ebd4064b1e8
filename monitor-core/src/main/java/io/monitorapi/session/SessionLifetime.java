package io.monitorapi.session;

import java.time.Duration;
import java.time.Instant;
import java.util.Objects;

/**
 * Decides how long a session id is sent and how long a visitor is remembered.
 *
 * <p>The service ends a session 6 hours after it began, or after 30 idle minutes (mobile SDK guides, "Campaigns");
 * {@link #DEFAULT} stops a little earlier, so that no call arrives just too late.
 *
 * @param idle the longest time between two answers, positive
 * @param age the longest life of a session, positive
 * @param retention how long a visitor is remembered after the last answer, positive
 */
public record SessionLifetime(Duration idle, Duration age, Duration retention) {

    /** 29 idle minutes, 5 hours and 55 minutes of age, 30 days of retention. */
    public static final SessionLifetime DEFAULT =
            new SessionLifetime(Duration.ofMinutes(29), Duration.ofMinutes(355), Duration.ofDays(30));

    /** A time this far in the future is another node's clock; beyond it the record cannot be trusted. */
    private static final Duration CLOCK_SKEW = Duration.ofMinutes(5);

    /** Checks the durations; throws {@link IllegalArgumentException} naming the one that is not positive. */
    public SessionLifetime {
        requirePositive("idle", idle);
        requirePositive("age", age);
        requirePositive("retention", retention);
    }

    /**
     * Tells whether the session id may not be sent any more.
     *
     * @param record the visitor's record
     * @param now the present time
     * @return whether its session is idle for too long, too old, or dated in the future
     */
    public boolean isOver(SessionRecord.Paired record, Instant now) {
        return isFrom(record.created(), now)
                || !record.lastUsed().plus(idle).isAfter(now)
                || !record.created().plus(age).isAfter(now);
    }

    private static boolean isFrom(Instant future, Instant now) {
        return future.isAfter(now.plus(CLOCK_SKEW));
    }

    private static void requirePositive(String field, Duration duration) {
        Objects.requireNonNull(duration, field);
        if (duration.isZero() || duration.isNegative()) {
            throw new IllegalArgumentException(field + " must be positive, but is " + duration);
        }
    }
}
