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
final class JsonMembers {

    private final Map<String, Object> members = new LinkedHashMap<>();

    JsonMembers with(String name, @Nullable Object value) {
        if (value != null) {
            members.put(name, value);
        }
        return this;
    }

    JsonMembers with(String name, @Nullable BigDecimal number) {
        return with(name, number == null ? null : (Object) JsonNumbers.requireWritable(name, number));
    }

    JsonMembers with(String name, @Nullable Currency currency) {
        return with(name, currency == null ? null : (Object) currency.getCurrencyCode());
    }

    JsonMembers with(String name, @Nullable LocalDate date) {
        return with(name, date == null ? null : (Object) dateOf(date).map());
    }

    JsonMembers withUnlessEmpty(String name, List<?> list) {
        return list.isEmpty() ? this : with(name, (Object) list);
    }

    /** {@return an object whose only member is the object with these members} */
    Map<String, Object> wrappedIn(String name) {
        return Map.of(name, map());
    }

    Map<String, Object> map() {
        return Collections.unmodifiableMap(members);
    }

    private static JsonMembers dateOf(LocalDate date) {
        return new JsonMembers()
                .with("year", date.getYear())
                .with("month", date.getMonthValue())
                .with("day", date.getDayOfMonth());
    }
}
