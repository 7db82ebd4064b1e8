package io.monitorapi.attribute;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A product and its quantity. Immutable.
 *
 * @param product the product
 * @param quantity the quantity, not negative, or null
 */
public record ProductItem(Product product, @Nullable Integer quantity) {

    /** Validates the quantity; throws {@link IllegalArgumentException} if it is negative. */
    public ProductItem {
        Objects.requireNonNull(product, "product");
        AttributeValidation.requireCount("quantity", quantity);
    }

    Map<String, Object> members() {
        return new JsonObjectBuilder()
                .with("product", product.members())
                .with("quantity", quantity)
                .map();
    }

    static List<Map<String, Object>> membersOf(List<ProductItem> products) {
        return products.stream().map(ProductItem::members).toList();
    }

    /** Omits the product, because it may be personal data. */
    @Override
    public String toString() {
        return "ProductItem";
    }
}
