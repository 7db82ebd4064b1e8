package io.monitorapi.http;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/** Keeps members that nobody knows readable: as text, numbers, booleans, lists and maps, without nulls. */
final class JsonValues {

    private static final int LONGEST_NUMBER = 40;
    private static final int LARGEST_EXPONENT = 400;

    private JsonValues() {}

    static @Nullable Object read(JsonParser parser) {
        return switch (parser.currentToken()) {
            case START_OBJECT -> members(parser);
            case START_ARRAY -> elements(parser);
            case VALUE_STRING -> parser.getString();
            case VALUE_TRUE -> true;
            case VALUE_FALSE -> false;
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> number(parser.getString());
            default -> null;
        };
    }

    private static Map<String, Object> members(JsonParser parser) {
        Map<String, Object> members = new LinkedHashMap<>();
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            String name = parser.currentName();
            parser.nextToken();
            Object value = read(parser);
            if (value != null) {
                members.put(name, value);
            }
        }
        return members;
    }

    private static List<Object> elements(JsonParser parser) {
        List<Object> elements = new ArrayList<>();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            Object value = read(parser);
            if (value != null) {
                elements.add(value);
            }
        }
        return elements;
    }

    /** A number that would take much room when it is written out stays text. */
    private static Object number(String text) {
        if (text.length() > LONGEST_NUMBER) {
            return text;
        }
        try {
            BigDecimal number = new BigDecimal(text);
            boolean isLong = number.scale() == 0 && number.unscaledValue().bitLength() < Long.SIZE;
            if (isLong) {
                return number.longValue();
            }
            return Math.abs((long) number.scale()) <= LARGEST_EXPONENT ? number : text;
        } catch (NumberFormatException exponentTooLarge) {
            return text;
        }
    }
}
