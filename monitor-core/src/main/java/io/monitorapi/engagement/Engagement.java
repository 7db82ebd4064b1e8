package io.monitorapi.engagement;

import io.monitorapi.session.EngagementContext;
import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * One engagement of an answer: a button that may be shown, or a conversation that can be resumed.
 *
 * <p>Ids are the service's, as text, whether it wrote text or numbers. Only the status is always there: a conversation,
 * for example, may belong to no campaign. Source: Monitoring API, Methods, Engagement, "engagementDetails". Immutable;
 * made by {@link #builder(EngagementStatus)}.
 *
 * @param status what it offers
 * @param campaignId the campaign, or null
 * @param engagementId the engagement of that campaign, or null
 * @param engagementRevision the engagement's revision, or null
 * @param contextId the context that impressions refer to, or null
 * @param conversationId the running conversation, or null
 * @param connectorId the login connector that a chat window authenticates with, or null
 * @param windowId the chat window, or null
 * @param language the language, such as {@code en-US}, or null
 * @param skillId the skill, or null
 * @param skillName the skill's name, or null
 * @param validFor how long the answer holds, or null when the service did not say
 * @param otherMembers the members that this version does not know, as text, numbers, booleans, lists and maps
 */
public record Engagement(
        EngagementStatus status,
        @Nullable String campaignId,
        @Nullable String engagementId,
        @Nullable String engagementRevision,
        @Nullable String contextId,
        @Nullable String conversationId,
        @Nullable String connectorId,
        @Nullable String windowId,
        @Nullable String language,
        @Nullable String skillId,
        @Nullable String skillName,
        @Nullable Duration validFor,
        Map<String, Object> otherMembers) {

    /** Checks that there is a status and copies the map. */
    public Engagement {
        Objects.requireNonNull(status, "status");
        otherMembers =
                otherMembers.isEmpty() ? Map.of() : Collections.unmodifiableMap(new LinkedHashMap<>(otherMembers));
    }

    /**
     * Starts an engagement.
     *
     * @param status what it offers
     * @return a builder for it
     */
    public static Builder builder(EngagementStatus status) {
        return new Builder(status);
    }

    /** {@return the campaign as a number, empty when there is none or it is not a number} */
    public OptionalLong campaignNumber() {
        return number(campaignId);
    }

    /** {@return the engagement as a number, empty when there is none or it is not a number} */
    public OptionalLong engagementNumber() {
        return number(engagementId);
    }

    /** {@return what impressions of this engagement refer to, empty when the service named no context} */
    public Optional<EngagementContext> context() {
        if (campaignId == null || engagementId == null || engagementRevision == null || contextId == null) {
            return Optional.empty();
        }
        return Optional.of(new EngagementContext(campaignId, engagementId, engagementRevision, contextId));
    }

    private static OptionalLong number(@Nullable String id) {
        return id == null ? OptionalLong.empty() : ServiceId.number(id);
    }

    /** Leaves the conversation, the context and unknown members out, as they may lead to a person. */
    @Override
    public String toString() {
        return "Engagement[status=" + status.text() + ", campaignId=" + campaignId + ", engagementId=" + engagementId
                + ", engagementRevision=" + engagementRevision + "]";
    }

    /** Gathers an engagement; not safe for use by several threads at once. */
    public static final class Builder {

        private final EngagementStatus status;
        private @Nullable String campaignId;
        private @Nullable String engagementId;
        private @Nullable String engagementRevision;
        private @Nullable String contextId;
        private @Nullable String conversationId;
        private @Nullable String connectorId;
        private @Nullable String windowId;
        private @Nullable String language;
        private @Nullable String skillId;
        private @Nullable String skillName;
        private @Nullable Duration validFor;
        private Map<String, Object> otherMembers = Map.of();

        private Builder(EngagementStatus status) {
            this.status = Objects.requireNonNull(status, "status");
        }

        /**
         * Sets campaign, engagement and revision.
         *
         * @param campaign the campaign, or null
         * @param engagement the engagement, or null
         * @param revision the revision, or null
         * @return this builder
         */
        public Builder campaign(@Nullable String campaign, @Nullable String engagement, @Nullable String revision) {
            this.campaignId = campaign;
            this.engagementId = engagement;
            this.engagementRevision = revision;
            return this;
        }

        /**
         * Sets the context that impressions refer to.
         *
         * @param id the context, or null
         * @return this builder
         */
        public Builder contextId(@Nullable String id) {
            this.contextId = id;
            return this;
        }

        /**
         * Sets the running conversation.
         *
         * @param id the conversation, or null
         * @return this builder
         */
        public Builder conversationId(@Nullable String id) {
            this.conversationId = id;
            return this;
        }

        /**
         * Sets the login connector.
         *
         * @param id the connector, or null
         * @return this builder
         */
        public Builder connectorId(@Nullable String id) {
            this.connectorId = id;
            return this;
        }

        /**
         * Sets the chat window.
         *
         * @param id the window, or null
         * @return this builder
         */
        public Builder windowId(@Nullable String id) {
            this.windowId = id;
            return this;
        }

        /**
         * Sets the language.
         *
         * @param tag the language, such as {@code en-US}, or null
         * @return this builder
         */
        public Builder language(@Nullable String tag) {
            this.language = tag;
            return this;
        }

        /**
         * Sets the skill.
         *
         * @param id the skill, or null
         * @param name the skill's name, or null
         * @return this builder
         */
        public Builder skill(@Nullable String id, @Nullable String name) {
            this.skillId = id;
            this.skillName = name;
            return this;
        }

        /**
         * Sets how long the answer holds.
         *
         * @param time how long, or null when nobody said
         * @return this builder
         */
        public Builder validFor(@Nullable Duration time) {
            this.validFor = time;
            return this;
        }

        /**
         * Sets the members that this version does not know.
         *
         * @param members the members by name
         * @return this builder
         */
        public Builder otherMembers(Map<String, Object> members) {
            this.otherMembers = members;
            return this;
        }

        /** {@return the engagement} */
        public Engagement build() {
            return new Engagement(
                    status,
                    campaignId,
                    engagementId,
                    engagementRevision,
                    contextId,
                    conversationId,
                    connectorId,
                    windowId,
                    language,
                    skillId,
                    skillName,
                    validFor,
                    otherMembers);
        }
    }
}
