package io.monitorapi.engagement;

import io.monitorapi.session.EngagementContext;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * An event of an offered engagement: it was displayed, accepted, expanded, closed, or it timed out.
 *
 * <p>An impression counts only in the session in which the engagement was offered. It is sent with a {@link Report}, not with
 * an {@link EngagementRequest}. Source: Monitoring API, Methods, Report, "Impression events". Immutable.
 *
 * @param kind the kind of event
 * @param context the engagement
 * @param namesContext whether the id of the context is sent; the service documents it for display and accept only
 */
public record Impression(Kind kind, EngagementContext context, boolean namesContext) {

    /** Validates the components. */
    public Impression {
        Objects.requireNonNull(kind, "kind");
        Objects.requireNonNull(context, "context");
    }

    /**
     * Creates an impression; the id of the context is sent where the service documents it.
     *
     * @param kind the kind of event
     * @param context the engagement
     * @return the impression
     */
    public static Impression of(Kind kind, EngagementContext context) {
        return new Impression(kind, context, kind == Kind.DISPLAY || kind == Kind.ACCEPT);
    }

    /**
     * Creates an impression of an engagement.
     *
     * @param kind the kind of event
     * @param engagement the engagement
     * @return the impression
     * @throws IllegalArgumentException if the engagement has no context, such as a running conversation
     */
    public static Impression of(Kind kind, Engagement engagement) {
        return of(
                kind,
                engagement
                        .context()
                        .orElseThrow(
                                () -> new IllegalArgumentException(
                                        "engagement has no context: only an offered engagement (status 'expose') of an EngagementResult has impressions")));
    }

    /**
     * Creates an impression: the button was displayed.
     *
     * @param engagement the engagement
     * @return the impression
     * @throws IllegalArgumentException if the engagement has no context
     */
    public static Impression display(Engagement engagement) {
        return of(Kind.DISPLAY, engagement);
    }

    /**
     * Creates an impression: the button was displayed.
     *
     * @param context the engagement
     * @return the impression
     */
    public static Impression display(EngagementContext context) {
        return of(Kind.DISPLAY, context);
    }

    /**
     * Creates an impression: the consumer clicked the button.
     *
     * @param engagement the engagement
     * @return the impression
     * @throws IllegalArgumentException if the engagement has no context
     */
    public static Impression accept(Engagement engagement) {
        return of(Kind.ACCEPT, engagement);
    }

    /**
     * Creates an impression: the consumer clicked the button.
     *
     * @param context the engagement
     * @return the impression
     */
    public static Impression accept(EngagementContext context) {
        return of(Kind.ACCEPT, context);
    }

    /**
     * Sends the id of the context even where the service does not document it.
     *
     * @return a copy that sends the id of the context
     */
    public Impression namingContext() {
        return new Impression(kind, context, true);
    }

    /** {@return the type, as the service names it, such as {@code impDisplay}} */
    public String type() {
        return kind.type;
    }

    /**
     * {@return all members except the type, under the names that the service uses; numeric ids are numbers}
     *
     * <p>Further members of {@code impExpanded} are not documented, so none are sent.
     */
    public Map<String, Object> members() {
        Map<String, Object> members = new LinkedHashMap<>();
        members.put("campaign", NumericOrTextId.numberOrText(context.campaignId()));
        members.put("engId", NumericOrTextId.numberOrText(context.engagementId()));
        members.put("revision", NumericOrTextId.numberOrText(context.revision()));
        if (namesContext) {
            members.put("eContext", List.of(eContext()));
        }
        return Collections.unmodifiableMap(members);
    }

    private Map<String, Object> eContext() {
        Map<String, Object> named = new LinkedHashMap<>();
        named.put("type", "engagementContext");
        named.put("id", context.contextId());
        return Collections.unmodifiableMap(named);
    }

    /** Omits the context. */
    @Override
    public String toString() {
        return "Impression[kind=" + kind + "]";
    }

    /** The kinds of events. */
    public enum Kind {
        /** The button was displayed. */
        DISPLAY("impDisplay"),
        /** The consumer clicked the button. */
        ACCEPT("impAccept"),
        /** The consumer expanded the engagement. */
        EXPAND("impExpanded"),
        /** The engagement was removed because its time was over. */
        TIMEOUT("impTimeout"),
        /** The consumer closed the engagement. */
        CLOSE("impClose");

        private final String type;

        Kind(String type) {
            this.type = type;
        }
    }
}
