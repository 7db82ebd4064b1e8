package io.monitorapi.http;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads how long the service asks to wait: seconds or a date; what is neither counts as nothing. */
final class RetryAfter {

    private static final Duration LONGEST = Duration.ofMinutes(10);
    private static final Duration PAST = Duration.ofSeconds(1);
    private static final DateTimeFormatter HTTP_DATE = DateTimeFormatter.RFC_1123_DATE_TIME.withLocale(Locale.ROOT);

    private final InstantSource clock;

    RetryAfter(InstantSource clock) {
        this.clock = clock;
    }

    /** A date is relative to the clock of who answered, if it said what time it is. */
    @Nullable
    Duration in(ResponseHeaders headers) {
        List<String> values = headers.all("Retry-After");
        if (values.size() != 1) {
            return null;
        }
        String value = values.get(0).trim();
        return value.matches("\\d+")
                ? seconds(value)
                : date(value).map(until -> pause(until, headers)).orElse(null);
    }

    private static Duration seconds(String digits) {
        boolean sane = digits.length() <= 9;
        return sane ? capped(Duration.ofSeconds(Long.parseLong(digits))) : LONGEST;
    }

    private Duration pause(Instant until, ResponseHeaders headers) {
        Instant now = date(headers.first("Date")).orElseGet(clock::instant);
        return until.isAfter(now) ? capped(Duration.between(now, until)) : PAST;
    }

    private static Duration capped(Duration pause) {
        return pause.compareTo(LONGEST) > 0 ? LONGEST : pause;
    }

    private static Optional<Instant> date(String text) {
        try {
            return Optional.of(OffsetDateTime.parse(text.trim(), HTTP_DATE).toInstant());
        } catch (DateTimeException garbage) {
            return Optional.empty();
        }
    }
}
