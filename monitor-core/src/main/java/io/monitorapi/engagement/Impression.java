package io.monitorapi.engagement;

import io.monitorapi.session.EngagementContext;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * Tells what became of an engagement that was offered: it was displayed, accepted, expanded, timed out or closed.
 *
 * <p>An impression counts only in the session in which the engagement was offered; it cannot be sent with
 * {@code getEngagement}. Source: Monitoring API, Methods, Report, "Impression events". Immutable.
 *
 * @param kind what happened
 * @param context which engagement it happened to
 * @param namesContext whether the context's id is sent along; the service documents it for display and accept only
 */
public record Impression(Kind kind, EngagementContext context, boolean namesContext) {

    /** Checks that nothing is missing. */
    public Impression {
        Objects.requireNonNull(kind, "kind");
        Objects.requireNonNull(context, "context");
    }

    /**
     * Makes an impression, with the context's id where the service documents it.
     *
     * @param kind what happened
     * @param context which engagement it happened to
     * @return the impression
     */
    public static Impression of(Kind kind, EngagementContext context) {
        return new Impression(kind, context, kind == Kind.DISPLAY || kind == Kind.ACCEPT);
    }

    /**
     * Makes an impression of an engagement.
     *
     * @param kind what happened
     * @param engagement which engagement it happened to
     * @return the impression
     * @throws IllegalArgumentException if the engagement names no context, as a running conversation does not
     */
    public static Impression of(Kind kind, Engagement engagement) {
        return of(
                kind,
                engagement
                        .context()
                        .orElseThrow(
                                () -> new IllegalArgumentException(
                                        "engagement names no context: only what was offered (status 'expose') has impressions")));
    }

    /**
     * The button was shown.
     *
     * @param engagement which engagement
     * @return the impression
     * @throws IllegalArgumentException if the engagement names no context
     */
    public static Impression display(Engagement engagement) {
        return of(Kind.DISPLAY, engagement);
    }

    /**
     * The button was shown.
     *
     * @param context which engagement
     * @return the impression
     */
    public static Impression display(EngagementContext context) {
        return of(Kind.DISPLAY, context);
    }

    /**
     * The consumer clicked the button.
     *
     * @param engagement which engagement
     * @return the impression
     * @throws IllegalArgumentException if the engagement names no context
     */
    public static Impression accept(Engagement engagement) {
        return of(Kind.ACCEPT, engagement);
    }

    /**
     * The consumer clicked the button.
     *
     * @param context which engagement
     * @return the impression
     */
    public static Impression accept(EngagementContext context) {
        return of(Kind.ACCEPT, context);
    }

    /**
     * Sends the context's id along also where the service does not document it.
     *
     * @return an impression that is otherwise the same
     */
    public Impression namingContext() {
        return new Impression(kind, context, true);
    }

    /** {@return the service's name of the kind, such as {@code impDisplay}} */
    public String type() {
        return kind.type;
    }

    /**
     * {@return the members beside the type, under the service's names; ids that are numbers are numbers there}
     *
     * <p>What {@code impExpanded} may carry beside them is not documented, so nothing more is sent.
     */
    public Map<String, Object> members() {
        Map<String, Object> members = new LinkedHashMap<>();
        members.put("campaign", ServiceId.numberOrText(context.campaignId()));
        members.put("engId", ServiceId.numberOrText(context.engagementId()));
        members.put("revision", ServiceId.numberOrText(context.revision()));
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

    /** Leaves the context out. */
    @Override
    public String toString() {
        return "Impression[kind=" + kind + "]";
    }

    /** What happened to an engagement. */
    public enum Kind {
        /** The button was shown. */
        DISPLAY("impDisplay"),
        /** The consumer clicked the button. */
        ACCEPT("impAccept"),
        /** The consumer opened the engagement further. */
        EXPAND("impExpanded"),
        /** The engagement disappeared as its time was over. */
        TIMEOUT("impTimeout"),
        /** The consumer closed the engagement. */
        CLOSE("impClose");

        private final String type;

        Kind(String type) {
            this.type = type;
        }
    }
}
