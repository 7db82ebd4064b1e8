package io.monitorapi.http;

import io.monitorapi.engagement.ClientProperties;
import io.monitorapi.engagement.EngagementRequest;
import io.monitorapi.engagement.Identity;
import io.monitorapi.engagement.Report;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Writes the JSON body of a request, with the member names of the Monitor API.
 *
 * <p>Source: Monitoring API, Methods, Engagement and Report, "Request body".
 */
final class RequestWriter {

    static final int LARGEST = 256 * 1024;

    private static final String ATTRIBUTES = "engagementAttributes";

    private RequestWriter() {}

    /**
     * {@return the body of a request for an engagement}
     *
     * @throws RequestEncodingException if the request cannot be written as JSON or is larger than 256 KiB
     */
    static byte[] write(EngagementRequest request) {
        ObjectNode body = consumer(request.identities(), request.consumerId(), request.lpConsumerId());
        addContext(body, request.clientProperties(), request.entryPoints());
        if (!request.engagementAttributes().isEmpty()) {
            ArrayNode attributes = body.putArray(ATTRIBUTES);
            request.engagementAttributes().forEach(each -> attributes.add(typed(each.type(), each.members())));
        }
        return limited(Json.write(body));
    }

    /**
     * {@return the body of a report}
     *
     * @throws RequestEncodingException if the report cannot be written as JSON or is larger than 256 KiB
     */
    static byte[] write(Report report) {
        ObjectNode body = consumer(report.identities(), report.consumerId(), report.lpConsumerId());
        addContext(body, report.clientProperties(), report.entryPoints());
        putText(body, "pageId", report.pageId());
        ArrayNode attributes = body.putArray(ATTRIBUTES);
        report.engagementAttributes().forEach(each -> attributes.add(typed(each.type(), each.members())));
        report.impressions().forEach(each -> attributes.add(typed(each.type(), each.members())));
        return limited(Json.write(body));
    }

    private static byte[] limited(byte[] body) {
        if (body.length > LARGEST) {
            throw new RequestEncodingException("the request is larger than " + LARGEST + " bytes");
        }
        return body;
    }

    private static ObjectNode consumer(
            List<Identity> identities, @Nullable String consumerId, @Nullable String lpConsumerId) {
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        if (!identities.isEmpty()) {
            ArrayNode nodes = body.putArray("identities");
            identities.forEach(identity -> addIdentity(nodes.addObject(), identity));
        }
        putText(body, "consumerId", consumerId);
        putText(body, "lpConsumerId", lpConsumerId);
        return body;
    }

    private static void addIdentity(ObjectNode node, Identity identity) {
        putText(node, "iss", identity.issuer());
        putText(node, "acr", identity.level());
        putText(node, "sub", identity.subject());
    }

    private static void addContext(ObjectNode body, @Nullable ClientProperties properties, List<String> entryPoints) {
        if (properties != null) {
            ObjectNode node = body.putObject("clientProperties");
            putText(node, "appVersion", properties.appVersion());
            putName(node, "deviceFamily", properties.deviceFamily());
            putText(node, "ipAddress", properties.ipAddress());
            putName(node, "osName", properties.osName());
            putText(node, "osVersion", properties.osVersion());
        }
        if (!entryPoints.isEmpty()) {
            entryPoints.forEach(body.putArray("entryPoints")::add);
        }
    }

    private static ObjectNode typed(String type, Map<String, Object> members) {
        ObjectNode node = JsonNodeFactory.instance.objectNode().put("type", type);
        members.forEach((name, value) -> node.set(name, ValueToJsonNode.of(value)));
        return node;
    }

    private static void putText(ObjectNode node, String name, @Nullable String text) {
        if (text != null) {
            node.put(name, text);
        }
    }

    private static void putName(ObjectNode node, String name, @Nullable Enum<?> value) {
        putText(node, name, value == null ? null : value.name());
    }
}
