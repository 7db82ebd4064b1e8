package io.monitorapi.engagement;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.monitorapi.session.MonitorSession;
import io.monitorapi.testkit.Samples;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ConversationHandoverTest {

    private static final MonitorSession SESSION = new MonitorSession("a\"</script>", "s\\id");

    private static EngagementResult result(Engagement... engagements) {
        return new EngagementResult(List.of(engagements), SESSION, false, false, null, Map.of());
    }

    @Test
    void jsonContainsWhatMessagingNeeds() {
        Engagement offered = Engagement.builder(EngagementStatus.EXPOSE)
                .campaign("3100200300", "3100200400", "12")
                .contextId("1")
                .connectorId("3100200500")
                .build();

        ConversationHandover handover = result(offered).handover().orElseThrow().inLanguage("en-US");

        assertThat(handover.toJson())
                .isEqualTo("{\"campaignInfo\":{\"campaignId\":3100200300,\"engagementId\":3100200400},"
                        + "\"conversationContext\":{\"type\":\"SharkContext\","
                        + "\"visitorId\":\"a\\u0022\\u003c/script\\u003e\",\"sessionId\":\"s\\u005cid\","
                        + "\"interactionContextId\":\"1\",\"lang\":\"en-US\"},\"connectorId\":3100200500}");
    }

    @Test
    void jsonOmitsWhatTheResponseDidNotHave() {
        String json =
                ConversationHandover.of(Samples.offered(), Samples.session(1)).toJson();

        assertThat(json).doesNotContain("lang", "connectorId", "null").endsWith("\"interactionContextId\":\"1\"}}");
    }

    @Test
    void jsonKeepsIdsExact() {
        ConversationHandover handover =
                new ConversationHandover("9007199254740993", "x1", "1", Samples.session(1), null, "0042");

        assertThat(handover.toJson())
                .contains("\"campaignId\":\"9007199254740993\"", "\"engagementId\":\"x1\"", "\"connectorId\":\"0042\"");
    }

    @Test
    void aRunningConversationHasNoHandover() {
        Engagement conversation = Engagement.builder(EngagementStatus.CONVERSATION)
                .campaign("3100200300", "3100200400", "12")
                .contextId("1")
                .build();

        assertThat(result(conversation).handover()).isEmpty();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ConversationHandover.of(conversation, SESSION))
                .withMessageContaining("conversationId");
    }

    @Test
    void toStringContainsNoPersonalData() {
        assertThat(ConversationHandover.of(Samples.offered(), SESSION))
                .hasToString("ConversationHandover[campaignId=3100200300, engagementId=3100200400]");
    }
}
