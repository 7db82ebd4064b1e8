package io.monitorapi.availability;

import io.monitorapi.availability.AvailabilityState.Current;
import io.monitorapi.availability.AvailabilityState.Stale;
import io.monitorapi.engagement.Engagement;
import io.monitorapi.engagement.EngagementResult;
import io.monitorapi.session.MonitorSession;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Compares the parts of two states that matter to a listener; the page id, for example, differs in every response. */
final class OfferComparison {

    private OfferComparison() {}

    static boolean isChange(AvailabilityState before, AvailabilityState after) {
        return !relevantPart(before).equals(relevantPart(after));
    }

    private static Object relevantPart(AvailabilityState state) {
        if (state instanceof Current current) {
            return offer(current.result());
        }
        return state instanceof Stale stale ? new StaleOffer(stale.lastResult().map(OfferComparison::offer)) : state;
    }

    private static Offer offer(EngagementResult result) {
        return new Offer(
                result.session(),
                result.engagements().stream().map(OfferComparison::relevantPart).toList());
    }

    /** Ignores the remaining validity and members that this version does not read. */
    private static Engagement relevantPart(Engagement engagement) {
        return new Engagement(
                engagement.statusText(),
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
                null,
                Map.of());
    }

    /** Includes the session, because impressions and handovers are valid in their own session only. */
    private record Offer(@Nullable MonitorSession session, List<Engagement> engagements) {}

    private record StaleOffer(Optional<Offer> last) {}
}
