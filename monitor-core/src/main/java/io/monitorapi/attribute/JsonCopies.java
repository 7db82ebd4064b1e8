package io.monitorapi.attribute;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Copies what callers hand over, and refuses what JSON cannot say. */
final class JsonCopies {

    private static final int DEEPEST = 16;

    private JsonCopies() {}

    static Map<String, Object> copyOf(Map<String, Object> members) {
        return copyOfMap(members, 1);
    }

    private static Object copyOf(Object value, int depth) {
        if (depth > DEEPEST) {
            throw new IllegalArgumentException("members must be at most " + DEEPEST + " levels deep");
        }
        if (value instanceof Map<?, ?> map) {
            return copyOfMap(map, depth);
        }
        if (value instanceof List<?> list) {
            return copyOfList(list, depth);
        }
        if (value instanceof String || value instanceof Boolean || isFiniteNumber(value)) {
            return value;
        }
        throw new IllegalArgumentException(
                "members must be text, finite numbers, booleans, lists or maps, but one is a " + value.getClass());
    }

    private static Map<String, Object> copyOfMap(Map<?, ?> map, int depth) {
        Map<String, Object> copy = new LinkedHashMap<>();
        map.forEach((name, value) -> {
            if (!(name instanceof String text)) {
                throw new IllegalArgumentException("members must be named by text");
            }
            copy.put(text, copyOf(Objects.requireNonNull(value, "a member"), depth + 1));
        });
        return Collections.unmodifiableMap(copy);
    }

    private static List<Object> copyOfList(List<?> list, int depth) {
        List<Object> copy = new ArrayList<>(list.size());
        list.forEach(value -> copy.add(copyOf(Objects.requireNonNull(value, "an element"), depth + 1)));
        return Collections.unmodifiableList(copy);
    }

    private static boolean isFiniteNumber(Object value) {
        if (value instanceof Double || value instanceof Float) {
            return Double.isFinite(((Number) value).doubleValue());
        }
        return value instanceof Number;
    }
}
