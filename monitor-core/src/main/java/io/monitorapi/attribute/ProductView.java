package io.monitorapi.attribute;

import java.util.Currency;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Products that the consumer viewed.
 *
 * <p>Source: Engagement Attributes, "Types", "Viewed product". Immutable.
 *
 * @param currency the currency of the prices, or null
 * @param products the products; may be empty
 */
public record ProductView(@Nullable Currency currency, List<ProductItem> products) implements EngagementAttribute {

    /** Copies the list. */
    public ProductView {
        products = List.copyOf(products);
    }

    /**
     * Creates the engagement attribute.
     *
     * @param currency the ISO 4217 code, such as {@code EUR}
     * @param products the products
     * @return the engagement attribute
     * @throws IllegalArgumentException if the code is unknown
     */
    public static ProductView of(String currency, ProductItem... products) {
        return new ProductView(AttributeValidation.currency(currency), List.of(products));
    }

    @Override
    public String type() {
        return "prodView";
    }

    @Override
    public boolean isEvent() {
        return true;
    }

    @Override
    public Map<String, Object> members() {
        return new JsonObjectBuilder()
                .with("currency", currency)
                .withUnlessEmpty("products", ProductItem.membersOf(products))
                .map();
    }

    /** Omits the products, because they may be personal data. */
    @Override
    public String toString() {
        return "ProductView";
    }
}
