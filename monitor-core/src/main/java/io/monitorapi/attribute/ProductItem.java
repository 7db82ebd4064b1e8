package io.monitorapi.attribute;

import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Names a product and how many of it there are. Immutable.
 *
 * @param product the product
 * @param quantity how many, not negative, or null when that is not told
 */
public record ProductItem(Product product, @Nullable Integer quantity) {

    /** Checks the number; throws {@link IllegalArgumentException} when it is negative. */
    public ProductItem {
        Objects.requireNonNull(product, "product");
        AttributeValidation.requireCount("quantity", quantity);
    }

    Map<String, Object> members() {
        return new JsonMembers()
                .with("product", product.members())
                .with("quantity", quantity)
                .map();
    }

    /** Leaves the product out, as it tells about a person. */
    @Override
    public String toString() {
        return "ProductItem";
    }
}
