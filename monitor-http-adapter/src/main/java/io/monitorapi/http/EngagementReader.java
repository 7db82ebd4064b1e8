package io.monitorapi.http;

import io.monitorapi.engagement.Engagement;
import io.monitorapi.engagement.EngagementStatus;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads one engagement of an answer.
 *
 * <p>Source: Monitoring API, Methods, Engagement, "engagementDetails".
 */
final class EngagementReader {

    private static final Set<String> IDS = Set.of(
            "campaignId",
            "engagementId",
            "engagementRevision",
            "contextId",
            "conversationId",
            "connectorId",
            "windowId",
            "skillId");
    private static final Set<String> TEXTS = Set.of("status", "language", "skillName");
    private static final String VALID_FOR = "validForSeconds";
    private static final Pattern SECONDS = Pattern.compile("\\d{1,9}");

    private final JsonInput in;
    private final Map<String, @Nullable String> known = new HashMap<>();
    private final Map<String, Object> others = new LinkedHashMap<>();

    private EngagementReader(JsonInput in) {
        this.in = in;
    }

    static Engagement read(JsonInput in) {
        EngagementReader reader = new EngagementReader(in);
        in.object(reader::member);
        return reader.engagement();
    }

    private boolean member(String name) {
        if (IDS.contains(name)) {
            known.put(name, in.id());
        } else if (TEXTS.contains(name)) {
            known.put(name, in.text());
        } else if (name.equals(VALID_FOR)) {
            known.put(name, in.textOrInteger());
        } else {
            in.other(name, others);
            return false;
        }
        return true;
    }

    /** An engagement without a status is kept: it offers nothing, but the session of the answer is good. */
    private Engagement engagement() {
        String status = known.get("status");
        return Engagement.builder(EngagementStatus.of(status == null ? "" : status))
                .campaign(known.get("campaignId"), known.get("engagementId"), known.get("engagementRevision"))
                .contextId(known.get("contextId"))
                .conversationId(known.get("conversationId"))
                .connectorId(known.get("connectorId"))
                .windowId(known.get("windowId"))
                .language(known.get("language"))
                .skill(known.get("skillId"), known.get("skillName"))
                .validFor(validFor(known.get(VALID_FOR)))
                .otherMembers(others)
                .build();
    }

    private static @Nullable Duration validFor(@Nullable String seconds) {
        if (seconds == null) {
            return null;
        }
        if (!SECONDS.matcher(seconds).matches()) {
            throw new UnreadableException(VALID_FOR + " is not a number of seconds");
        }
        return Duration.ofSeconds(Long.parseLong(seconds));
    }
}
