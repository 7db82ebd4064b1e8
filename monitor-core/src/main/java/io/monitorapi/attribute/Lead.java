package io.monitorapi.attribute;

import java.math.BigDecimal;
import java.util.Currency;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Tells that the consumer showed interest, for example by filling in a form.
 *
 * <p>Source: Engagement Attributes, "Types", "Lead". Immutable; made by {@link #builder()}.
 *
 * @param topic what the interest is in, or null
 * @param value what the lead is worth, or null
 * @param currency the currency of the amounts, or null
 * @param leadId the brand's id of the lead or ticket, or null; set it, as the service recognises a repeated report by it
 */
public record Lead(
        @Nullable String topic,
        @Nullable BigDecimal value,
        @Nullable Currency currency,
        @Nullable String leadId) implements EngagementAttribute {

    /** Checks the fields; throws {@link IllegalArgumentException} naming the one that cannot be sent. */
    public Lead {
        AttributeValidation.requireText("topic", topic);
        AttributeValidation.requireNumber("value", value);
        AttributeValidation.requireText("leadId", leadId);
    }

    /** {@return an empty builder} */
    public static Builder builder() {
        return new Builder();
    }

    @Override
    public String type() {
        return "lead";
    }

    @Override
    public Map<String, Object> members() {
        return new JsonMembers()
                .with("topic", topic)
                .with("value", value)
                .with("currency", currency)
                .with("leadId", leadId)
                .wrappedIn("lead");
    }

    @Override
    public boolean hasIdempotencyKey() {
        return leadId != null;
    }

    /** Leaves the fields out, as they tell about a person. */
    @Override
    public String toString() {
        return "Lead";
    }

    /** Gathers the fields; not safe for use by several threads at once. */
    public static final class Builder {

        private @Nullable String topic;
        private @Nullable BigDecimal value;
        private @Nullable Currency currency;
        private @Nullable String leadId;

        private Builder() {}

        /**
         * Sets what the interest is in.
         *
         * @param value what the interest is in
         * @return this builder
         */
        public Builder topic(String value) {
            this.topic = Objects.requireNonNull(value, "topic");
            return this;
        }

        /**
         * Sets what the lead is worth.
         *
         * @param value what the lead is worth
         * @return this builder
         */
        public Builder value(BigDecimal value) {
            this.value = Objects.requireNonNull(value, "value");
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
         * Sets the brand's id of the lead or ticket.
         *
         * @param value the brand's id of the lead or ticket
         * @return this builder
         */
        public Builder leadId(String value) {
            this.leadId = Objects.requireNonNull(value, "leadId");
            return this;
        }

        /**
         * {@return the engagement attribute}
         *
         * @throws IllegalArgumentException if a field cannot be sent; the message names it
         */
        public Lead build() {
            return new Lead(topic, value, currency, leadId);
        }
    }
}
