package io.monitorapi.http.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.monitorapi.attribute.Cart;
import io.monitorapi.attribute.CustomAttribute;
import io.monitorapi.attribute.EngagementAttribute;
import io.monitorapi.attribute.Purchase;
import io.monitorapi.attribute.SearchInfo;
import io.monitorapi.engagement.ButtonState;
import io.monitorapi.engagement.ClientProperties;
import io.monitorapi.engagement.ConversationHandover;
import io.monitorapi.engagement.Engagement;
import io.monitorapi.engagement.EngagementResult;
import io.monitorapi.engagement.EngagementStatus;
import io.monitorapi.engagement.Identity;
import io.monitorapi.engagement.Impression;
import io.monitorapi.engagement.Report;
import io.monitorapi.engagement.ReportReceipt;
import io.monitorapi.error.MonitorException;
import io.monitorapi.error.Reason;
import io.monitorapi.session.EngagementContext;
import io.monitorapi.session.MonitorSession;
import io.monitorapi.testkit.SampleAttributes;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.json.JsonMapper;

/** The JSON form of the SDK's values. */
class MonitorApiModuleTest {

    private static final int ROUNDS = 3_000;
    private static final MonitorSession SESSION = new MonitorSession("canary-vid", "canary-sid");

    private static final Engagement OFFER = Engagement.builder(EngagementStatus.EXPOSE)
            .campaign("1234", "5678", "9")
            .contextId("context-1")
            .language("en-US")
            .skill("12", "Sales")
            .validFor(Duration.ofSeconds(10))
            .build();

    private static final EngagementResult RESULT = new EngagementResult(
            List.of(
                    OFFER,
                    Engagement.builder("conversation").conversationId("7").build()),
            SESSION,
            true,
            false,
            "page-1",
            Map.of("other", "canary-other"));

    private final JsonMapper mapper =
            JsonMapper.builder().addModule(new MonitorApiModule()).build();

    private final JsonMapper storage =
            JsonMapper.builder().addModule(MonitorApiModule.withIdentities()).build();

    /** The settings of an application must not change the form. */
    private final JsonMapper customized = JsonMapper.builder()
            .addModule(new MonitorApiModule())
            .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
            .build();

    @Test
    void everyKindOfEngagementAttributeIsReadAsItWasWritten() {
        Random random = new Random(20261201);
        Set<Class<?>> kinds = new HashSet<>();
        for (int round = 0; round < ROUNDS; round++) {
            EngagementAttribute attribute = SampleAttributes.random(random);
            kinds.add(attribute.getClass());
            assertRoundTrip(attribute);
        }
        SampleAttributes.full().forEach(this::assertRoundTrip);
        SampleAttributes.minimal().forEach(this::assertRoundTrip);
        assertThat(kinds).hasSize(11);
    }

    private void assertRoundTrip(EngagementAttribute attribute) {
        String json = mapper.writeValueAsString(attribute);

        EngagementAttribute read = mapper.readValue(json, EngagementAttribute.class);

        assertThat(read).as(json).hasSameClassAs(attribute);
        assertThat(mapper.writeValueAsString(read)).isEqualTo(json);
        assertThat(mapper.readValue(json, attribute.getClass())).as(json).isEqualTo(read);
        if (!(attribute instanceof CustomAttribute)) {
            assertThat(read).as(json).isEqualTo(attribute);
        }
    }

    @Test
    void aResultHasOneForm() {
        String context =
                RESULT.available().orElseThrow().context().orElseThrow().encode();
        String expected =
                "{\"outcome\":\"CONVERSATION_RUNNING\",\"engagements\":[{\"status\":\"expose\",\"campaignId\":\"1234\","
                        + "\"engagementId\":\"5678\",\"engagementRevision\":\"9\",\"contextId\":\"context-1\",\"language\":\"en-US\","
                        + "\"skillId\":\"12\",\"skillName\":\"Sales\",\"validForSeconds\":10,\"context\":\"" + context
                        + "\"},"
                        + "{\"status\":\"conversation\",\"conversationId\":\"7\"}],"
                        + "\"sessionCreated\":true,\"sessionRenewed\":false,\"pageId\":\"page-1\"}";

        assertThat(mapper.writeValueAsString(RESULT)).isEqualTo(expected);
        assertThat(customized.writeValueAsString(RESULT)).isEqualTo(expected);
    }

    @Test
    void aResultIsReadWithoutItsSession() {
        EngagementResult read = mapper.readValue(mapper.writeValueAsString(RESULT), EngagementResult.class);

        assertThat(read.engagements()).isEqualTo(RESULT.engagements());
        assertThat(read.available().orElseThrow().context())
                .isEqualTo(RESULT.available().orElseThrow().context());
        assertThat(read.outcome()).isEqualTo(RESULT.outcome());
        assertThat(read.sessionCreated()).isTrue();
        assertThat(read.pageId()).isEqualTo("page-1");
        assertThat(read.session()).isNull();
    }

