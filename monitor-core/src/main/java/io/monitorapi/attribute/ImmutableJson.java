package io.monitorapi.attribute;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Copies members to immutable values, and rejects values that have no JSON form. */
final class ImmutableJson {

    private static final int MAX_DEPTH = 16;

    private ImmutableJson() {}

    static Map<String, Object> copyOf(Map<String, Object> members) {
        return copyOfMap(members, 1);
    }

    private static Object copyOf(Object value, int depth) {
        if (depth > MAX_DEPTH) {
            throw new IllegalArgumentException("members must be nested at most " + MAX_DEPTH + " levels deep");
        }
        if (value instanceof Map<?, ?> map) {
            return copyOfMap(map, depth);
        }
        if (value instanceof List<?> list) {
            return copyOfList(list, depth);
        }
        if (value instanceof Number number) {
            return JsonNumberValidation.copyOf("members", number);
        }
        if (value instanceof String || value instanceof Boolean) {
            return value;
        }
        throw new IllegalArgumentException("members must contain text, finite numbers, booleans, lists and maps only,"
                + " but one is of " + value.getClass());
    }

    private static Map<String, Object> copyOfMap(Map<?, ?> map, int depth) {
        Map<String, Object> copy = new LinkedHashMap<>();
        map.forEach((name, value) -> {
            if (!(name instanceof String text)) {
                throw new IllegalArgumentException("members must have names of type String");
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
}
