package io.monitorapi.simulator;

import java.util.List;
import tools.jackson.databind.JsonNode;

/** The campaigns that the simulator offers, and whether agents are online. Safe for use by any thread. */
public final class Campaigns {

    private volatile List<Campaign> campaigns = List.of();
    private volatile boolean agentsOnline;
    private volatile boolean idsAsText;

    Campaigns() {
        reset();
    }

    /**
     * Offers these campaigns instead of all others.
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
     * Sets whether agents are online; without them, only running conversations are offered.
     *
     * @param online whether agents are online
     */
    public void agentsOnline(boolean online) {
        agentsOnline = online;
    }

    /**
     * Sets whether ids are written as text instead of numbers; the service does both. Default: numbers.
     *
     * @param text whether ids are text
     */
    public void idsAsText(boolean text) {
        idsAsText = text;
    }

    final void reset() {
        campaigns = List.of(Campaign.builder().build());
        agentsOnline = true;
        idsAsText = false;
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
