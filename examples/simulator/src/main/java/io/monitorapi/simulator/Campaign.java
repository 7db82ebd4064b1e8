package io.monitorapi.simulator;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One campaign: what it offers, and to whom. Immutable; made by {@link #builder()}.
 *
 * @param campaignId its id, or null for a conversation that belongs to no campaign
 * @param engagementId the engagement's id, or null likewise
 * @param revision the engagement's revision
 * @param conversationId the conversation that is running, or null to offer an engagement
 * @param language the language it says, or null
 * @param entryPoint the entry point it is for, or null for all
 * @param attribute the engagement attribute it is for, or null for all
 */
public record Campaign(
        @Nullable String campaignId,
        @Nullable String engagementId,
        int revision,
        @Nullable String conversationId,
        @Nullable String language,
        @Nullable String entryPoint,
        @Nullable Target attribute) {

    /** {@return a builder of a campaign for everybody, with made-up ids} */
    public static Builder builder() {
        return new Builder();
    }

    /**
     * The engagement attribute that a campaign is for.
     *
     * @param type its type, such as {@code ctmrinfo}
     * @param field a member, at whatever depth
     * @param value the member's value, as text
     */
    public record Target(String type, String field, String value) {

        /** Checks that nothing is missing. */
        public Target {
            Objects.requireNonNull(type, "type");
            Objects.requireNonNull(field, "field");
            Objects.requireNonNull(value, "value");
        }
    }

    /** Gathers a campaign; not safe for use by several threads at once. */
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
         * Lets a conversation run instead of offering an engagement.
         *
         * @param id the conversation
         * @return this builder
         */
        public Builder conversation(String id) {
            this.conversationId = id;
            return this;
        }

        /**
         * Sets the language it says.
         *
         * @param tag such as {@code en-US}
         * @return this builder
         */
        public Builder language(String tag) {
            this.language = tag;
            return this;
        }

        /**
         * Offers it at one entry point only.
         *
         * @param point the entry point
         * @return this builder
         */
        public Builder entryPoint(String point) {
            this.entryPoint = point;
            return this;
        }

        /**
         * Offers it only once an engagement attribute was seen in the session.
         *
         * @param type the attribute's type
         * @param field a member of it
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
