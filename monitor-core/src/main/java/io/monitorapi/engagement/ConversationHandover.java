package io.monitorapi.engagement;

import io.monitorapi.session.EngagementContext;
import io.monitorapi.session.MonitorSession;
import java.util.HexFormat;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Hands an accepted engagement over to messaging, so that the conversation belongs to its campaign and the agent sees the
 * visitor.
 *
 * <p>Source: Messaging, "Create a conversation" (campaignInfo and conversationContext); the connector is what a consumer
 * authenticates with. Immutable; mostly made by {@link EngagementResult#handover()}.
 *
 * @param campaignId the campaign
 * @param engagementId the engagement of that campaign
 * @param contextId the context; messaging calls it interaction context
 * @param session the pair that the engagement was offered in; whoever has it can act for the visitor, so give it to the
 *     consumer's own device only
 * @param language the consumer's language, such as {@code en-US}, or null
 * @param connectorId the login connector, or null when the service named none
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

    /** The longest number that every JSON reader keeps exact. */
    private static final int EXACT_DIGITS = 15;

    /** Checks that nothing is missing. */
    public ConversationHandover {
        Objects.requireNonNull(campaignId, "campaignId");
        Objects.requireNonNull(engagementId, "engagementId");
        Objects.requireNonNull(contextId, "contextId");
        Objects.requireNonNull(session, "session");
    }

    /**
     * Hands an engagement over.
     *
     * @param engagement what was offered
     * @param session the pair that it was offered in
     * @return the hand-over
     * @throws IllegalArgumentException if it was not offered, or names no context: a running conversation is resumed by its
     *     conversation id instead
     */
    public static ConversationHandover of(Engagement engagement, MonitorSession session) {
        EngagementContext context = engagement.context().orElse(null);
        if (context == null || !engagement.status().equals(EngagementStatus.EXPOSE)) {
            throw new IllegalArgumentException("engagement is not offered (status 'expose') with a context: resume a"
                    + " running conversation by its conversationId");
        }
        return new ConversationHandover(
                context.campaignId(),
                context.engagementId(),
                context.contextId(),
                session,
                engagement.language(),
                engagement.connectorId());
    }

    /**
     * Sets the consumer's language.
     *
     * @param tag the language, such as {@code en-US}
     * @return a hand-over that is otherwise the same
     */
    public ConversationHandover inLanguage(String tag) {
        Objects.requireNonNull(tag, "language");
        return new ConversationHandover(campaignId, engagementId, contextId, session, tag, connectorId);
    }

    /**
     * Writes the hand-over for a page or an app: {@code campaignInfo} and {@code conversationContext} go into the request for a
     * conversation as they are, {@code connectorId} (left out when there is none) into the path of the authentication.
     *
     * @return a JSON object; ids that are numbers are numbers there
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
        boolean exact = id.length() <= EXACT_DIGITS && ServiceId.numberOrText(id) instanceof Long;
        return exact ? id : quoted(id);
    }

    /** Escapes whatever is not plain, so that the text is safe inside a page, too. */
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

    /** Leaves the ids out, as they open the session. */
    @Override
    public String toString() {
        return "ConversationHandover[campaignId=" + campaignId + ", engagementId=" + engagementId + "]";
    }
}
