package io.monitorapi.customadapter;

import java.time.Instant;
import java.time.format.DateTimeParseException;

/**
 * What stands beside the file of a visitor who is being given a session.
 *
 * @param token whose claim it is
 * @param ends until when
 */
record ClaimFile(String token, Instant ends) {

    private static final ClaimFile NONE = new ClaimFile("", Instant.MIN);

    boolean isOver(Instant now) {
        return !ends.isAfter(now);
    }

    String text() {
        return token + " " + ends;
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
