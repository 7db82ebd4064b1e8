package io.monitorapi.engine;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import io.monitorapi.CallOptions;
import io.monitorapi.attribute.CustomAttribute;
import io.monitorapi.attribute.MarketingInfo.Channel;
import io.monitorapi.attribute.PersonalInfo.Gender;
import io.monitorapi.attribute.PersonalInfo.PhoneType;
import io.monitorapi.attribute.Purchase;
import io.monitorapi.attribute.ServiceActivity;
import io.monitorapi.availability.AvailabilityState;
import io.monitorapi.availability.WatchOptions;
import io.monitorapi.engagement.ButtonState;
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
import io.monitorapi.error.ApplicationException;
import io.monitorapi.error.MonitorError;
import io.monitorapi.error.Reason;
import io.monitorapi.error.RequestException;
import io.monitorapi.error.SessionException;
import io.monitorapi.port.GatewayResult;
import io.monitorapi.port.MonitorListener;
import io.monitorapi.port.RetryPolicy;
import io.monitorapi.port.SessionStore.Claim;
import io.monitorapi.session.EngagementContext;
import io.monitorapi.session.MonitorSession;
import io.monitorapi.session.SessionFingerprint;
import io.monitorapi.session.SessionLifetime;
import io.monitorapi.session.SessionRecord;
import io.monitorapi.session.Visitor;
import io.monitorapi.testing.FakeMonitorService;
import io.monitorapi.testkit.SampleAttributes;
import io.monitorapi.testkit.Samples;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** No personal data appears in toString: the values are filled with canaries. */
class PrivacyTest {

    private static final String CANARY = "canary";
    private static final MonitorSession SESSION = new MonitorSession(CANARY, CANARY);
    private static final Engagement ENGAGEMENT = Engagement.builder(EngagementStatus.CONVERSATION)
            .conversationId(CANARY)
            .contextId(CANARY)
            .otherMembers(Map.of(CANARY, CANARY))
            .build();

    private static final EngagementResult RESULT =
            new EngagementResult(List.of(ENGAGEMENT), SESSION, true, true, CANARY, Map.of(CANARY, CANARY));

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

    /** Types with times, numbers, constants, or values of types that are tested here themselves. */
    private static final Set<Class<?>> WITHOUT_PERSONAL_DATA = Set.of(
            ApplicationException.class,
            AvailabilityState.Pending.class,
            CallOptions.class,
            Channel.class,
            EngagementStatus.class,
            Gender.class,
            PhoneType.class,
            RequestException.class,
            RetryPolicy.Scope.class,
            ServiceActivity.Status.class,
            SessionException.class,
            SessionLifetime.class,
            Claim.Granted.class,
            Claim.Present.class,
            Claim.Taken.class,
            MonitorListener.AttemptFailed.class,
            MonitorListener.AttemptSucceeded.class,
            MonitorListener.CallEnded.class,
            MonitorListener.CallStarted.class,
            MonitorListener.CircuitChanged.class,
            MonitorListener.ClockSkewed.class,
            MonitorListener.RetryScheduled.class,
            MonitorListener.SessionCreated.class,
            MonitorListener.StoreChanged.class,
            MonitorListener.StoreFailed.class,
            GatewayResult.Failed.class,
            WatchOptions.class);

    static Stream<Object> values() {
        return Stream.of(
                Visitor.of(CANARY),
                SESSION,
                SessionFingerprint.of(SESSION),
                new SessionRecord.Paired(SESSION, Samples.NOW, Samples.NOW, 1, CANARY),
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
                RESULT,
                ButtonState.of(RESULT),
                new AvailabilityState.Current(RESULT, Samples.NOW),
                new AvailabilityState.Stale(RESULT, Samples.NOW, Samples.repeatable(Reason.UNAVAILABLE)),
                Report.builder()
                        .consumerId(CANARY)
                        .pageId(CANARY)
                        .engagementAttribute(new CustomAttribute("kind", Map.of(CANARY, CANARY)))
                        .build(),
                RECEIPT,
                RECEIPT.refused().get(0),
                new FakeMonitorService.EngagementCall(
                        Visitor.of(CANARY),
                        EngagementRequest.builder().consumerId(CANARY).build()),
                new FakeMonitorService.ReportCall(
                        Visitor.of(CANARY), Report.of(new CustomAttribute("kind", Map.of(CANARY, CANARY)))),
                new ConversationHandover("1", "2", CANARY, SESSION, null, CANARY),
                new EngagementContext("1", "2", "3", CANARY, SessionFingerprint.of(SESSION)),
                Impression.display(new EngagementContext("1", "2", "3", CANARY, SessionFingerprint.of(SESSION))),
                new MonitorError(20, null, CANARY),
                new GatewayResult.Refused(500, List.of(new MonitorError(20, null, CANARY)), null),
                new GatewayResult.Accepted(true, SESSION, List.of(ENGAGEMENT), CANARY, Map.of(CANARY, CANARY)));
    }

    /** Every type with its own toString must be among the values above. */
    @Test
    void everyPublicTypeWithAToStringIsTested() {
        assertThat(new ClassFileImporter()
                        .withImportOption(new DoNotIncludeTests()).importPackages("io.monitorapi").stream()
                                .filter(type -> type.getModifiers().contains(JavaModifier.PUBLIC))
                                .filter(type -> type.getEnclosingClass()
                                        .map(outer -> outer.getModifiers().contains(JavaModifier.PUBLIC))
                                        .orElse(true))
                                .filter(type -> !type.isInterface() && !type.isEnum())
                                .filter(type -> !type.getModifiers().contains(JavaModifier.ABSTRACT))
                                .map(JavaClass::reflect)
                                .filter(PrivacyTest::hasATextOfItsOwn)
                                .filter(type -> !WITHOUT_PERSONAL_DATA.contains(type)))
                .isSubsetOf(Stream.concat(values(), attributes())
                        .<Class<?>>map(Object::getClass)
                        .toList());
    }

    /** Engagement attributes of all types, whose texts are canaries, and all records in them. */
    static Stream<Object> attributes() {
        return SampleAttributes.full().stream().flatMap(PrivacyTest::within);
    }

    /** A record and all records in it, except those without personal data. */
    private static Stream<Object> within(Object value) {
        if (value instanceof Collection<?> several) {
            return several.stream().flatMap(PrivacyTest::within);
        }
        return value instanceof Record && !WITHOUT_PERSONAL_DATA.contains(value.getClass())
                ? Stream.concat(Stream.of(value), components(value).flatMap(PrivacyTest::within))
                : Stream.empty();
    }

    private static Stream<Object> components(Object value) {
        return Stream.of(value.getClass().getRecordComponents())
                .map(component -> {
                    try {
                        return component.getAccessor().invoke(value);
                    } catch (ReflectiveOperationException impossible) {
                        throw new AssertionError(impossible);
                    }
                })
                .filter(Objects::nonNull);
    }

    private static boolean hasATextOfItsOwn(Class<?> type) {
        try {
            return !type.getMethod("toString").getDeclaringClass().equals(Object.class);
        } catch (NoSuchMethodException impossible) {
            throw new AssertionError(impossible);
        }
    }

    @ParameterizedTest
    @MethodSource({"values", "attributes"})
    void toStringContainsNoPersonalData(Object value) {
        assertThat(value.toString()).doesNotContain(CANARY).doesNotContain("192.0.2.77");
    }
}
