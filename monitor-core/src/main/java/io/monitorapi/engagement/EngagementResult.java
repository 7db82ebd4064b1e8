package io.monitorapi.engagement;

import io.monitorapi.engagement.ReportReceipt.RefusedAttribute;
import io.monitorapi.session.MonitorSession;
import io.monitorapi.session.SessionFingerprint;
import java.io.Serial;
import java.io.Serializable;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The response of the service to whether a "Click to Chat" button may be displayed to a visitor now.
 *
 * <p>Source: Monitoring API, Methods, Engagement, "Response". Immutable.
 *
 * <p>Serialization, to an HTTP session or a cache, leaves out the session, the members that the SDK does not read, and the refused
 * engagement attributes; impressions of the engagements can still be reported.
 *
 * @param engagements all engagements in the order of the response; empty if nothing is offered
 * @param session the session of the response; a chat window needs it; null if this result was deserialized
 * @param sessionCreated whether this call opened the session
 * @param sessionRenewed whether this call opened it although the visitor had one; engagements offered before are invalid
 * @param pageId the id of the page, or null if the response had none
 * @param otherMembers members that this version of the SDK does not read, as text, numbers, booleans, lists and maps
 * @param refusedAttributes the engagement attributes that the service did not accept; empty unless salvage was enabled
 */
public record EngagementResult(
        List<Engagement> engagements,
        @Nullable MonitorSession session,
        boolean sessionCreated,
        boolean sessionRenewed,
        @Nullable String pageId,
        Map<String, Object> otherMembers,
        List<RefusedAttribute> refusedAttributes)
        implements Serializable {

    @Serial
    private static final long serialVersionUID = 1;

    /** Copies lists and map, and marks the engagements as offered in the session. */
    public EngagementResult {
        engagements = session == null ? List.copyOf(engagements) : offeredIn(session, engagements);
        refusedAttributes = List.copyOf(refusedAttributes);
        otherMembers =
                otherMembers.isEmpty() ? Map.of() : Collections.unmodifiableMap(new LinkedHashMap<>(otherMembers));
    }

    /**
     * Creates a result without refused engagement attributes.
     *
     * @param engagements all engagements in the order of the response
     * @param session the session of the response
     * @param sessionCreated whether this call opened the session
     * @param sessionRenewed whether this call opened it although the visitor had one
     * @param pageId the id of the page, or null
     * @param otherMembers members that this version of the SDK does not read
     */
    public EngagementResult(
            List<Engagement> engagements,
            MonitorSession session,
            boolean sessionCreated,
            boolean sessionRenewed,
            @Nullable String pageId,
            Map<String, Object> otherMembers) {
        this(
                engagements,
                Objects.requireNonNull(session, "session"),
                sessionCreated,
                sessionRenewed,
                pageId,
                otherMembers,
                List.of());
    }

    /**
     * Adds engagement attributes that the service did not accept.
     *
     * @param refused the engagement attributes
     * @return a copy with these refused engagement attributes
     */
    public EngagementResult withRefusedAttributes(List<RefusedAttribute> refused) {
        return new EngagementResult(
                engagements, session, sessionCreated, sessionRenewed, pageId, otherMembers, refused);
    }

    /** {@return whether an engagement is offered; a conversation may be running nevertheless, see {@link #outcome()}} */
    public boolean isAvailable() {
        return available().isPresent();
    }

    /** {@return the first engagement that is offered, empty if there is none} */
    public Optional<Engagement> available() {
        return engagements.stream().filter(Engagement::isOffered).findFirst();
    }

    /** {@return the running conversation, which the button should resume; empty if there is none} */
    public Optional<Engagement> activeConversation() {
        return engagements.stream()
                .filter(engagement -> engagement.status().isConversation())
                .findFirst();
    }

    /** {@return what the page should display: a running conversation comes before an offered engagement} */
    public Outcome outcome() {
        if (activeConversation().isPresent()) {
            return Outcome.CONVERSATION_RUNNING;
        }
        return isAvailable() ? Outcome.OFFERED : Outcome.NOTHING;
    }

    /**
     * {@return the data that messaging needs to start the offered conversation, empty if none is offered, or if this result was
     * deserialized and has no session}
     */
    public Optional<ConversationHandover> handover() {
        MonitorSession pair = session;
        if (pair == null) {
            return Optional.empty();
        }
        return available()
                .filter(engagement -> engagement.context().isPresent())
                .map(engagement -> ConversationHandover.of(engagement, pair));
    }

    @Serial
    private Object writeReplace() {
        return new EngagementResult(engagements, null, sessionCreated, sessionRenewed, pageId, Map.of(), List.of());
    }

    private static List<Engagement> offeredIn(MonitorSession session, List<Engagement> engagements) {
        if (engagements.isEmpty()) {
            return List.of();
        }
        SessionFingerprint fingerprint = SessionFingerprint.of(session);
        return engagements.stream()
                .map(engagement -> engagement.offeredIn(fingerprint))
                .toList();
    }

    /** Omits the ids and other members. */
    @Override
    public String toString() {
        return "EngagementResult[engagements=" + engagements + ", sessionCreated=" + sessionCreated
                + ", sessionRenewed=" + sessionRenewed + "]";
    }

    /** What a page should display. */
    public enum Outcome {
        /** An engagement is offered: display the button for {@link EngagementResult#available()}. */
        OFFERED,

        /** A conversation is running: display a button that resumes {@link EngagementResult#activeConversation()}. */
        CONVERSATION_RUNNING,

        /** Neither: display no button. */
        NOTHING
    }
}
