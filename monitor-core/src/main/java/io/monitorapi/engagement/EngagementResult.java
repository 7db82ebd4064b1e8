package io.monitorapi.engagement;

import io.monitorapi.session.MonitorSession;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Answers whether a "Click to Chat" button may be shown to a visitor now.
 *
 * <p>Source: Monitoring API, Methods, Engagement, "Response". Immutable.
 *
 * @param engagements all engagements of the answer in the service's order; empty when nothing is offered
 * @param session the pair that the answer belongs to; a chat window needs it
 * @param sessionCreated whether this call opened the session
 * @param sessionRenewed whether this call opened it although the visitor had one: engagements offered earlier are void
 * @param pageId the service's id of the page, or null when it named none
 * @param otherMembers the members that this version does not know, as text, numbers, booleans, lists and maps
 */
public record EngagementResult(
        List<Engagement> engagements,
        MonitorSession session,
        boolean sessionCreated,
        boolean sessionRenewed,
        @Nullable String pageId,
        Map<String, Object> otherMembers) {

    /** Checks that nothing is missing and copies list and map. */
    public EngagementResult {
        engagements = List.copyOf(engagements);
        Objects.requireNonNull(session, "session");
        otherMembers =
                otherMembers.isEmpty() ? Map.of() : Collections.unmodifiableMap(new LinkedHashMap<>(otherMembers));
    }

    /** {@return whether the button may be shown: an engagement is offered} */
    public boolean isAvailable() {
        return available().isPresent();
    }

    /** {@return the first engagement that is offered} */
    public Optional<Engagement> available() {
        return first(EngagementStatus.EXPOSE);
    }

    /** {@return the running conversation, which the button should resume} */
    public Optional<Engagement> activeConversation() {
        return engagements.stream()
                .filter(engagement -> engagement.status().isConversation())
                .findFirst();
    }

    /** {@return whether there is nothing to show: nothing is offered and no conversation is running} */
    public boolean isUnavailable() {
        return !isAvailable() && activeConversation().isEmpty();
    }

    /** {@return what messaging needs to begin the conversation that is offered, empty when none is} */
    public Optional<ConversationHandover> handover() {
        return available()
                .filter(engagement -> engagement.context().isPresent())
                .map(engagement -> ConversationHandover.of(engagement, session));
    }

    private Optional<Engagement> first(EngagementStatus status) {
        return engagements.stream()
                .filter(engagement -> engagement.status().equals(status))
                .findFirst();
    }

    /** Leaves the ids and unknown members out. */
    @Override
    public String toString() {
        return "EngagementResult[engagements=" + engagements + ", sessionCreated=" + sessionCreated
                + ", sessionRenewed=" + sessionRenewed + "]";
    }
}
