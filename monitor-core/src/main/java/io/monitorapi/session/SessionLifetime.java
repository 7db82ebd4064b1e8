package io.monitorapi.session;

import io.monitorapi.internal.Arguments;
import java.time.Duration;
import java.time.Instant;

/**
 * How long a session id is sent, and how long the record of a visitor is kept.
 *
 * <p>The service ends a session after 30 minutes of inactivity or 6 hours of age (mobile SDK guides, "Campaigns").
 * {@link #DEFAULT} stops a little earlier, so that no request arrives just after the session ended. Immutable.
 *
 * @param idle the maximum time between two responses, positive
 * @param age the maximum age of a session, positive
 * @param retention how long the record of a visitor is kept after the last response, positive
 */
public record SessionLifetime(Duration idle, Duration age, Duration retention) {

    /** 29 minutes of inactivity, 5 hours and 55 minutes of age, 30 days of retention. */
    public static final SessionLifetime DEFAULT =
            new SessionLifetime(Duration.ofMinutes(29), Duration.ofMinutes(355), Duration.ofDays(30));

    /** Clocks of nodes may differ by this much; a record from further in the future is not trusted. */
    private static final Duration CLOCK_SKEW = Duration.ofMinutes(5);

    /** Validates the durations; throws {@link IllegalArgumentException} that names the one that is not positive. */
    public SessionLifetime {
        Arguments.requirePositive("idle", idle);
        Arguments.requirePositive("age", age);
        Arguments.requirePositive("retention", retention);
    }

    /**
     * Returns whether the session id must not be sent any more.
     *
     * @param record the visitor's record
     * @param now the current time
     * @return whether the session has been idle for too long, is too old, or is dated in the future
     */
    public boolean isOver(SessionRecord.Paired record, Instant now) {
        Duration sinceCreated = Duration.between(record.created(), now);
        Duration sinceUsed = Duration.between(record.lastUsed(), now);
        return sinceCreated.compareTo(CLOCK_SKEW.negated()) < 0
                || sinceUsed.compareTo(idle) >= 0
                || sinceCreated.compareTo(age) >= 0;
    }
}