    @Test
    void anEngagementWithAnUnreadableIdIsNotOfferedAfterReading() {
        Engagement unreadable = Engagement.builder(EngagementStatus.EXPOSE)
                .otherMembers(Map.of("campaignId", Map.of("vid", "canary")))
                .build();

        String json = mapper.writeValueAsString(unreadable);

        assertThat(json).doesNotContain("canary");
        assertThat(mapper.readValue(json, Engagement.class).isOffered()).isFalse();
    }

    @Test
    void noResultContainsTheSession() {
        ReportReceipt receipt = new ReportReceipt(
                SESSION,
                true,
                false,
                null,
                1,
                List.of(new SearchInfo(List.of("canary"))),
                List.of(),
                Map.of("other", "canary"));
        for (Object value : List.of(RESULT, ButtonState.of(RESULT), receipt, List.of(RESULT), Map.of("a", RESULT))) {
            assertThat(mapper.writeValueAsString(value)).isNotEmpty().doesNotContain("canary");
        }
        assertThat(mapper.writeValueAsString(receipt)).contains("\"accepted\":[\"searchInfo\"]");
    }

    /** The control: without the module, a mapper writes the pair. */
    @Test
    void withoutTheModuleTheSessionIsWritten() {
        assertThat(JsonMapper.builder().build().writeValueAsString(RESULT)).contains("canary-vid", "canary-sid");
    }

    @Test
    void aButtonSaysWhyNothingIsKnown() {
        ButtonState unknown =
                ButtonState.unknown(MonitorException.builder(Reason.TIMEOUT).build());

        assertThat(mapper.writeValueAsString(unknown))
                .isEqualTo("{\"kind\":\"UNKNOWN\",\"displayed\":false,\"reason\":\"TIMEOUT\"}");
    }

    @Test
    void aHandoverHasTheFormOfItsOwnJson() {
        ConversationHandover handover = RESULT.handover().orElseThrow();

        assertThat(mapper.readTree(mapper.writeValueAsString(handover))).isEqualTo(mapper.readTree(handover.toJson()));
    }

    @Test
    void aContextIsItsEncodedText() {
        EngagementContext context = RESULT.available().orElseThrow().context().orElseThrow();

        String json = mapper.writeValueAsString(context);

        assertThat(json).isEqualTo("\"" + context.encode() + "\"");
        assertThat(mapper.readValue(json, EngagementContext.class)).isEqualTo(context);
    }

    @Test
    void aReportIsReadAsItWasWrittenExceptForItsIdentities() {
        Report report = report();
        String json = mapper.writeValueAsString(report);

        Report read = mapper.readValue(json, Report.class);

        assertThat(json).doesNotContain("canary");
        assertThat(read.isIdentified()).isFalse();
        assertThat(read.engagementAttributes()).isEqualTo(report.engagementAttributes());
        assertThat(read.impressions()).isEqualTo(report.impressions());
        assertThat(read.clientProperties()).isEqualTo(report.clientProperties());
        assertThat(read.entryPoints()).isEqualTo(report.entryPoints());
        assertThat(read.pageId()).isEqualTo(report.pageId());
    }

    @Test
    void storageKeepsTheIdentitiesOfAReport() {
        String json = storage.writeValueAsString(report());

        assertThat(storage.readValue(json, Report.class)).isEqualTo(report());
        assertThat(mapper.readValue(json, Report.class).isIdentified())
                .as("identities that a browser sends")
                .isFalse();
    }

    private static Report report() {
        return Report.builder()
                .identity(Identity.authenticated("issuer", "canary-subject"))
                .lpConsumerId("canary-lp")
                .clientProperties(ClientProperties.builder()
                        .appVersion("1.0")
                        .deviceFamily(ClientProperties.DeviceFamily.MOBILE)
                        .osName(ClientProperties.OsName.IOS)
                        .build())
                .entryPoints("sec://billing")
                .engagementAttribute(Purchase.builder().orderId("order-1").build())
                .impression(Impression.display(RESULT.available().orElseThrow()))
                .pageId("page-1")
                .build();
    }

    @Test
    void membersThatAClassDoesNotHaveAreKept() {
        EngagementAttribute read = mapper.readValue(
                "{\"type\":\"searchInfo\",\"keywords\":[\"a\"],\"page\":2}", EngagementAttribute.class);

        assertThat(read).isInstanceOf(CustomAttribute.class);
        assertThat(read.members()).containsEntry("page", 2L);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"type\":\"cart\",\"total\":\"canary\",\"numItems\":1}",
                "{\"type\":\"cart\",\"total\":1,\"numItems\":-1,\"other\":\"canary\"}",
                "{\"type\":\"cart\",\"numItems\":1}",
                "{\"type\":\"cart\",\"total\":1,\"numItems\":1,\"currency\":\"canary\"}",
                "{\"type\":\"searchInfo\",\"keywords\":[\"canary\"]}",
                "{\"total\":\"canary\"}",
                "[\"canary\"]",
                "\"canary\""
            })
    void anInvalidValueIsRefusedWithoutRepeatingIt(String json) {
        assertThatExceptionOfType(JacksonException.class)
                .isThrownBy(() -> mapper.readValue(json, Cart.class))
                .satisfies(thrown -> assertThat(thrown.getMessage()).doesNotContain("canary"));
    }
}
