package io.monitorapi.attribute;

import java.math.BigDecimal;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A product. Immutable.
 *
 * @param name the name, or null
 * @param category the category, or null
 * @param sku the stock keeping unit of the brand, or null
 * @param price the price of one unit, or null
 */
public record Product(
        @Nullable String name,
        @Nullable String category,
        @Nullable String sku,
        @Nullable BigDecimal price) {

    /** Validates the fields; throws {@link IllegalArgumentException} that names the invalid one. */
    public Product {
        AttributeValidation.requireText("name", name);
        AttributeValidation.requireText("category", category);
        AttributeValidation.requireText("sku", sku);
        AttributeValidation.requireNumber("price", price);
    }

    Map<String, Object> members() {
        return new JsonObjectBuilder()
                .with("name", name)
                .with("category", category)
                .with("sku", sku)
                .with("price", price)
                .map();
    }

    /** Omits the fields, because they may be personal data. */
    @Override
    public String toString() {
        return "Product";
    }
}
