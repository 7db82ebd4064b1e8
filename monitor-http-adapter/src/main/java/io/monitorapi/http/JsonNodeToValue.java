package io.monitorapi.http;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Converts JSON nodes to texts, numbers, booleans, lists and maps of the JDK, so that no Jackson type is visible. */
final class JsonNodeToValue {

    private static final int MOST_DIGITS = 40;
    private static final int LARGEST_EXPONENT = 400;

    private JsonNodeToValue() {}

    /** {@return the value, or null for JSON's null; nulls in lists and objects are left out} */
    static @Nullable Object of(JsonNode node) {
        return switch (node.getNodeType()) {
            case OBJECT -> map(node);
            case ARRAY -> list(node);
            case STRING -> node.stringValue();
            case BOOLEAN -> node.booleanValue();
            case NUMBER -> number(node);
            default -> null;
        };
    }

    private static Map<String, Object> map(JsonNode object) {
        Map<String, Object> members = new LinkedHashMap<>();
        object.forEachEntry((name, node) -> {
            Object value = of(node);
            if (value != null) {
                members.put(name, value);
            }
        });
        return members;
    }

    private static List<Object> list(JsonNode array) {
        List<Object> elements = new ArrayList<>(array.size());
        for (JsonNode node : array) {
            Object value = of(node);
            if (value != null) {
                elements.add(value);
            }
        }
        return elements;
    }

    /** A number becomes a long or a {@link BigDecimal}; one that is long when written plainly is kept as text. */
    private static Object number(JsonNode node) {
        if (node.isIntegralNumber() && node.canConvertToLong()) {
            return node.longValue();
        }
        BigDecimal number = node.decimalValue();
        boolean isShort = number.precision() <= MOST_DIGITS && Math.abs((long) number.scale()) <= LARGEST_EXPONENT;
        return isShort ? number : number.toString();
    }
}
