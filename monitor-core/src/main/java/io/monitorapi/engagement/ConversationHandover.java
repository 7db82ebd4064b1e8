package io.monitorapi.engagement;

import io.monitorapi.session.MonitorSession;
import java.util.HexFormat;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The data that messaging needs to start the conversation of an accepted engagement, so that the conversation is attributed to
 * its campaign and the agent sees the visitor.
 *
 * <p>Source: Messaging, "Create a conversation" (campaignInfo and conversationContext); the consumer authenticates with
 * the connector. Immutable; usually created by {@link EngagementResult#handover()}.
 *
 * @param campaignId the id of the campaign
 * @param engagementId the id of the engagement
 * @param contextId the id of the context; messaging calls it interaction context
 * @param session the session in which the engagement was offered; it gives access to the visitor, so send it to the
 *     consumer's own device only
 * @param language the consumer's language, such as {@code en-US}, or null
 * @param connectorId the id of the login connector, or null if the response had none
 */
public record ConversationHandover(
        String campaignId,
        String engagementId,
        String contextId,
        MonitorSession session,
        @Nullable String language,
        @Nullable String connectorId) {

    /** The type of the conversation context that messaging expects. */
    public static final String CONTEXT_TYPE = "SharkContext";

    /** The number of digits that every JSON reader reads exactly. */
    private static final int EXACT_DIGITS = 15;

    /** Validates that required components are not null. */
    public ConversationHandover {
        Objects.requireNonNull(campaignId, "campaignId");
        Objects.requireNonNull(engagementId, "engagementId");
        Objects.requireNonNull(contextId, "contextId");
        Objects.requireNonNull(session, "session");
    }

    /**
     * Creates the handover of an engagement.
     *
     * @param engagement the offered engagement
     * @param session the session in which it was offered
     * @return the handover
     * @throws IllegalArgumentException if the engagement is not offered or has no context; a running conversation is resumed
     *     by its conversation id instead
     */
    public static ConversationHandover of(Engagement engagement, MonitorSession session) {
        String campaignId = engagement.campaignId();
        String engagementId = engagement.engagementId();
        String contextId = engagement.contextId();
        boolean isOffered = engagement.status() == EngagementStatus.EXPOSE;
        if (!isOffered || campaignId == null || engagementId == null || contextId == null) {
            throw new IllegalArgumentException("engagement must have status 'expose' and a context; resume a running"
                    + " conversation by its conversationId");
        }
        return new ConversationHandover(
                campaignId, engagementId, contextId, session, engagement.language(), engagement.connectorId());
    }

    /**
     * Sets the consumer's language.
     *
     * @param tag the language, such as {@code en-US}
     * @return a copy with that language
     */
    public ConversationHandover inLanguage(String tag) {
        Objects.requireNonNull(tag, "language");
        return new ConversationHandover(campaignId, engagementId, contextId, session, tag, connectorId);
    }

    /**
     * Writes the handover as JSON for a page or an app. Copy {@code campaignInfo} and {@code conversationContext} unchanged into
     * the request that creates the conversation; {@code connectorId} (omitted if absent) is part of the authentication path.
     *
     * @return a JSON object; numeric ids are JSON numbers
     */
    public String toJson() {
        StringBuilder json = new StringBuilder(320)
                .append("{\"campaignInfo\":{\"campaignId\":")
                .append(id(campaignId))
                .append(",\"engagementId\":")
                .append(id(engagementId))
                .append("},\"conversationContext\":{\"type\":")
                .append(quoted(CONTEXT_TYPE))
                .append(",\"visitorId\":")
                .append(quoted(session.visitorId()))
                .append(",\"sessionId\":")
                .append(quoted(session.sessionId()))
                .append(",\"interactionContextId\":")
                .append(quoted(contextId));
        if (language != null) {
            json.append(",\"lang\":").append(quoted(language));
        }
        json.append('}');
        if (connectorId != null) {
            json.append(",\"connectorId\":").append(id(connectorId));
        }
        return json.append('}').toString();
    }

    private static String id(String id) {
        boolean exact = id.length() <= EXACT_DIGITS && NumericOrTextId.numberOrText(id) instanceof Long;
        return exact ? id : quoted(id);
    }

    /** Escapes all but plain ASCII characters, so that the text is also safe inside an HTML page. */
    private static String quoted(String text) {
        StringBuilder quoted = new StringBuilder(text.length() + 2).append('"');
        for (int i = 0; i < text.length(); i++) {
            char character = text.charAt(i);
            if (character >= ' ' && character < 127 && "\"\\<>&'".indexOf(character) < 0) {
                quoted.append(character);
            } else {
                quoted.append("\\u").append(HexFormat.of().toHexDigits(character));
            }
        }
        return quoted.append('"').toString();
    }

    /** Omits the ids of the session, because they give access to it. */
    @Override
    public String toString() {
        return "ConversationHandover[campaignId=" + campaignId + ", engagementId=" + engagementId + "]";
    }
}
