package io.monitorapi.clicktochat;

import io.monitorapi.engagement.Engagement;
import io.monitorapi.engagement.EngagementResult;
import org.jspecify.annotations.Nullable;

/**
 * What a page has to know of its button.
 *
 * @param state available, conversation or unavailable
 * @param campaignId the campaign of the offer, or null
 * @param engagementId the engagement of the offer, or null
 */
record Button(
        String state, @Nullable String campaignId, @Nullable String engagementId) {

    static Button of(EngagementResult result) {
        return result.activeConversation()
                .map(conversation -> of("conversation", conversation))
                .or(() -> result.available().map(offer -> of("available", offer)))
                .orElseGet(Button::unavailable);
    }

    static Button unavailable() {
        return new Button("unavailable", null, null);
    }

    private static Button of(String state, Engagement engagement) {
        return new Button(state, engagement.campaignId(), engagement.engagementId());
    }
}
