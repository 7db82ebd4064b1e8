package io.monitorapi.attribute;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Collections;
import java.util.Currency;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Collects the members of a JSON object under the names that the service uses; null values are left out. */
final class JsonObjectBuilder {

    private final Map<String, Object> members = new LinkedHashMap<>();

    JsonObjectBuilder with(String name, @Nullable Object value) {
        if (value != null) {
            members.put(name, value);
        }
        return this;
    }

    JsonObjectBuilder with(String name, @Nullable BigDecimal number) {
        return with(name, number == null ? null : (Object) JsonNumberValidation.requireWritable(name, number));
    }

    JsonObjectBuilder with(String name, @Nullable Currency currency) {
        return with(name, currency == null ? null : (Object) currency.getCurrencyCode());
    }

    JsonObjectBuilder with(String name, @Nullable LocalDate date) {
        return with(name, date == null ? null : (Object) dateOf(date).map());
    }

    JsonObjectBuilder withUnlessEmpty(String name, List<?> list) {
        return list.isEmpty() ? this : with(name, (Object) list);
    }

    /** {@return an object whose only member is the object with these members} */
    Map<String, Object> wrappedIn(String name) {
        return Map.of(name, map());
    }

    Map<String, Object> map() {
        return Collections.unmodifiableMap(members);
    }

    private static JsonObjectBuilder dateOf(LocalDate date) {
        return new JsonObjectBuilder()
                .with("year", date.getYear())
                .with("month", date.getMonthValue())
                .with("day", date.getDayOfMonth());
    }
}
