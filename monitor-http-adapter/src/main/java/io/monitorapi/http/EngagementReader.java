package io.monitorapi.http;

import io.monitorapi.engagement.Engagement;
import java.time.Duration;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads one engagement of a response.
 *
 * <p>Source: Monitoring API, Methods, Engagement, "engagementDetails".
 */
final class EngagementReader {

    private static final Pattern SECONDS = Pattern.compile("\\d{1,9}");

    private EngagementReader() {}

    /** An engagement without a status is kept: it offers nothing, but the session of the response is valid. */
    static Engagement read(JsonObject details) {
        String status = details.text("status");
        return Engagement.builder(status == null ? "" : status)
                .campaign(details.id("campaignId"), details.id("engagementId"), details.id("engagementRevision"))
                .contextId(details.id("contextId"))
                .conversationId(details.id("conversationId"))
                .connectorId(details.id("connectorId"))
                .windowId(details.id("windowId"))
                .language(details.text("language"))
                .skill(details.id("skillId"), details.text("skillName"))
                .validFor(seconds(details.textOrInteger("validForSeconds")))
                .otherMembers(details.others())
                .build();
    }

    private static @Nullable Duration seconds(@Nullable String seconds) {
        if (seconds == null) {
            return null;
        }
        if (!SECONDS.matcher(seconds).matches()) {
            throw new MalformedResponseException("validForSeconds is not a number of seconds");
        }
        return Duration.ofSeconds(Long.parseLong(seconds));
    }
}
