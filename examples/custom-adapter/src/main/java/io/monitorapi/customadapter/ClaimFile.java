package io.monitorapi.customadapter;

import java.time.Instant;
import java.time.format.DateTimeParseException;

/**
 * The claim of a caller that opens the session of a visitor, stored in a file of its own.
 *
 * @param token identifies the holder of the claim
 * @param expiry when the claim expires
 */
record ClaimFile(String token, Instant expiry) {

    private static final ClaimFile NONE = new ClaimFile("", Instant.MIN);

    boolean isExpired(Instant now) {
        return !expiry.isAfter(now);
    }

    String text() {
        return token + " " + expiry;
    }

    static ClaimFile parse(String text) {
        try {
            String[] parts = text.split(" ", 2);
            return parts.length == 2 ? new ClaimFile(parts[0], Instant.parse(parts[1])) : NONE;
        } catch (DateTimeParseException broken) {
            return NONE;
        }
    }
}
