package io.monitorapi.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RetryAfterTest {

    private final RetryAfter retryAfter = new RetryAfter(() -> Instant.parse("2026-01-01T00:00:00Z"));

    @ParameterizedTest
    @CsvSource({
        "0, PT0S",
        "7, PT7S",
        "' 7 ', PT7S",
        "600, PT10M",
        "601, PT10M",
        "315360000, PT10M",
        "99999999999999999999, PT10M",
        "'Thu, 01 Jan 2026 00:00:30 GMT', PT30S",
        "'Thu, 1 Jan 2026 00:00:30 GMT', PT30S",
        "'Fri, 01 Jan 2027 00:00:00 GMT', PT10M",
        "'Wed, 31 Dec 2025 23:59:59 GMT', PT1S",
        "'Thursday, 01-Jan-26 00:00:30 GMT', PT30S",
        "'Thu Jan  1 00:00:30 2026', PT30S",
        "'Thu Jan 15 00:00:30 2026', PT10M"
    })
    void readsSecondsAndDates(String value, Duration pause) {
        assertThat(in(Map.of("Retry-After", List.of(value)))).isEqualTo(pause);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "-1", "+5", "1.5", "soon", "1, 2", "0x10", "٣", "Mon, 99 Foo 2026 00:00:00 GMT"})
    void ignoresGarbage(String value) {
        assertThat(in(Map.of("Retry-After", List.of(value)))).isNull();
    }

    @Test
    void ignoresSeveralValues() {
        assertThat(in(Map.of("Retry-After", List.of("1", "2")))).isNull();
    }

    @Test
    void isNothingWithoutTheHeader() {
        assertThat(in(Map.of())).isNull();
    }

    @Test
    void aDateIsRelativeToTheDateHeader() {
        assertThat(in(Map.of(
                        "date", List.of("Thu, 01 Jan 2026 05:00:00 GMT"),
                        "retry-after", List.of("Thu, 01 Jan 2026 05:00:10 GMT"))))
                .isEqualTo(Duration.ofSeconds(10));
    }

    @Test
    void aDateIsRelativeToTheOwnClockWithoutAValidDateHeader() {
        assertThat(in(Map.of("Date", List.of("yesterday"), "Retry-After", List.of("Thu, 01 Jan 2026 00:00:10 GMT"))))
                .isEqualTo(Duration.ofSeconds(10));
    }

    private @Nullable Duration in(Map<String, List<String>> headers) {
        return retryAfter.pause(new ResponseHeaders(headers));
    }
}
