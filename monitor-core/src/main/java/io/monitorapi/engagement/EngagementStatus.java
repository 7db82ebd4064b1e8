package io.monitorapi.engagement;

import java.util.Objects;

/**
 * The status of an engagement. The service may add values; {@link Engagement#statusText()} has the text of each.
 *
 * <p>Source: Monitoring API, Methods, Engagement, "status".
 */
public enum EngagementStatus {
    /** The engagement is offered: the button may be displayed. */
    EXPOSE("expose"),

    /** A conversation is running and can be resumed. */
    CONVERSATION("conversation"),

    /** A conversation is running; another value of the service for {@link #CONVERSATION}. */
    INTERACTION("interaction"),

    /** A status that this version of the SDK does not know, or none. */
    UNKNOWN("");

    private final String text;

    EngagementStatus(String text) {
        this.text = text;
    }

    /** {@return the text that the service sends, empty for {@link #UNKNOWN}} */
    public String text() {
        return text;
    }

    /** {@return whether a conversation is running} */
    public boolean isConversation() {
        return this == CONVERSATION || this == INTERACTION;
    }

    /**
     * Returns the status of a text.
     *
     * @param text the text that the service sent, in any case
     * @return the status, or {@link #UNKNOWN}
     */
    public static EngagementStatus of(String text) {
        Objects.requireNonNull(text, "text");
        for (EngagementStatus status : values()) {
            if (status.text.equalsIgnoreCase(text)) {
                return status;
            }
        }
        return UNKNOWN;
    }
}
