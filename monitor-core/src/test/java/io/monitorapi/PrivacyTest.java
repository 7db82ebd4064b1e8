package io.monitorapi;

import static org.assertj.core.api.Assertions.assertThat;

import io.monitorapi.attribute.CustomAttribute;
import io.monitorapi.attribute.Purchase;
import io.monitorapi.engagement.ClientProperties;
import io.monitorapi.engagement.ConversationHandover;
import io.monitorapi.engagement.Engagement;
import io.monitorapi.engagement.EngagementRequest;
import io.monitorapi.engagement.EngagementResult;
import io.monitorapi.engagement.EngagementStatus;
import io.monitorapi.engagement.Identity;
import io.monitorapi.engagement.Impression;
import io.monitorapi.engagement.Report;
import io.monitorapi.engagement.ReportReceipt;
import io.monitorapi.engagement.ReportReceipt.RefusedAttribute;
import io.monitorapi.error.MonitorError;
import io.monitorapi.error.Reason;
import io.monitorapi.port.GatewayAnswer;
import io.monitorapi.session.EngagementContext;
import io.monitorapi.session.MonitorSession;
import io.monitorapi.session.SessionRecord;
import io.monitorapi.session.Visitor;
import io.monitorapi.testkit.Samples;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Everything that may lead to a person is filled with canaries; none may show. */
class PrivacyTest {

    private static final String CANARY = "canary";
    private static final MonitorSession SESSION = new MonitorSession(CANARY, CANARY);
    private static final Engagement ENGAGEMENT = Engagement.builder(EngagementStatus.CONVERSATION)
            .conversationId(CANARY)
            .contextId(CANARY)
            .otherMembers(Map.of(CANARY, CANARY))
            .build();

    private static final ReportReceipt RECEIPT = new ReportReceipt(
            SESSION,
            true,
            true,
            CANARY,
            1,
            List.of(Purchase.builder().orderId(CANARY).build()),
            List.of(new RefusedAttribute(
                    new CustomAttribute("kind", Map.of(CANARY, CANARY)), Samples.repeatable(Reason.INVALID_REQUEST))),
            Map.of(CANARY, CANARY));

    static Stream<Object> values() {
        return Stream.of(
                Visitor.of(CANARY),
                SESSION,
                new SessionRecord.Paired(SESSION, Samples.NOW, Samples.NOW, 1, List.of(), CANARY),
                new SessionRecord.VisitorOnly(CANARY, Samples.NOW, Samples.NOW, 1),
                Identity.authenticated(CANARY, CANARY),
                ClientProperties.builder().ipAddress("192.0.2.77").build(),
                new CustomAttribute("kind", Map.of(CANARY, CANARY)),
                EngagementRequest.builder()
                        .consumerId(CANARY)
                        .identity(Identity.unauthenticated(CANARY))
                        .entryPoints(CANARY)
                        .engagementAttribute(new CustomAttribute("kind", Map.of(CANARY, CANARY)))
                        .build(),
                ENGAGEMENT,
                new EngagementResult(List.of(ENGAGEMENT), SESSION, true, true, CANARY, Map.of(CANARY, CANARY)),
                Report.builder()
                        .consumerId(CANARY)
                        .pageId(CANARY)
                        .engagementAttribute(new CustomAttribute("kind", Map.of(CANARY, CANARY)))
                        .build(),
                RECEIPT,
                RECEIPT.refused().get(0),
                new ConversationHandover("1", "2", CANARY, SESSION, null, CANARY),
                Impression.display(new EngagementContext("1", "2", "3", CANARY)),
                new MonitorError(20, null, CANARY),
                new GatewayAnswer.Refused(500, List.of(new MonitorError(20, null, CANARY)), null),
                new GatewayAnswer.Accepted(true, SESSION, List.of(ENGAGEMENT), CANARY, Map.of(CANARY, CANARY)));
    }

    @ParameterizedTest
    @MethodSource("values")
    void nothingPersonalShows(Object value) {
        assertThat(value.toString()).doesNotContain(CANARY).doesNotContain("192.0.2.77");
    }
}
