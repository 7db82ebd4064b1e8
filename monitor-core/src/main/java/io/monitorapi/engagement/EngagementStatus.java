package io.monitorapi.engagement;

import java.util.Objects;

/**
 * Says what an engagement offers; an open set, as the service may answer with new ones.
 *
 * <p>Source: Monitoring API, Methods, Engagement, "status". Immutable.
 *
 * @param text the service's word
 */
public record EngagementStatus(String text) {

    /** The button may be shown. */
    public static final EngagementStatus EXPOSE = new EngagementStatus("expose");

    /** A conversation is running and can be resumed. */
    public static final EngagementStatus CONVERSATION = new EngagementStatus("conversation");

    /** Another word of the service for a running conversation. */
    public static final EngagementStatus INTERACTION = new EngagementStatus("interaction");

    /** Checks that there is a word. */
    public EngagementStatus {
        Objects.requireNonNull(text, "text");
    }

    /** {@return whether a conversation is running} */
    public boolean isConversation() {
        return equals(CONVERSATION) || equals(INTERACTION);
    }

    /**
     * Finds the status of a word.
     *
     * @param text the service's word
     * @return the known status, or a new one for an unknown word
     */
    public static EngagementStatus of(String text) {
        return switch (text) {
            case "expose" -> EXPOSE;
            case "conversation" -> CONVERSATION;
            case "interaction" -> INTERACTION;
            default -> new EngagementStatus(text);
        };
    }
}
