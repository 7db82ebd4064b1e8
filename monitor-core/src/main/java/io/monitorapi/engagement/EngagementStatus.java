package io.monitorapi.engagement;

import java.util.Objects;

/**
 * The status of an engagement. The set is open, because the service may add values.
 *
 * <p>Source: Monitoring API, Methods, Engagement, "status". Immutable.
 *
 * @param text the status as the service sends it
 */
public record EngagementStatus(String text) {

    /** The engagement is offered: the button may be displayed. */
    public static final EngagementStatus EXPOSE = new EngagementStatus("expose");

    /** A conversation is running and can be resumed. */
    public static final EngagementStatus CONVERSATION = new EngagementStatus("conversation");

    /** A conversation is running; another value of the service for {@link #CONVERSATION}. */
    public static final EngagementStatus INTERACTION = new EngagementStatus("interaction");

    /** Validates that the text is not null. */
    public EngagementStatus {
        Objects.requireNonNull(text, "text");
    }

    /** {@return whether a conversation is running} */
    public boolean isConversation() {
        return equals(CONVERSATION) || equals(INTERACTION);
    }

    /**
     * Returns the status of a text.
     *
     * @param text the status as the service sends it
     * @return the constant, or a new status if there is none
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
