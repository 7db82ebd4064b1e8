package io.monitorapi.engagement;

import io.monitorapi.session.EngagementContext;
import io.monitorapi.session.MonitorSession;
import io.monitorapi.session.SessionFingerprint;
import java.io.Serial;
import java.io.Serializable;
import java.time.Duration;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * An engagement of a response: a button that may be displayed, or a conversation that can be resumed.
 *
 * <p>Ids are text, whether the service sent text or numbers. All but the status may be absent; a conversation, for example,
 * may belong to no campaign. Source: Monitoring API, Methods, Engagement, "engagementDetails". Immutable;
 * created by {@link #builder(String)}.
 *
 * @param statusText the status as the service sent it; may be empty
 * @param campaignId the id of the campaign, or null
 * @param engagementId the id of the engagement, or null
 * @param engagementRevision the revision of the engagement, or null
 * @param contextId the id of the context that impressions refer to, or null
 * @param conversationId the id of the running conversation, or null
 * @param connectorId the id of the login connector that a chat window authenticates with, or null
 * @param windowId the id of the chat window, or null
 * @param language the language, such as {@code en-US}, or null
 * @param skillId the id of the skill, or null
 * @param skillName the name of the skill, or null
 * @param validFor how long the response is valid, or null if the service did not say
 * @param sessionFingerprint identifies the session in which it was offered, or null before it is part of an
 *     {@link EngagementResult}
 * @param otherMembers members that this version of the SDK does not read, as text, numbers, booleans, lists and maps
 */
public record Engagement(
        String statusText,
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
        @Nullable SessionFingerprint sessionFingerprint,
        Map<String, Object> otherMembers)
        implements Serializable {

    @Serial
    private static final long serialVersionUID = 1;

    private static final Set<String> IMPRESSION_MEMBERS =
            Set.of("campaignId", "engagementId", "engagementRevision", "contextId");

    private static final Set<String> MEMBERS = Set.of(
            "status",
            "campaignId",
            "engagementId",
            "engagementRevision",
            "contextId",
            "conversationId",
            "connectorId",
            "windowId",
            "language",
            "skillId",
            "skillName",
            "validForSeconds");

    /** Validates the status and copies the map. */
    public Engagement {
        Objects.requireNonNull(statusText, "statusText");
        otherMembers =
                otherMembers.isEmpty() ? Map.of() : Collections.unmodifiableMap(new LinkedHashMap<>(otherMembers));
    }

    /**
     * Creates a builder.
     *
     * @param status the status
     * @return a builder without other values
     */
    public static Builder builder(EngagementStatus status) {
        return builder(status.text());
    }

    /**
     * Creates a builder.
     *
     * @param statusText the status as the service sends it
     * @return a builder without other values
     */
    public static Builder builder(String statusText) {
        return new Builder(statusText);
    }

    /** {@return the status} */
    public EngagementStatus status() {
        return EngagementStatus.of(statusText);
    }

    /**
     * {@return whether the button may be displayed: the status says so, and the ids that an impression needs are not
     * {@linkplain #unreadableMembers() unreadable}}
     */
    public boolean isOffered() {
        return status() == EngagementStatus.EXPOSE && Collections.disjoint(otherMembers.keySet(), IMPRESSION_MEMBERS);
    }

    /**
     * {@return the names of members that this SDK knows but could not read, as the service sent a value of an unexpected
     * type; their values are among {@link #otherMembers()}}
     */
    public List<String> unreadableMembers() {
        return otherMembers.keySet().stream().filter(MEMBERS::contains).toList();
    }

    /** {@return the id of the campaign as a number, empty if it is absent or not a number} */
    public OptionalLong campaignNumber() {
        return number(campaignId);
    }

    /** {@return the id of the engagement as a number, empty if it is absent or not a number} */
    public OptionalLong engagementNumber() {
        return number(engagementId);
    }

    /**
     * {@return the context that impressions of this engagement refer to, empty if the response had none or if this is not part of
     * an {@link EngagementResult}}
     */
    public Optional<EngagementContext> context() {
        if (campaignId == null
                || engagementId == null
                || engagementRevision == null
                || contextId == null
                || sessionFingerprint == null) {
            return Optional.empty();
        }
        return Optional.of(
                new EngagementContext(campaignId, engagementId, engagementRevision, contextId, sessionFingerprint));
    }

    /**
     * Sets the session in which this was offered; {@link EngagementResult} does it for its engagements.
     *
     * @param session the session
     * @return a copy with the fingerprint of that session
     */
    public Engagement offeredIn(MonitorSession session) {
        return offeredIn(SessionFingerprint.of(session));
    }

    Engagement offeredIn(SessionFingerprint session) {
        if (session.equals(sessionFingerprint)) {
            return this;
        }
        return new Engagement(
                statusText,
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
                session,
                otherMembers);
    }

    private static OptionalLong number(@Nullable String id) {
        return id == null ? OptionalLong.empty() : NumericOrTextId.number(id);
    }

    /** Compares what the service sent; the session in which it was sent is no part of that. */
    @Override
    public boolean equals(@Nullable Object object) {
        return object instanceof Engagement other && values().equals(other.values());
    }

    @Override
    public int hashCode() {
        return values().hashCode();
    }

    private List<@Nullable Object> values() {
        return Arrays.asList(
                statusText,
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

    /** Omits the conversation, the context and other members, because they may identify a person. */
    @Override
    public String toString() {
        return "Engagement[status=" + statusText + ", campaignId=" + campaignId + ", engagementId=" + engagementId
                + ", engagementRevision=" + engagementRevision + "]";
    }

    /** Builds an engagement; not thread-safe. */
    public static final class Builder {

        private final String statusText;
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

        private Builder(String statusText) {
            this.statusText = Objects.requireNonNull(statusText, "statusText");
        }

        /**
         * Sets the ids of campaign and engagement, and the revision.
         *
         * @param campaign the id of the campaign, or null
         * @param engagement the id of the engagement, or null
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
         * Sets the id of the context that impressions refer to.
         *
         * @param id the id of the context, or null
         * @return this builder
         */
        public Builder contextId(@Nullable String id) {
            this.contextId = id;
            return this;
        }

        /**
         * Sets the id of the running conversation.
         *
         * @param id the id of the conversation, or null
         * @return this builder
         */
        public Builder conversationId(@Nullable String id) {
            this.conversationId = id;
            return this;
        }

        /**
         * Sets the id of the login connector.
         *
         * @param id the id of the connector, or null
         * @return this builder
         */
        public Builder connectorId(@Nullable String id) {
            this.connectorId = id;
            return this;
        }

        /**
         * Sets the id of the chat window.
         *
         * @param id the id of the window, or null
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
         * @param id the id of the skill, or null
         * @param name the name of the skill, or null
         * @return this builder
         */
        public Builder skill(@Nullable String id, @Nullable String name) {
            this.skillId = id;
            this.skillName = name;
            return this;
        }

        /**
         * Sets how long the response is valid.
         *
         * @param time the duration, or null if unknown
         * @return this builder
         */
        public Builder validFor(@Nullable Duration time) {
            this.validFor = time;
            return this;
        }

        /**
         * Sets members that this version of the SDK does not read.
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
                    statusText,
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
                    null,
                    otherMembers);
        }
    }
}
