package io.monitorapi.session;

import java.util.Objects;

/**
 * Names one offered engagement inside the session that it was offered in; impressions refer to it.
 *
 * <p>The ids are the service's, as text. Source: Monitoring API, Methods, Engagement, "engagementDetails". Immutable.
 *
 * @param campaignId the campaign
 * @param engagementId the engagement of that campaign
 * @param revision the engagement's revision
 * @param contextId the context, which means something only in its own session
 */
public record EngagementContext(String campaignId, String engagementId, String revision, String contextId) {

    /** Checks that nothing is missing. */
    public EngagementContext {
        Objects.requireNonNull(campaignId, "campaignId");
        Objects.requireNonNull(engagementId, "engagementId");
        Objects.requireNonNull(revision, "revision");
        Objects.requireNonNull(contextId, "contextId");
    }
}
