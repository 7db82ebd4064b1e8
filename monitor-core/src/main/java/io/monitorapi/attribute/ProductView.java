package io.monitorapi.attribute;

import java.util.Currency;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Tells which products the consumer has looked at.
 *
 * <p>Source: Engagement Attributes, "Types", "Viewed product". Immutable.
 *
 * @param currency the currency of the prices, or null
 * @param products the products, empty when they are not told
 */
public record ProductView(@Nullable Currency currency, List<ProductItem> products) implements EngagementAttribute {

    /** Copies the list. */
    public ProductView {
        products = List.copyOf(products);
    }

    /**
     * Tells which products the consumer has looked at.
     *
     * @param currency the code of ISO 4217, such as {@code EUR}
     * @param products the products
     * @return the engagement attribute
     * @throws IllegalArgumentException if there is no such currency
     */
    public static ProductView of(String currency, ProductItem... products) {
        return new ProductView(AttributeValidation.currency(currency), List.of(products));
    }

    @Override
    public String type() {
        return "prodView";
    }

    @Override
    public Map<String, Object> members() {
        return new JsonMembers()
                .with("currency", currency)
                .withProducts(products)
                .map();
    }

    /** Leaves the products out, as they tell about a person. */
    @Override
    public String toString() {
        return "ProductView";
    }
}
