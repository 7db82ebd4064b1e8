package io.monitorapi.http.json;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Currency;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The members of a JSON object. An absent member is null, or an empty list; one of another type is an
 * {@link IllegalArgumentException} that names it.
 */
record Members(Map<String, Object> values) {

    private static final Members EMPTY = new Members(Map.of());

    @SuppressWarnings("unchecked")
    static Members of(Object json) {
        if (json instanceof Map<?, ?> map) {
            return new Members((Map<String, Object>) map);
        }
        throw new IllegalArgumentException("the value is not an object");
    }

    static String text(Object json) {
        if (json instanceof String text) {
            return text;
        }
        throw new IllegalArgumentException("the value is not a text");
    }

    String requiredText(String name) {
        String text = text(name);
        if (text == null) {
            throw new IllegalArgumentException(name + " is missing");
        }
        return text;
    }

    @Nullable
    String text(String name) {
        return value(name, String.class);
    }

    boolean isTrue(String name) {
        return Boolean.TRUE.equals(bool(name));
    }

    @Nullable
    Boolean bool(String name) {
        return value(name, Boolean.class);
    }

    @Nullable
    BigDecimal number(String name) {
        Number number = value(name, Number.class);
        return number == null ? null : new BigDecimal(number.toString());
    }

    @Nullable
    Long wholeNumber(String name) {
        return value(name, Long.class);
    }

    @Nullable
    Integer integer(String name) {
        Long number = wholeNumber(name);
        if (number != null && number.intValue() != number) {
            throw new IllegalArgumentException(name + " is too large");
        }
        return number == null ? null : number.intValue();
    }

    @Nullable
    Currency currency(String name) {
        String code = text(name);
        try {
            return code == null ? null : Currency.getInstance(code);
        } catch (IllegalArgumentException unknown) {
            throw new IllegalArgumentException(name + " must be an ISO 4217 code, such as EUR", unknown);
        }
    }

    @Nullable
    LocalDate date(String name) {
        Members date = object(name);
        return date == null ? null : date.date();
    }

    /** {@return the date that the members year, month and day make, or null if there is no year} */
    @Nullable
    LocalDate date() {
        Integer year = integer("year");
        Integer month = integer("month");
        Integer day = integer("day");
        if (year == null && month == null && day == null) {
            return null;
        }
        if (year == null || month == null || day == null) {
            throw new IllegalArgumentException("a date needs year, month and day");
        }
        return LocalDate.of(year, month, day);
    }

    @Nullable
    Members object(String name) {
        Object value = values.get(name);
        return value == null ? null : of(value);
    }

    Members objectOrEmpty(String name) {
        Members object = object(name);
        return object == null ? EMPTY : object;
    }

    <T> List<T> objects(String name, Function<Members, T> reader) {
        return list(name, element -> reader.apply(of(element)));
    }

    List<String> texts(String name) {
        return list(name, Members::text);
    }

    private <T> List<T> list(String name, Function<Object, T> reader) {
        List<?> elements = value(name, List.class);
        return elements == null ? List.of() : elements.stream().map(reader).toList();
    }

    private <T> @Nullable T value(String name, Class<T> type) {
        Object value = values.get(name);
        if (value != null && !type.isInstance(value)) {
            throw new IllegalArgumentException(name + " is of another type");
        }
        return value == null ? null : type.cast(value);
    }
}
