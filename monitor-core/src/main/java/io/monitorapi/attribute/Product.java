package io.monitorapi.attribute;

import java.math.BigDecimal;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Describes a product. Immutable.
 *
 * @param name the name, or null
 * @param category the category, or null
 * @param sku the brand's number of the product, or null
 * @param price the price of one, or null
 */
public record Product(
        @Nullable String name,
        @Nullable String category,
        @Nullable String sku,
        @Nullable BigDecimal price) {

    /** Checks the fields; throws {@link IllegalArgumentException} naming the one that cannot be sent. */
    public Product {
        AttributeValidation.requireText("name", name);
        AttributeValidation.requireText("category", category);
        AttributeValidation.requireText("sku", sku);
        AttributeValidation.requireNumber("price", price);
    }

    Map<String, Object> members() {
        return new JsonMembers()
                .with("name", name)
                .with("category", category)
                .with("sku", sku)
                .with("price", price)
                .map();
    }

    /** Leaves the fields out, as they tell about a person. */
    @Override
    public String toString() {
        return "Product";
    }
}
