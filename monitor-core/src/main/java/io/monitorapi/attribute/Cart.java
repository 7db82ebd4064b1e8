package io.monitorapi.attribute;

import java.math.BigDecimal;
import java.util.Currency;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Tells what is in the consumer's shopping cart now.
 *
 * <p>Source: Engagement Attributes, "Types", "Cart status". Immutable; made by {@link #builder()}.
 *
 * @param total the total amount
 * @param numItems how many items there are, not negative
 * @param currency the currency of the amounts, or null
 * @param products the products, empty when they are not told
 */
public record Cart(BigDecimal total, int numItems, @Nullable Currency currency, List<ProductItem> products)
        implements EngagementAttribute {

    /** Checks the fields; throws {@link IllegalArgumentException} naming the one that cannot be sent. */
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
    public Map<String, Object> members() {
        return new JsonMembers()
                .with("total", total)
                .with("numItems", numItems)
                .with("currency", currency)
                .withProducts(products)
                .map();
    }

    /** Leaves the fields out, as they tell about a person. */
    @Override
    public String toString() {
        return "Cart";
    }

    /** Gathers the fields; not safe for use by several threads at once. */
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
         * Sets how many items there are, not negative; required.
         *
         * @param value how many items there are, not negative
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
         * Sets the currency.
         *
         * @param isoCode the code of ISO 4217, such as {@code EUR}
         * @return this builder
         * @throws IllegalArgumentException if there is no such currency
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
         * @throws IllegalArgumentException if a field cannot be sent; the message names it
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
