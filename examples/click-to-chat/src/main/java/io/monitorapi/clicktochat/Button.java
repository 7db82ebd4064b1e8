package io.monitorapi.clicktochat;

import io.monitorapi.availability.AvailabilityState;
import io.monitorapi.availability.AvailabilityState.Stale;
import io.monitorapi.engagement.Engagement;
import io.monitorapi.engagement.EngagementResult;
import io.monitorapi.session.EngagementContext;
import io.monitorapi.session.MonitorSession;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The state of the button on a page, as sent to the browser.
 *
 * @param state available, conversation or unavailable
 * @param campaignId the campaign of the offer, or null
 * @param engagementId the engagement of the offer, or null
 * @param context the encoded engagement context, which the page sends to any node when it displays the button; or null
 * @param session a hash that identifies the session, because impressions are reported once per session; or null
 * @param staleSince since when the state may be out of date, or null if it is current
 */
record Button(
        String state,
        @Nullable String campaignId,
        @Nullable String engagementId,
        @Nullable String context,
        @Nullable String session,
        @Nullable Instant staleSince) {

    static Button of(AvailabilityState state) {
        Button button = state.lastResult().map(Button::of).orElseGet(Button::unavailable);
        return state instanceof Stale stale ? button.stale(stale.since()) : button;
    }

    static Button of(EngagementResult result) {
        MonitorSession session = Objects.requireNonNull(result.session());
        return result.activeConversation()
                .map(conversation -> of("conversation", conversation, session))
                .or(() -> result.available().map(offer -> of("available", offer, session)))
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
