package io.monitorapi.engagement;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.monitorapi.session.EngagementContext;
import io.monitorapi.session.SessionFingerprint;
import io.monitorapi.testkit.Samples;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ImpressionTest {

    private static final Map<String, Object> IDS =
            Map.of("campaign", 3_100_200_300L, "engId", 3_100_200_400L, "revision", 12L);

    private static final List<Map<String, String>> CONTEXT = List.of(Map.of("type", "engagementContext", "id", "1"));

    @ParameterizedTest
    @CsvSource({
        "DISPLAY, impDisplay, true",
        "ACCEPT, impAccept, true",
        "EXPAND, impExpanded, false",
        "TIMEOUT, impTimeout, false",
        "CLOSE, impClose, false"
    })
    void hasTypeAndMembersOfTheService(Impression.Kind kind, String type, boolean namesContext) {
        Impression impression = Impression.of(kind, Samples.offered());

        assertThat(impression.type()).isEqualTo(type);
        assertThat(impression.members()).containsAllEntriesOf(IDS).hasSize(namesContext ? 4 : 3);
        assertThat(impression.namingContext().members()).containsEntry("eContext", CONTEXT);
    }

    @Test
    void idsThatAreNotNumbersStayText() {
        EngagementContext odd =
                new EngagementContext("007", "abc", "99999999999999999999", "1", SessionFingerprint.parse("f"));

        assertThat(Impression.accept(odd).members())
                .containsEntry("campaign", "007")
                .containsEntry("engId", "abc")
                .containsEntry("revision", "99999999999999999999");
    }

    @Test
    void anEngagementThatIsNotPartOfAResultHasNoImpressions() {
        Engagement unbound = Engagement.builder(EngagementStatus.EXPOSE)
                .campaign("3100200300", "3100200400", "12")
                .contextId("1")
                .build();

        assertThatIllegalArgumentException()
                .isThrownBy(() -> Impression.accept(unbound))
                .withMessageContaining("EngagementResult");
    }

    @Test
    void aConversationHasNoImpressions() {
        Engagement conversation = Engagement.builder(EngagementStatus.CONVERSATION)
                .conversationId("2d9d7b0a")
                .build();

        assertThatIllegalArgumentException()
                .isThrownBy(() -> Impression.display(conversation))
                .withMessageContaining("expose");
    }
}
