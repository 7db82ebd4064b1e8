package io.monitorapi.attribute;

import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Tells which marketing brought the consumer.
 *
 * <p>Source: Engagement Attributes, "Types", "Marketing source". Immutable; made by {@link #builder()}.
 *
 * @param channel the way that the consumer came, or null
 * @param affiliate the affiliate, or null
 * @param campaignId the brand's id of its marketing campaign, or null
 */
public record MarketingInfo(
        @Nullable Channel channel,
        @Nullable String affiliate,
        @Nullable String campaignId) implements EngagementAttribute {

    /** Checks the fields; throws {@link IllegalArgumentException} naming the one that cannot be sent. */
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
    public Map<String, Object> members() {
        return new JsonMembers()
                .with("channel", channel == null ? null : channel.code())
                .with("affiliate", affiliate)
                .with("campaignId", campaignId)
                .wrappedIn("info");
    }

    /** Leaves the fields out, as they tell about a person. */
    @Override
    public String toString() {
        return "MarketingInfo";
    }

    /**
     * A way that consumers come; an open set.
     *
     * @param code the service's number
     */
    public record Channel(int code) {

        /** By the address itself. */
        public static final Channel DIRECT = new Channel(0);

        /** By a search engine. */
        public static final Channel SEARCH = new Channel(1);

        /** By a social network. */
        public static final Channel SOCIAL = new Channel(2);

        /** By an e-mail. */
        public static final Channel EMAIL = new Channel(3);

        /** By a link of another site. */
        public static final Channel REFERRAL = new Channel(4);

        /** By an advertisement of a search engine; newer pages of the service do not list it. */
        public static final Channel PAID_SEARCH = new Channel(5);

        /** By an advertisement of another site; newer pages of the service do not list it. */
        public static final Channel DISPLAY = new Channel(6);
    }

    /** Gathers the fields; not safe for use by several threads at once. */
    public static final class Builder {

        private @Nullable Channel channel;
        private @Nullable String affiliate;
        private @Nullable String campaignId;

        private Builder() {}

        /**
         * Sets the way that the consumer came.
         *
         * @param value the way that the consumer came
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
         * @throws IllegalArgumentException if a field cannot be sent; the message names it
         */
        public MarketingInfo build() {
            return new MarketingInfo(channel, affiliate, campaignId);
        }
    }
}
