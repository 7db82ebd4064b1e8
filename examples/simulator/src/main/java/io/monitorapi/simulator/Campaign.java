package io.monitorapi.simulator;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A campaign: what it offers, and to which visitors. Immutable; created by {@link #builder()}.
 *
 * @param campaignId its id, or null for a conversation that belongs to no campaign
 * @param engagementId the engagement's id, or null for a conversation that belongs to no campaign
 * @param revision the engagement's revision
 * @param conversationId the running conversation, or null to offer an engagement
 * @param language the language of the engagement, or null
 * @param entryPoint the entry point that it targets, or null for all
 * @param attribute the engagement attribute that it targets, or null for all visitors
 */
public record Campaign(
        @Nullable String campaignId,
        @Nullable String engagementId,
        int revision,
        @Nullable String conversationId,
        @Nullable String language,
        @Nullable String entryPoint,
        @Nullable Target attribute) {

    /** {@return a builder; by default the campaign targets every visitor and has sample ids} */
    public static Builder builder() {
        return new Builder();
    }

    /**
     * The engagement attribute that a campaign targets.
     *
     * @param type its type, such as {@code ctmrinfo}
     * @param field the name of a member, at any depth
     * @param value the member's value, as text
     */
    public record Target(String type, String field, String value) {

        /** Checks that no component is null. */
        public Target {
            Objects.requireNonNull(type, "type");
            Objects.requireNonNull(field, "field");
            Objects.requireNonNull(value, "value");
        }
    }

    /** Builds a campaign. Not thread-safe. */
    public static final class Builder {

        private @Nullable String campaignId = "3100200300";
        private @Nullable String engagementId = "3100200400";
        private int revision = 12;
        private @Nullable String conversationId;
        private @Nullable String language;
        private @Nullable String entryPoint;
        private @Nullable Target attribute;

        private Builder() {}

        /**
         * Sets the ids.
         *
         * @param campaign the campaign, or null for none
         * @param engagement the engagement, or null for none
         * @return this builder
         */
        public Builder ids(@Nullable String campaign, @Nullable String engagement) {
            this.campaignId = campaign;
            this.engagementId = engagement;
            return this;
        }

        /**
         * Sets the engagement's revision.
         *
         * @param number the revision
         * @return this builder
         */
        public Builder revision(int number) {
            this.revision = number;
            return this;
        }

        /**
         * Offers a running conversation instead of a new engagement.
         *
         * @param id the conversation's id
         * @return this builder
         */
        public Builder conversation(String id) {
            this.conversationId = id;
            return this;
        }

        /**
         * Sets the language of the engagement.
         *
         * @param tag a language tag, such as {@code en-US}
         * @return this builder
         */
        public Builder language(String tag) {
            this.language = tag;
            return this;
        }

        /**
         * Targets one entry point.
         *
         * @param point the entry point
         * @return this builder
         */
        public Builder entryPoint(String point) {
            this.entryPoint = point;
            return this;
        }

        /**
         * Targets sessions in which an engagement attribute with this value was received.
         *
         * @param type the attribute's type
         * @param field the name of a member, at any depth
         * @param value the member's value, as text
         * @return this builder
         */
        public Builder attribute(String type, String field, String value) {
            this.attribute = new Target(type, field, value);
            return this;
        }

        /** {@return the campaign} */
        public Campaign build() {
            return new Campaign(campaignId, engagementId, revision, conversationId, language, entryPoint, attribute);
        }
    }
}
