package io.monitorapi.attribute;

import java.math.BigDecimal;
import java.util.Currency;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A lead: the consumer showed interest, for example by submitting a form.
 *
 * <p>Source: Engagement Attributes, "Types", "Lead". Immutable; created by {@link #builder()}.
 *
 * @param topic the topic of interest, or null
 * @param value the value of the lead, or null
 * @param currency the currency of the amounts, or null
 * @param leadId the brand's id of the lead or ticket, or null; set it, because the service recognises a repeated report by it
 */
public record Lead(
        @Nullable String topic,
        @Nullable BigDecimal value,
        @Nullable Currency currency,
        @Nullable String leadId) implements EngagementAttribute {

    /** Validates the fields; throws {@link IllegalArgumentException} that names the invalid one. */
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
    public boolean isEvent() {
        return true;
    }

    @Override
    public Map<String, Object> members() {
        return new JsonObjectBuilder()
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

    /** Omits the fields, because they may be personal data. */
    @Override
    public String toString() {
        return "Lead";
    }

    /** Builds the engagement attribute; not thread-safe. */
    public static final class Builder {

        private @Nullable String topic;
        private @Nullable BigDecimal value;
        private @Nullable Currency currency;
        private @Nullable String leadId;

        private Builder() {}

        /**
         * Sets the topic of interest.
         *
         * @param value the topic of interest
         * @return this builder
         */
        public Builder topic(String value) {
            this.topic = Objects.requireNonNull(value, "topic");
            return this;
        }

        /**
         * Sets the value of the lead.
         *
         * @param value the value of the lead
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
         * @throws IllegalArgumentException if a field is invalid; the message names it
         */
        public Lead build() {
            return new Lead(topic, value, currency, leadId);
        }
    }
}
