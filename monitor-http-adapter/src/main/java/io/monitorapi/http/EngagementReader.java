package io.monitorapi.http;

import io.monitorapi.engagement.Engagement;
import java.time.Duration;

/**
 * Reads one engagement of a response.
 *
 * <p>Source: Monitoring API, Methods, Engagement, "engagementDetails".
 */
final class EngagementReader {

    private EngagementReader() {}

    /** An engagement without a status is kept: it offers nothing, but the session of the response is valid. */
    static Engagement read(JsonObject details) {
        String status = details.optionalText("status");
        Integer validForSeconds = details.optionalInteger("validForSeconds");
        return Engagement.builder(status == null ? "" : status)
                .campaign(
                        details.optionalId("campaignId"),
                        details.optionalId("engagementId"),
                        details.optionalId("engagementRevision"))
                .contextId(details.optionalId("contextId"))
                .conversationId(details.optionalId("conversationId"))
                .connectorId(details.optionalId("connectorId"))
                .windowId(details.optionalId("windowId"))
                .language(details.optionalText("language"))
                .skill(details.optionalId("skillId"), details.optionalText("skillName"))
                .validFor(validForSeconds == null ? null : Duration.ofSeconds(validForSeconds))
                .otherMembers(details.others())
                .build();
    }
}
