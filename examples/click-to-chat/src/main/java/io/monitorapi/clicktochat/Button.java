package io.monitorapi.clicktochat;

import io.monitorapi.availability.AvailabilityState;
import io.monitorapi.availability.AvailabilityState.Stale;
import io.monitorapi.engagement.Engagement;
import io.monitorapi.engagement.EngagementResult;
import io.monitorapi.session.EngagementContext;
import io.monitorapi.session.MonitorSession;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What a page has to know of its button.
 *
 * @param state available, conversation or unavailable
 * @param campaignId the campaign of the offer, or null
 * @param engagementId the engagement of the offer, or null
 * @param context what the page sends back when the button is displayed, whichever node it reaches; or null
 * @param session tells sessions apart without saying which they are, as every session wants its own impressions; or null
 * @param staleSince since when this may not hold any more, or null when it holds
 */
record Button(
        String state,
        @Nullable String campaignId,
        @Nullable String engagementId,
        @Nullable String context,
        @Nullable String session,
        @Nullable Instant staleSince) {

    static Button of(AvailabilityState known) {
        Button button = known.lastResult().map(Button::of).orElseGet(Button::unavailable);
        return known instanceof Stale stale ? button.stale(stale.since()) : button;
    }

    static Button of(EngagementResult result) {
        return result.activeConversation()
                .map(conversation -> of("conversation", conversation, result.session()))
                .or(() -> result.available().map(offer -> of("available", offer, result.session())))
                .orElseGet(Button::unavailable);
    }

    static Button unavailable() {
        return new Button("unavailable", null, null, null, null, null);
    }

    private static Button of(String state, Engagement engagement, MonitorSession session) {
        return new Button(
                state,
                engagement.campaignId(),
                engagement.engagementId(),
                engagement.context().map(EngagementContext::encode).orElse(null),
                tag(session),
                null);
    }

    private static String tag(MonitorSession session) {
        String pair = session.visitorId() + " " + session.sessionId();
        return UUID.nameUUIDFromBytes(pair.getBytes(StandardCharsets.US_ASCII)).toString();
    }

    private Button stale(Instant since) {
        return new Button(state, campaignId, engagementId, context, session, since);
    }
}
