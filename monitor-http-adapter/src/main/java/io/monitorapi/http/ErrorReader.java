package io.monitorapi.http;

import io.monitorapi.error.MonitorError;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Finds the error messages in a document, which may be flat, wrapped in {@code error}, or a list; never throws.
 *
 * <p>Source: Monitoring API, Methods, "Error response".
 */
final class ErrorReader {

    private ErrorReader() {}

    /** {@return the errors, empty if the body is not JSON or has none} */
    static List<MonitorError> errorsIn(byte[] body) {
        try {
            return errorsIn(Json.read(body));
        } catch (MalformedResponseException unreadable) {
            return List.of();
        }
    }

    /** {@return the errors, empty if the document has none} */
    static List<MonitorError> errorsIn(JsonNode document) {
        return messages(document).map(ErrorReader::error).toList();
    }

    private static Stream<JsonNode> messages(JsonNode part) {
        if (part.isArray()) {
            return part.valueStream().flatMap(ErrorReader::messages);
        }
        if (!part.isObject()) {
            return Stream.empty();
        }
        Stream<JsonNode> nested = Stream.concat(messages(part.path("error")), messages(part.path("errors")));
        return isMessage(part) ? Stream.concat(Stream.of(part), nested) : nested;
    }

    private static boolean isMessage(JsonNode object) {
        return code(object.path("internalCode")) != null
                || object.path("message").isString();
    }

    private static MonitorError error(JsonNode object) {
        JsonNode message = object.path("message");
        return new MonitorError(
                code(object.path("internalCode")),
                time(object.path("time")),
                message.isString() ? message.stringValue() : null);
    }

    private static @Nullable Integer code(JsonNode value) {
        if (value.isIntegralNumber() && value.canConvertToInt()) {
            return value.intValue();
        }
        return value.isString() && value.stringValue().matches("\\d{1,9}")
                ? Integer.valueOf(value.stringValue())
                : null;
    }

    private static @Nullable Instant time(JsonNode value) {
        if (value.isIntegralNumber() && value.canConvertToLong()) {
            return Instant.ofEpochMilli(value.longValue());
        }
        return value.isString() ? parsed(value.stringValue()) : null;
    }

    private static @Nullable Instant parsed(String text) {
        if (text.matches("\\d{1,18}")) {
            return Instant.ofEpochMilli(Long.parseLong(text));
        }
        try {
            return OffsetDateTime.parse(text).toInstant();
        } catch (DateTimeException unknownFormat) {
            return null;
        }
    }
}
