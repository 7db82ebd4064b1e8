package io.monitorapi.http.json;

import io.monitorapi.engagement.Engagement;
import io.monitorapi.session.EngagementContext;
import io.monitorapi.session.SessionFingerprint;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Converts an engagement to and from its JSON form. */
final class EngagementJson {

    private EngagementJson() {}

    /** Members that the SDK does not read are left out, as they may identify a person; names of unreadable ones are kept. */
    static Map<String, Object> write(Engagement engagement) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("status", engagement.statusText());
        put(json, "campaignId", engagement.campaignId());
        put(json, "engagementId", engagement.engagementId());
        put(json, "engagementRevision", engagement.engagementRevision());
        put(json, "contextId", engagement.contextId());
        put(json, "conversationId", engagement.conversationId());
        put(json, "connectorId", engagement.connectorId());
        put(json, "windowId", engagement.windowId());
        put(json, "language", engagement.language());
        put(json, "skillId", engagement.skillId());
        put(json, "skillName", engagement.skillName());
        Duration validFor = engagement.validFor();
        put(json, "validForSeconds", validFor == null ? null : validFor.toSeconds());
        put(json, "context", engagement.context().map(EngagementContext::encode).orElse(null));
        if (!engagement.unreadableMembers().isEmpty()) {
            json.put("unreadableMembers", engagement.unreadableMembers());
        }
        return json;
    }

    static Engagement read(Members json) {
        Long validForSeconds = json.wholeNumber("validForSeconds");
        String context = json.text("context");
        Map<String, Object> unreadable = new LinkedHashMap<>();
        json.texts("unreadableMembers").forEach(name -> unreadable.put(name, "unreadable"));
        return new Engagement(
                json.requiredText("status"),
                json.text("campaignId"),
                json.text("engagementId"),
                json.text("engagementRevision"),
                json.text("contextId"),
                json.text("conversationId"),
                json.text("connectorId"),
                json.text("windowId"),
                json.text("language"),
                json.text("skillId"),
                json.text("skillName"),
                validForSeconds == null ? null : Duration.ofSeconds(validForSeconds),
                context == null ? null : fingerprint(context),
                unreadable);
    }

    private static SessionFingerprint fingerprint(String context) {
        return EngagementContext.decode(context).sessionFingerprint();
    }

    private static void put(Map<String, Object> json, String name, @Nullable Object value) {
        if (value != null) {
            json.put(name, value);
        }
    }
}
