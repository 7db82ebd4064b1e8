package io.monitorapi.attribute;

import java.math.BigDecimal;
import java.util.Currency;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A purchase of the consumer.
 *
 * <p>Source: Engagement Attributes, "Types", "Transaction". Immutable; created by {@link #builder()}.
 *
 * @param total the total amount, or null
 * @param currency the currency of the amounts, or null
 * @param orderId the brand's id of the order, or null; set it, because the service recognises a repeated report by it
 * @param cart the products of the order, or null
 */
public record Purchase(
        @Nullable BigDecimal total,
        @Nullable Currency currency,
        @Nullable String orderId,
        @Nullable Contents cart) implements EngagementAttribute {

    /** Validates the fields; throws {@link IllegalArgumentException} that names the invalid one. */
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
    public boolean isEvent() {
        return true;
    }

    @Override
    public Map<String, Object> members() {
        return new JsonObjectBuilder()
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

    /** Omits the fields, because they may be personal data. */
    @Override
    public String toString() {
        return "Purchase";
    }

    /**
     * The products of an order.
     *
     * @param products the products
     * @param numItems the number of items, not negative, or null
     */
    public record Contents(
            List<ProductItem> products, @Nullable Integer numItems) {

        /** Validates the number and copies the list. */
        public Contents {
            products = List.copyOf(products);
            AttributeValidation.requireCount("numItems", numItems);
        }

        private Map<String, Object> members() {
            return new JsonObjectBuilder()
                    .with("products", ProductItem.membersOf(products))
                    .with("numItems", numItems)
                    .map();
        }

        /** Omits the products, because they may be personal data. */
        @Override
        public String toString() {
            return "Contents";
        }
    }

    /** Builds the engagement attribute; not thread-safe. */
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
         * @throws IllegalArgumentException if a field is invalid; the message names it
         */
        public Purchase build() {
            return new Purchase(total, currency, orderId, cart);
        }
    }
}
