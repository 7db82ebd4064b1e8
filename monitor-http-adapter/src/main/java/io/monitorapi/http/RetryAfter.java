package io.monitorapi.http;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads the Retry-After header: seconds or a date, at most 10 minutes; any other value is ignored. */
final class RetryAfter {

    private static final Duration LONGEST = Duration.ofMinutes(10);
    private static final Duration PAST = Duration.ofSeconds(1);

    /** The three forms of a date in HTTP: RFC 1123, RFC 850, and that of C's asctime. A two-digit year is 2000 to 2099. */
    private static final List<DateTimeFormatter> HTTP_DATES = List.of(
            DateTimeFormatter.RFC_1123_DATE_TIME.withLocale(Locale.ROOT),
            DateTimeFormatter.ofPattern("EEEE, dd-MMM-uu HH:mm:ss 'GMT'", Locale.US)
                    .withZone(ZoneOffset.UTC),
            DateTimeFormatter.ofPattern("EEE MMM ppd HH:mm:ss uuuu", Locale.US).withZone(ZoneOffset.UTC));

    private final InstantSource clock;

    RetryAfter(InstantSource clock) {
        this.clock = clock;
    }

    /** {@return the pause, or null; a date is relative to the Date header, or to the own clock if there is none} */
    @Nullable
    Duration pause(ResponseHeaders headers) {
        List<String> values = headers.all("Retry-After");
        if (values.size() != 1) {
            return null;
        }
        String value = values.get(0).trim();
        return value.matches("\\d+")
                ? seconds(value)
                : date(value).map(until -> pauseUntil(until, headers)).orElse(null);
    }

    private static Duration seconds(String digits) {
        boolean fits = digits.length() <= 9;
        return fits ? capped(Duration.ofSeconds(Long.parseLong(digits))) : LONGEST;
    }

    private Duration pauseUntil(Instant until, ResponseHeaders headers) {
        Instant now = date(headers.first("Date")).orElseGet(clock::instant);
        return until.isAfter(now) ? capped(Duration.between(now, until)) : PAST;
    }

    private static Duration capped(Duration pause) {
        return pause.compareTo(LONGEST) > 0 ? LONGEST : pause;
    }

    private static Optional<Instant> date(String text) {
        for (DateTimeFormatter form : HTTP_DATES) {
            try {
                return Optional.of(form.parse(text.trim(), Instant::from));
            } catch (DateTimeException otherForm) {
                // Try the next form.
            }
        }
        return Optional.empty();
    }
}
