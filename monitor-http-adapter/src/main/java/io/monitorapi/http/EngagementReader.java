package io.monitorapi.http;

import io.monitorapi.engagement.Engagement;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads one engagement of an answer.
 *
 * <p>Source: Monitoring API, Methods, Engagement, "engagementDetails".
 */
final class EngagementReader {

    private static final Pattern SECONDS = Pattern.compile("\\d{1,9}");

    private final JsonInput in;
    private final Map<String, Object> others = new LinkedHashMap<>();
    private @Nullable String status;
    private @Nullable String campaign;
    private @Nullable String engagement;
    private @Nullable String revision;
    private @Nullable String context;
    private @Nullable String conversation;
    private @Nullable String connector;
    private @Nullable String window;
    private @Nullable String language;
    private @Nullable String skill;
    private @Nullable String skillName;
    private @Nullable String seconds;

    private EngagementReader(JsonInput in) {
        this.in = in;
    }

    static Engagement read(JsonInput in) {
        EngagementReader reader = new EngagementReader(in);
        in.object(reader::member);
        return reader.engagement();
    }

    private boolean member(String name) {
        switch (name) {
            case "status" -> status = in.text();
            case "campaignId" -> campaign = in.id();
            case "engagementId" -> engagement = in.id();
            case "engagementRevision" -> revision = in.id();
            case "contextId" -> context = in.id();
            case "conversationId" -> conversation = in.id();
            case "connectorId" -> connector = in.id();
            case "windowId" -> window = in.id();
            case "language" -> language = in.text();
            case "skillId" -> skill = in.id();
            case "skillName" -> skillName = in.text();
            case "validForSeconds" -> seconds = in.textOrInteger();
            default -> {
                in.other(name, others);
                return false;
            }
        }
        return true;
    }

    /** An engagement without a status is kept: it offers nothing, but the session of the answer is good. */
    private Engagement engagement() {
        return Engagement.builder(status == null ? "" : status)
                .campaign(campaign, engagement, revision)
                .contextId(context)
                .conversationId(conversation)
                .connectorId(connector)
                .windowId(window)
                .language(language)
                .skill(skill, skillName)
                .validFor(validFor(seconds))
                .otherMembers(others)
                .build();
    }

    private static @Nullable Duration validFor(@Nullable String seconds) {
        if (seconds == null) {
            return null;
        }
        if (!SECONDS.matcher(seconds).matches()) {
            throw new MalformedResponseException("validForSeconds is not a number of seconds");
        }
        return Duration.ofSeconds(Long.parseLong(seconds));
    }
}
