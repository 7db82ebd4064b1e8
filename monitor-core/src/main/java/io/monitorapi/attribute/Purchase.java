package io.monitorapi.attribute;

import java.math.BigDecimal;
import java.util.Currency;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Tells what the consumer has bought.
 *
 * <p>Source: Engagement Attributes, "Types", "Transaction". Immutable; made by {@link #builder()}.
 *
 * @param total the total amount, or null
 * @param currency the currency of the amounts, or null
 * @param orderId the brand's id of the order, or null; set it, as the service recognises a repeated report by it
 * @param cart the products of the order, or null
 */
public record Purchase(
        @Nullable BigDecimal total,
        @Nullable Currency currency,
        @Nullable String orderId,
        @Nullable Contents cart) implements EngagementAttribute {

    /** Checks the fields; throws {@link IllegalArgumentException} naming the one that cannot be sent. */
    public Purchase {
        AttributeValidation.requireNumber("total", total);
        AttributeValidation.requireText("orderId", orderId);
    }

    /** {@return an empty builder} */
    public static Builder builder() {
        return new Builder();
    }

    @Override
    public String type() {
        return "purchase";
    }

    @Override
    public Map<String, Object> members() {
        return new JsonMembers()
                .with("total", total)
                .with("currency", currency)
                .with("orderId", orderId)
                .with("cart", cart == null ? null : cart.members())
                .map();
    }

    @Override
    public boolean hasIdempotencyKey() {
        return orderId != null;
    }

    /** Leaves the fields out, as they tell about a person. */
    @Override
    public String toString() {
        return "Purchase";
    }

    /**
     * The products of an order.
     *
     * @param products the products
     * @param numItems how many items there are, not negative, or null
     */
    public record Contents(
            List<ProductItem> products, @Nullable Integer numItems) {

        /** Checks the number and copies the list. */
        public Contents {
            products = List.copyOf(products);
            AttributeValidation.requireCount("numItems", numItems);
        }

        private Map<String, Object> members() {
            return new JsonMembers()
                    .with("products", JsonMembers.productsOf(products))
                    .with("numItems", numItems)
                    .map();
        }

        /** Leaves the products out, as they tell about a person. */
        @Override
        public String toString() {
            return "Contents";
        }
    }

    /** Gathers the fields; not safe for use by several threads at once. */
    public static final class Builder {

        private @Nullable BigDecimal total;
        private @Nullable Currency currency;
        private @Nullable String orderId;
        private @Nullable Contents cart;

        private Builder() {}

        /**
         * Sets the total amount.
         *
         * @param value the total amount
         * @return this builder
         */
        public Builder total(BigDecimal value) {
            this.total = Objects.requireNonNull(value, "total");
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
         * Sets the brand's id of the order.
         *
         * @param value the brand's id of the order
         * @return this builder
         */
        public Builder orderId(String value) {
            this.orderId = Objects.requireNonNull(value, "orderId");
            return this;
        }

        /**
         * Sets the products of the order.
         *
         * @param value the products of the order
         * @return this builder
         */
        public Builder cart(Contents value) {
            this.cart = Objects.requireNonNull(value, "cart");
            return this;
        }

        /**
         * {@return the engagement attribute}
         *
         * @throws IllegalArgumentException if a field cannot be sent; the message names it
         */
        public Purchase build() {
            return new Purchase(total, currency, orderId, cart);
        }
    }
}
