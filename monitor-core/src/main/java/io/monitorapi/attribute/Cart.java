package io.monitorapi.attribute;

import java.math.BigDecimal;
import java.util.Currency;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The content of the consumer's shopping cart.
 *
 * <p>Source: Engagement Attributes, "Types", "Cart status". Immutable; created by {@link #builder()}.
 *
 * @param total the total amount
 * @param numItems the number of items, not negative
 * @param currency the currency of the amounts, or null
 * @param products the products; may be empty
 */
public record Cart(BigDecimal total, int numItems, @Nullable Currency currency, List<ProductItem> products)
        implements EngagementAttribute {

    /** Validates the fields; throws {@link IllegalArgumentException} that names the invalid one. */
    public Cart {
        Objects.requireNonNull(total, "total");
        AttributeValidation.requireNumber("total", total);
        AttributeValidation.requireCount("numItems", numItems);
        products = List.copyOf(products);
    }

    /** {@return an empty builder} */
    public static Builder builder() {
        return new Builder();
    }

    @Override
    public String type() {
        return "cart";
    }

    @Override
    public boolean isEvent() {
        return false;
    }

    @Override
    public Map<String, Object> members() {
        return new JsonObjectBuilder()
                .with("total", total)
                .with("numItems", numItems)
                .with("currency", currency)
                .withUnlessEmpty("products", ProductItem.membersOf(products))
                .map();
    }

    /** Omits the fields, because they may be personal data. */
    @Override
    public String toString() {
        return "Cart";
    }

    /** Builds the engagement attribute; not thread-safe. */
    public static final class Builder {

        private @Nullable BigDecimal total;
        private @Nullable Integer numItems;
        private @Nullable Currency currency;
        private List<ProductItem> products = List.of();

        private Builder() {}

        /**
         * Sets the total amount; required.
         *
         * @param value the total amount
         * @return this builder
         */
        public Builder total(BigDecimal value) {
            this.total = Objects.requireNonNull(value, "total");
            return this;
        }

        /**
         * Sets the number of items; required.
         *
         * @param value the number of items, not negative
         * @return this builder
         */
        public Builder numItems(int value) {
            this.numItems = value;
            return this;
        }

        /**
         * Sets the currency of the amounts.
         *
         * @param value the currency of the amounts
         * @return this builder
         */
        public Builder currency(Currency value) {
            this.currency = Objects.requireNonNull(value, "currency");
            return this;
        }

        /**
         * Sets the currency of the amounts.
         *
         * @param isoCode the ISO 4217 code, such as {@code EUR}
         * @return this builder
         * @throws IllegalArgumentException if the code is unknown
         */
        public Builder currency(String isoCode) {
            this.currency = AttributeValidation.currency(Objects.requireNonNull(isoCode, "currency"));
            return this;
        }

        /**
         * Adds products.
         *
         * @param items the products
         * @return this builder
         */
        public Builder products(ProductItem... items) {
            this.products = Stream.concat(products.stream(), Stream.of(items)).toList();
            return this;
        }

        /**
         * {@return the engagement attribute}
         *
         * @throws IllegalArgumentException if a field is invalid; the message names it
         * @throws NullPointerException if total or numItems is missing
         */
        public Cart build() {
            return new Cart(
                    Objects.requireNonNull(total, "total"),
                    Objects.requireNonNull(numItems, "numItems"),
                    currency,
                    products);
        }
    }
}
