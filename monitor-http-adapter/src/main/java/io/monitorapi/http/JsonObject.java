package io.monitorapi.http;

import io.monitorapi.internal.Arguments;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Gives access to the members of one JSON object: strict about required members, lenient about all others.
 *
 * <p>Methods that begin with {@code optional} leave a value of an unexpected type in {@link #others()} and return what they
 * return for an absent member; the others throw {@link MalformedResponseException}. All of them throw it for a member that
 * occurs twice. A member that is absent, or null, is read as null.
 */
final class JsonObject {

    private static final int LONGEST_TEXT = 8 * 1024;
    private static final int LONGEST_NUMBER = 40;

    private final DuplicateTrackingObjectNode node;
    private final Set<String> read = new HashSet<>();

    private JsonObject(DuplicateTrackingObjectNode node) {
        this.node = node;
    }

    static JsonObject of(JsonNode node) {
        if (node instanceof DuplicateTrackingObjectNode object) {
            return new JsonObject(object);
        }
        throw new MalformedResponseException("a value is not an object");
    }

    /** {@return a text of at most 8,192 characters} */
    @Nullable
    String text(String name) {
        JsonNode value = member(name);
        return value == null ? null : text(value);
    }

    /** {@return a text, or a whole number of at most 40 digits as text} */
    @Nullable
    String textOrInteger(String name) {
        JsonNode value = member(name);
        return value == null ? null : textOrInteger(value);
    }

    /** {@return the objects of a list, or a single object as a list; nulls are left out} */
    List<JsonObject> objects(String name) {
        JsonNode value = member(name);
        return value == null ? List.of() : objects(value);
    }

    /** {@return a text of at most 8,192 characters} */
    @Nullable
    String optionalText(String name) {
        return optional(name, JsonObject::text);
    }

    /** {@return a whole number that is not negative, or a text of such a number, of at most 9 digits} */
    @Nullable
    Integer optionalInteger(String name) {
        String digits = optional(name, value -> {
            String text = textOrInteger(value);
            return text.matches("\\d{1,9}") ? text : unexpected("a value is not a whole number");
        });
        return digits == null ? null : Integer.valueOf(digits);
    }

    /** {@return an id, which may be written as a number; null if it is empty} */
    @Nullable
    String optionalId(String name) {
        String id = optional(name, value -> {
            String text = textOrInteger(value);
            return text.isEmpty() || Arguments.isId(text)
                    ? text
                    : unexpected("an id is not 1 to 256 visible ASCII characters");
        });
        return id == null || id.isEmpty() ? null : id;
    }

    /** {@return the objects of a list, or a single object as a list; null if any element is something else} */
    @Nullable
    List<JsonObject> optionalObjects(String name) {
        return optional(name, JsonObject::objects);
    }

    private static List<JsonObject> objects(JsonNode value) {
        Stream<JsonNode> elements = value.isArray() ? value.valueStream() : Stream.of(value);
        return elements.filter(element -> !element.isNull()).map(JsonObject::of).toList();
    }

    private <T> @Nullable T optional(String name, Function<JsonNode, T> reader) {
        JsonNode value = member(name);
        if (value == null) {
            return null;
        }
        try {
            return reader.apply(value);
        } catch (MalformedResponseException unexpected) {
            read.remove(name);
            return null;
        }
    }

    private static String unexpected(String message) {
        throw new MalformedResponseException(message);
    }

    private static String textOrInteger(JsonNode value) {
        return value.isIntegralNumber() ? limited(value.asString(), LONGEST_NUMBER) : text(value);
    }

    /** {@return the members that have not been read, as text, numbers, booleans, lists and maps; nulls are left out} */
    Map<String, Object> others() {
        Map<String, Object> others = new LinkedHashMap<>();
        node.forEachEntry((name, value) -> {
            Object plain = read.contains(name) ? null : JsonNodeToValue.of(value);
            if (plain != null) {
                others.put(name, plain);
            }
        });
        return others;
    }

    private @Nullable JsonNode member(String name) {
        if (node.isDuplicate(name)) {
            throw new MalformedResponseException("a member occurs twice");
        }
        read.add(name);
        JsonNode value = node.get(name);
        return value == null || value.isNull() ? null : value;
    }

    private static String text(JsonNode value) {
        if (!value.isString()) {
            throw new MalformedResponseException("a value is not a text");
        }
        String text = limited(value.stringValue(), LONGEST_TEXT);
        if (!Utf8.isEncodable(text)) {
            throw new MalformedResponseException("a text is not valid Unicode");
        }
        return text;
    }

    private static String limited(String text, int length) {
        if (text.length() > length) {
            throw new MalformedResponseException("a value is too long");
        }
        return text;
    }
}
