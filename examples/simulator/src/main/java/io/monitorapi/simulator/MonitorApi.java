package io.monitorapi.simulator;

import io.monitorapi.simulator.Visitors.Session;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** The two operations of the Monitor API: engagement and report. */
final class MonitorApi {

    private static final Set<String> IMPRESSIONS =
            Set.of("impDisplay", "impAccept", "impExpanded", "impTimeout", "impClose");

    private final SimulatorSettings settings;
    private final Visitors visitors;
    private final Campaigns campaigns;
    private final Recording recording;

    MonitorApi(SimulatorSettings settings, Visitors visitors, Campaigns campaigns, Recording recording) {
        this.settings = settings;
        this.visitors = visitors;
        this.campaigns = campaigns;
        this.recording = recording;
    }

    Response engagement(Target target, RecordedRequest request) {
        check(target, request);
        ObjectNode body = body(request);
        List<JsonNode> attributes = attributes(body);
        if (attributes.stream().anyMatch(MonitorApi::isImpression)) {
            throw new Refusal(400, 5, "engagementAttributes");
        }
        Session session = visitors.resumeOrOpen(
                request.query().get("vid"), request.query().get("sid"));
        session.add(attributes);
        recording.accepted(attributes.size(), 0);
        ObjectNode response = response(session);
        offer(session, strings(body.path("entryPoints")), response);
        return new Response(session.isCreated() ? 201 : 200, response.toString());
    }

    Response report(Target target, RecordedRequest request) {
        check(target, request);
        ObjectNode body = body(request);
        if (!body.path("engagementAttributes").isArray()) {
            throw new Refusal(400, 5, "engagementAttributes");
        }
        if (!isIdentified(body, request)) {
            throw new Refusal(400, 5, "consumerId");
        }
        List<JsonNode> attributes = attributes(body);
        Session session =
                visitors.resume(request.query().get("vid"), request.query().get("sid"));
        long impressions = attributes.stream().filter(MonitorApi::isImpression).count();
        if (impressions > 0 && !session.hasOffered()) {
            throw new Refusal(400, 5, "eContext");
        }
        session.add(attributes);
        recording.accepted((int) (attributes.size() - impressions), (int) impressions);
        return new Response(session.isCreated() ? 201 : 200, response(session).toString());
    }

    private void check(Target target, RecordedRequest request) {
        if (!Set.of("1.0", "1.1").contains(request.query().getOrDefault("v", ""))) {
            throw new Refusal(400, 33, "Illegal Version");
        }
        if (!target.account().equals(settings.accountId())) {
            throw new Refusal(404, 6, "accountId");
        }
        if (!target.app().equals(settings.appInstallationId())) {
            throw new Refusal(404, 18, "appInstallationId");
        }
    }

    private static ObjectNode body(RecordedRequest request) {
        try {
            if (Errors.JSON.readTree(request.body()) instanceof ObjectNode object) {
                return object;
            }
        } catch (JacksonException unreadable) {
            throw new Refusal(400, 5, "body");
        }
        throw new Refusal(400, 5, "body");
    }

    private static List<JsonNode> attributes(ObjectNode body) {
        List<JsonNode> attributes = new ArrayList<>();
        for (JsonNode attribute : body.path("engagementAttributes")) {
            if (!attribute.path("type").isString()) {
                throw new Refusal(400, 5, "engagementAttributes.type");
            }
            if (isIncomplete(attribute)) {
                throw new Refusal(400, 5, "engagementAttributes");
            }
            attributes.add(attribute);
        }
        return attributes;
    }

    /** Only carts are checked for mandatory members: one example of an attribute that the service cannot parse. */
    private static boolean isIncomplete(JsonNode attribute) {
        return attribute.path("type").asString().equals("cart")
                && !(attribute.path("total").isNumber()
                        && attribute.path("numItems").isIntegralNumber());
    }

    private static boolean isIdentified(ObjectNode body, RecordedRequest request) {
        return request.query().containsKey("vid")
                || body.path("consumerId").isString()
                || body.path("lpConsumerId").isString()
                || !body.path("identities").findValues("sub").isEmpty();
    }

    private static boolean isImpression(JsonNode attribute) {
        return IMPRESSIONS.contains(attribute.path("type").asString(""));
    }

    private static List<String> strings(JsonNode array) {
        List<String> strings = new ArrayList<>();
        array.forEach(element -> strings.add(element.asString("")));
        return strings;
    }

    /** Includes undocumented members, which clients must ignore. */
    private static ObjectNode response(Session session) {
        ObjectNode response = Errors.JSON.createObjectNode();
        response.put("sessionId", session.sid).put("visitorId", session.vid);
        response.put("pageId", Long.toString(ThreadLocalRandom.current().nextLong(1_000_000_000L, 9_999_999_999L)));
        response.putObject("undocumented").put("number", 1).putArray("list").add(true);
        return response;
    }

    private void offer(Session session, List<String> entryPoints, ObjectNode response) {
        List<Campaign> offered = campaigns.offered(entryPoints, session.attributes());
        if (offered.isEmpty()) {
            return;
        }
        session.offer();
        ArrayNode details = response.putArray("engagementDetails");
        for (Campaign campaign : offered) {
            describe(campaign, details.addObject());
        }
    }

    private void describe(Campaign campaign, ObjectNode engagement) {
        id(engagement, "campaignId", campaign.campaignId());
        id(engagement, "engagementId", campaign.engagementId());
        if (campaign.engagementId() != null) {
            engagement.put("engagementRevision", campaign.revision());
        }
        if (campaign.conversationId() == null) {
            engagement.put("contextId", "1");
            engagement.put("status", "expose");
        } else {
            engagement.put("conversationId", campaign.conversationId());
            engagement.put("status", "conversation");
        }
        id(engagement, "connectorId", "3100200500");
        if (campaign.language() != null) {
            engagement.put("language", campaign.language());
        }
        engagement.put("undocumented", "text");
    }

    private void id(ObjectNode engagement, String name, @Nullable String id) {
        if (id == null) {
            return;
        }
        if (campaigns.idsAsText() || !id.matches("[0-9]{1,18}")) {
            engagement.put(name, id);
        } else {
            engagement.put(name, Long.parseLong(id));
        }
    }

    /**
     * The account and app installation that a path names.
     *
     * @param account the account
     * @param app the app installation
     */
    record Target(String account, String app) {}

    /**
     * An response.
     *
     * @param status the HTTP status
     * @param body the body, as JSON
     */
    record Response(int status, String body) {}
}
