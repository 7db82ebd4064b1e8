package io.monitorapi.attribute;

import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The marketing source of the consumer.
 *
 * <p>Source: Engagement Attributes, "Types", "Marketing source". Immutable; created by {@link #builder()}.
 *
 * @param channel the marketing channel, or null
 * @param affiliate the affiliate, or null
 * @param campaignId the brand's id of its marketing campaign, or null
 */
public record MarketingInfo(
        @Nullable Channel channel,
        @Nullable String affiliate,
        @Nullable String campaignId) implements EngagementAttribute {

    /** Validates the fields; throws {@link IllegalArgumentException} that names the invalid one. */
    public MarketingInfo {
        AttributeValidation.requireText("affiliate", affiliate);
        AttributeValidation.requireText("campaignId", campaignId);
    }

    /** {@return an empty builder} */
    public static Builder builder() {
        return new Builder();
    }

    @Override
    public String type() {
        return "mrktInfo";
    }

    @Override
    public boolean isEvent() {
        return false;
    }

    @Override
    public Map<String, Object> members() {
        return new JsonObjectBuilder()
                .with("channel", channel == null ? null : channel.code())
                .with("affiliate", affiliate)
                .with("campaignId", campaignId)
                .wrappedIn("info");
    }

    /** Omits the fields, because they may be personal data. */
    @Override
    public String toString() {
        return "MarketingInfo";
    }

    /**
     * A marketing channel; an open set.
     *
     * @param code the number that the service uses
     */
    public record Channel(int code) {

        /** Direct: the consumer entered the address. */
        public static final Channel DIRECT = new Channel(0);

        /** A search engine. */
        public static final Channel SEARCH = new Channel(1);

        /** A social network. */
        public static final Channel SOCIAL = new Channel(2);

        /** An e-mail. */
        public static final Channel EMAIL = new Channel(3);

        /** A link on another site. */
        public static final Channel REFERRAL = new Channel(4);

        /** An advertisement of a search engine; newer documentation does not list it. */
        public static final Channel PAID_SEARCH = new Channel(5);

        /** An advertisement on another site; newer documentation does not list it. */
        public static final Channel DISPLAY = new Channel(6);
    }

    /** Builds the engagement attribute; not thread-safe. */
    public static final class Builder {

        private @Nullable Channel channel;
        private @Nullable String affiliate;
        private @Nullable String campaignId;

        private Builder() {}

        /**
         * Sets the marketing channel.
         *
         * @param value the marketing channel
         * @return this builder
         */
        public Builder channel(Channel value) {
            this.channel = Objects.requireNonNull(value, "channel");
            return this;
        }

        /**
         * Sets the affiliate.
         *
         * @param value the affiliate
         * @return this builder
         */
        public Builder affiliate(String value) {
            this.affiliate = Objects.requireNonNull(value, "affiliate");
            return this;
        }

        /**
         * Sets the brand's id of its marketing campaign.
         *
         * @param value the brand's id of its marketing campaign
         * @return this builder
         */
        public Builder campaignId(String value) {
            this.campaignId = Objects.requireNonNull(value, "campaignId");
            return this;
        }

        /**
         * {@return the engagement attribute}
         *
         * @throws IllegalArgumentException if a field is invalid; the message names it
         */
        public MarketingInfo build() {
            return new MarketingInfo(channel, affiliate, campaignId);
        }
    }
}
