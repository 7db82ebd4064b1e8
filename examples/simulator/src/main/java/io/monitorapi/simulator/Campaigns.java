package io.monitorapi.simulator;

import java.util.List;
import tools.jackson.databind.JsonNode;

/** What the simulator offers, and whether anybody is there to answer. Safe for use by any thread. */
public final class Campaigns {

    private volatile List<Campaign> campaigns = List.of(Campaign.builder().build());
    private volatile boolean agentsOnline = true;
    private volatile boolean idsAsText;

    Campaigns() {}

    /**
     * Offers these campaigns, in place of all others.
     *
     * @param offered the campaigns
     */
    public void offer(Campaign... offered) {
        campaigns = List.of(offered);
    }

    /** Offers nothing. */
    public void offerNothing() {
        campaigns = List.of();
    }

    /**
     * Says whether agents are there; without them only running conversations are offered.
     *
     * @param online whether they are
     */
    public void agentsOnline(boolean online) {
        agentsOnline = online;
    }

    /**
     * Says whether ids are written as text; as numbers unless set, as the service does both.
     *
     * @param text whether they are text
     */
    public void idsAsText(boolean text) {
        idsAsText = text;
    }

    boolean idsAsText() {
        return idsAsText;
    }

    List<Campaign> offered(List<String> entryPoints, List<JsonNode> attributes) {
        return campaigns.stream()
                .filter(campaign -> agentsOnline || campaign.conversationId() != null)
                .filter(campaign -> campaign.entryPoint() == null || entryPoints.contains(campaign.entryPoint()))
                .filter(campaign -> campaign.attribute() == null || isSeen(campaign.attribute(), attributes))
                .toList();
    }

    private static boolean isSeen(Campaign.Target target, List<JsonNode> attributes) {
        return attributes.stream()
                .filter(attribute -> target.type().equals(attribute.path("type").asString("")))
                .flatMap(attribute -> attribute.findValues(target.field()).stream())
                .anyMatch(value -> value.isValueNode() && target.value().equals(value.asString("")));
    }
}
