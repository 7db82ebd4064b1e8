package io.monitorapi.http.json;

import io.monitorapi.attribute.EngagementAttribute;
import io.monitorapi.engagement.ClientProperties;
import io.monitorapi.engagement.ClientProperties.DeviceFamily;
import io.monitorapi.engagement.ClientProperties.OsName;
import io.monitorapi.engagement.Identity;
import io.monitorapi.engagement.Impression;
import io.monitorapi.engagement.Report;
import io.monitorapi.engagement.ReportReceipt;
import io.monitorapi.session.EngagementContext;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Converts reports to and from their JSON form.
 *
 * @param hasIdentities whether that form has the identities
 */
record ReportJson(boolean hasIdentities) {

    Map<String, Object> write(Report report) {
        Map<String, Object> json = new LinkedHashMap<>();
        if (hasIdentities) {
            putList(
                    json,
                    "identities",
                    report.identities().stream().map(ReportJson::write).toList());
            put(json, "consumerId", report.consumerId());
            put(json, "lpConsumerId", report.lpConsumerId());
        }
        ClientProperties properties = report.clientProperties();
        put(json, "clientProperties", properties == null ? null : write(properties));
        putList(json, "entryPoints", report.entryPoints());
        putList(
                json,
                "engagementAttributes",
                report.engagementAttributes().stream().map(AttributeJson::write).toList());
        putList(
                json,
                "impressions",
                report.impressions().stream().map(ReportJson::write).toList());
        put(json, "pageId", report.pageId());
        if (report.salvage()) {
            json.put("salvage", true);
        }
        return json;
    }

    Report read(Members json) {
        Members properties = json.object("clientProperties");
        return new Report(
                hasIdentities ? json.objects("identities", ReportJson::identity) : List.of(),
                hasIdentities ? json.text("consumerId") : null,
                hasIdentities ? json.text("lpConsumerId") : null,
                properties == null ? null : clientProperties(properties),
                json.texts("entryPoints"),
                json.objects("engagementAttributes", AttributeJson::read),
                json.objects("impressions", ReportJson::impression),
                json.text("pageId"),
                json.isTrue("salvage"));
    }

    /** A receipt is only written: types instead of engagement attributes, and no session. */
    static Map<String, Object> write(ReportReceipt receipt) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("sessionCreated", receipt.sessionCreated());
        json.put("sessionRenewed", receipt.sessionRenewed());
        put(json, "pageId", receipt.pageId());
        json.put("impressionsCounted", receipt.impressionsCounted());
        json.put(
                "accepted",
                receipt.accepted().stream().map(EngagementAttribute::type).toList());
        json.put(
                "refused",
                receipt.refused().stream()
                        .map(each -> Map.of(
                                "type",
                                each.attribute().type(),
                                "reason",
                                each.failure().reason().name()))
                        .toList());
        return json;
    }

    private static Map<String, Object> write(Identity identity) {
        Map<String, Object> json = new LinkedHashMap<>();
        put(json, "iss", identity.issuer());
        json.put("acr", identity.level());
        json.put("sub", identity.subject());
        return json;
    }

    private static Identity identity(Members json) {
        return new Identity(json.text("iss"), json.requiredText("acr"), json.requiredText("sub"));
    }

    private static Map<String, Object> write(ClientProperties properties) {
        Map<String, Object> json = new LinkedHashMap<>();
        put(json, "appVersion", properties.appVersion());
        put(json, "deviceFamily", name(properties.deviceFamily()));
        put(json, "ipAddress", properties.ipAddress());
        put(json, "osName", name(properties.osName()));
        put(json, "osVersion", properties.osVersion());
        return json;
    }

    private static ClientProperties clientProperties(Members json) {
        return new ClientProperties(
                json.text("appVersion"),
                constant(json, "deviceFamily", DeviceFamily.values()),
                json.text("ipAddress"),
                constant(json, "osName", OsName.values()),
                json.text("osVersion"));
    }

    private static Map<String, Object> write(Impression impression) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("kind", impression.kind().name());
        json.put("context", impression.context().encode());
        json.put("namesContext", impression.namesContext());
        return json;
    }

    private static Impression impression(Members json) {
        Impression.Kind kind = constant(json, "kind", Impression.Kind.values());
        if (kind == null) {
            throw new IllegalArgumentException("kind is missing");
        }
        Impression impression = Impression.of(kind, EngagementContext.decode(json.requiredText("context")));
        Boolean namesContext = json.bool("namesContext");
        return namesContext == null ? impression : new Impression(kind, impression.context(), namesContext);
    }

    private static <E extends Enum<E>> @Nullable E constant(Members json, String name, E[] constants) {
        String text = json.text(name);
        if (text == null) {
            return null;
        }
        return Stream.of(constants)
                .filter(each -> each.name().equals(text))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(name + " has an unknown value"));
    }

    private static @Nullable String name(@Nullable Enum<?> constant) {
        return constant == null ? null : constant.name();
    }

    private static void putList(Map<String, Object> json, String name, List<?> list) {
        if (!list.isEmpty()) {
            json.put(name, list);
        }
    }

    private static void put(Map<String, Object> json, String name, @Nullable Object value) {
        if (value != null) {
            json.put(name, value);
        }
    }
}
