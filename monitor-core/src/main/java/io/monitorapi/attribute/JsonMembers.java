package io.monitorapi.attribute;

import java.time.LocalDate;
import java.util.Collections;
import java.util.Currency;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Gathers members under the service's names, and leaves out what is absent. */
final class JsonMembers {

    private final Map<String, Object> members = new LinkedHashMap<>();

    JsonMembers with(String name, @Nullable Object value) {
        if (value != null) {
            members.put(name, value);
        }
        return this;
    }

    JsonMembers with(String name, @Nullable Currency currency) {
        return with(name, currency == null ? null : currency.getCurrencyCode());
    }

    JsonMembers with(String name, @Nullable LocalDate date) {
        return with(name, date == null ? null : dateOf(date).map());
    }

    JsonMembers withProducts(List<ProductItem> products) {
        return products.isEmpty() ? this : with("products", productsOf(products));
    }

    static List<Map<String, Object>> productsOf(List<ProductItem> products) {
        return products.stream().map(ProductItem::members).toList();
    }

    /** All of it inside one object, as most kinds have it. */
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
