package io.monitorapi.http;

import io.monitorapi.error.MonitorError;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Finds the error messages in a document: flat, wrapped in {@code error}, or as a list; never throws.
 *
 * <p>Source: Monitoring API, Methods, "Error response".
 */
final class ErrorReader {

    private static final int MOST_ERRORS = 16;

    private ErrorReader() {}

    /** Empty when the body is no JSON, or none that is known. */
    static List<MonitorError> errorsIn(byte[] body) {
        try {
            return errorsIn(JsonInput.read(body, JsonInput::document));
        } catch (MalformedResponseException unreadable) {
            return List.of();
        }
    }

    static List<MonitorError> errorsIn(Object document) {
        return messages(document).limit(MOST_ERRORS).map(ErrorReader::error).toList();
    }

    private static Stream<Map<?, ?>> messages(@Nullable Object part) {
        if (part instanceof List<?> list) {
            return list.stream().flatMap(ErrorReader::messages);
        }
        if (part instanceof Map<?, ?> map) {
            Stream<Map<?, ?>> inside = Stream.concat(messages(map.get("error")), messages(map.get("errors")));
            return isMessage(map) ? Stream.concat(Stream.of(map), inside) : inside;
        }
        return Stream.empty();
    }

    private static boolean isMessage(Map<?, ?> map) {
        return code(map.get("internalCode")) != null || map.get("message") instanceof String;
    }

    private static MonitorError error(Map<?, ?> message) {
        String text = message.get("message") instanceof String words ? words : null;
        return new MonitorError(code(message.get("internalCode")), time(message.get("time")), text);
    }

    private static @Nullable Integer code(@Nullable Object value) {
        if (value instanceof Long number) {
            return number == number.intValue() ? number.intValue() : null;
        }
        return value instanceof String text && text.matches("\\d{1,9}") ? Integer.valueOf(text) : null;
    }

    private static @Nullable Instant time(@Nullable Object value) {
        if (value instanceof Long millis) {
            return Instant.ofEpochMilli(millis);
        }
        return value instanceof String text ? parsed(text) : null;
    }

    private static @Nullable Instant parsed(String text) {
        if (text.matches("\\d{1,18}")) {
            return Instant.ofEpochMilli(Long.parseLong(text));
        }
        try {
            return OffsetDateTime.parse(text).toInstant();
        } catch (DateTimeException unknown) {
            return null;
        }
    }
}
