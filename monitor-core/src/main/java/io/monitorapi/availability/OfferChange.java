package io.monitorapi.availability;

import io.monitorapi.availability.AvailabilityState.Known;
import io.monitorapi.availability.AvailabilityState.Stale;
import io.monitorapi.engagement.Engagement;
import io.monitorapi.engagement.EngagementResult;
import io.monitorapi.session.MonitorSession;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What of a state matters to a listener; the page id, for one, is another in every answer. */
final class OfferChange {

    private OfferChange() {}

    static boolean isNews(AvailabilityState told, AvailabilityState now) {
        return !gist(told).equals(gist(now));
    }

    private static Object gist(AvailabilityState state) {
        if (state instanceof Known known) {
            return offer(known.answer());
        }
        return state instanceof Stale stale ? new Doubt(stale.lastAnswer().map(OfferChange::offer)) : state;
    }

    private static Offer offer(EngagementResult answer) {
        return new Offer(
                answer.session(),
                answer.engagements().stream().map(OfferChange::lasting).toList());
    }

    /** A validity that runs down, or a member nobody knows, is no change of the offer. */
    private static Engagement lasting(Engagement engagement) {
        return new Engagement(
                engagement.status(),
                engagement.campaignId(),
                engagement.engagementId(),
                engagement.engagementRevision(),
                engagement.contextId(),
                engagement.conversationId(),
                engagement.connectorId(),
                engagement.windowId(),
                engagement.language(),
                engagement.skillId(),
                engagement.skillName(),
                null,
                Map.of());
    }

    /** The session belongs to it: in another one, earlier impressions and hand-overs count for nothing. */
    private record Offer(MonitorSession session, List<Engagement> engagements) {}

    private record Doubt(Optional<Offer> last) {}
}
