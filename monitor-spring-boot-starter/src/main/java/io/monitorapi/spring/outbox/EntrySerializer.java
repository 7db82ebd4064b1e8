package io.monitorapi.spring.outbox;

import io.monitorapi.attribute.CustomAttribute;
import io.monitorapi.attribute.EngagementAttribute;
import io.monitorapi.engagement.ClientProperties;
import io.monitorapi.engagement.ClientProperties.DeviceFamily;
import io.monitorapi.engagement.ClientProperties.OsName;
import io.monitorapi.engagement.Identity;
import io.monitorapi.engagement.Report;
import io.monitorapi.error.Reason;
import io.monitorapi.session.Visitor;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.StreamWriteFeature;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.cfg.JsonNodeFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * Converts entries to and from JSON. An engagement attribute is stored as the service receives it, by type and members, and
 * read as a {@link CustomAttribute}, so what is sent is the same.
 */
final class EntrySerializer {

    private static final int VERSION = 1;

    /** Private, so that neither its settings nor modules of the application change the format. */
    private static final JsonMapper JSON = JsonMapper.builder(JsonFactory.builder()
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .enable(StreamWriteFeature.WRITE_BIGDECIMAL_AS_PLAIN)
                    .build())
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
            .build();

    private EntrySerializer() {}

    static byte[] write(OutboxEntry entry) {
        Map<String, @Nullable Object> row = new LinkedHashMap<>();
        row.put("v", VERSION);
        row.put("client", entry.client());
        row.put("visitor", entry.visitor().key());
        row.put("idempotent", entry.idempotent());
        row.put("key", entry.key());
        OutboxEntry.End end = entry.end();
        if (end != null) {
            row.put("outcome", end.outcome().name());
            row.put("reason", end.reason() == null ? null : end.reason().name());
            row.put("ended", end.at().toString());
        }
        row.put("report", reportOf(entry.report()));
        return JSON.writeValueAsBytes(row);
    }

    /** Throws {@link UnreadableEntryException} if the value is not an entry of this version. */
    static OutboxEntry read(byte[] json) {
        try {
            JsonNode row = JSON.readTree(new String(json, StandardCharsets.UTF_8));
            if (row.required("v").intValue() != VERSION) {
                throw new UnreadableEntryException();
            }
            return new OutboxEntry(
                    row.required("client").stringValue(),
                    Visitor.of(row.required("visitor").stringValue()),
                    report(row.required("report")),
                    row.required("idempotent").booleanValue(),
                    text(row, "key"),
                    row.has("outcome") ? end(row) : null);
        } catch (RuntimeException malformed) {
            // Dropped: its message may quote the value.
            throw new UnreadableEntryException();
        }
    }

    private static OutboxEntry.End end(JsonNode row) {
        String reason = text(row, "reason");
        return new OutboxEntry.End(
                ReportOutcome.valueOf(row.required("outcome").stringValue()),
                reason == null ? null : Reason.valueOf(reason),
                Instant.parse(row.required("ended").stringValue()));
    }

    private static Map<String, @Nullable Object> reportOf(Report report) {
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put(
                "identities",
                report.identities().stream().map(EntrySerializer::identityOf).toList());
        json.put("consumerId", report.consumerId());
        json.put("lpConsumerId", report.lpConsumerId());
        ClientProperties device = report.clientProperties();
        json.put("clientProperties", device == null ? null : clientPropertiesOf(device));
        json.put("entryPoints", report.entryPoints());
        json.put(
                "engagementAttributes",
                report.engagementAttributes().stream()
                        .map(each -> Map.of("type", each.type(), "members", each.members()))
                        .toList());
        json.put("pageId", report.pageId());
        json.put("salvage", report.salvage());
        return json;
    }

    private static Report report(JsonNode json) {
        JsonNode device = json.required("clientProperties");
        return new Report(
                list(json.required("identities"), EntrySerializer::identity),
                text(json, "consumerId"),
                text(json, "lpConsumerId"),
                device.isNull() ? null : clientProperties(device),
                list(json.required("entryPoints"), JsonNode::stringValue),
                list(json.required("engagementAttributes"), EntrySerializer::attribute),
                List.of(),
                text(json, "pageId"),
                json.required("salvage").booleanValue());
    }

    private static Map<String, @Nullable Object> identityOf(Identity identity) {
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("issuer", identity.issuer());
        json.put("level", identity.level());
        json.put("subject", identity.subject());
        return json;
    }

    private static Identity identity(JsonNode json) {
        return new Identity(
                text(json, "issuer"),
                json.required("level").stringValue(),
                json.required("subject").stringValue());
    }

    private static Map<String, @Nullable Object> clientPropertiesOf(ClientProperties device) {
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("appVersion", device.appVersion());
        json.put("deviceFamily", device.deviceFamily());
        json.put("ipAddress", device.ipAddress());
        json.put("osName", device.osName());
        json.put("osVersion", device.osVersion());
        return json;
    }

    private static ClientProperties clientProperties(JsonNode json) {
        String family = text(json, "deviceFamily");
        String osName = text(json, "osName");
        return new ClientProperties(
                text(json, "appVersion"),
                family == null ? null : DeviceFamily.valueOf(family),
                text(json, "ipAddress"),
                osName == null ? null : OsName.valueOf(osName),
                text(json, "osVersion"));
    }

    @SuppressWarnings("unchecked")
    private static EngagementAttribute attribute(JsonNode json) {
        Map<String, Object> members = JSON.convertValue(json.required("members"), Map.class);
        return new CustomAttribute(json.required("type").stringValue(), members);
    }

    private static <T> List<T> list(JsonNode json, Function<JsonNode, T> element) {
        List<T> list = new ArrayList<>();
        json.forEach(each -> list.add(element.apply(each)));
        return list;
    }

    private static @Nullable String text(JsonNode json, String member) {
        JsonNode value = json.get(member);
        return value == null || value.isNull() ? null : value.stringValue();
    }
}
