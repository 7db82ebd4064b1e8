package io.monitorapi.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.monitorapi.MonitorService;
import io.monitorapi.attribute.CustomAttribute;
import io.monitorapi.attribute.EngagementAttribute;
import io.monitorapi.engagement.Engagement;
import io.monitorapi.engagement.EngagementRequest;
import io.monitorapi.engagement.EngagementResult;
import io.monitorapi.engagement.EngagementStatus;
import io.monitorapi.engagement.Identity;
import io.monitorapi.engagement.Impression;
import io.monitorapi.engagement.Report;
import io.monitorapi.engagement.ReportReceipt;
import io.monitorapi.error.MonitorException;
import io.monitorapi.error.Reason;
import io.monitorapi.error.Sent;
import io.monitorapi.error.SessionException;
import io.monitorapi.port.GatewayResult;
import io.monitorapi.port.MonitorListener.AttemptFailed;
import io.monitorapi.port.MonitorListener.CallEnded;
import io.monitorapi.port.Operation;
import io.monitorapi.session.EngagementContext;
import io.monitorapi.session.SessionRecord;
import io.monitorapi.session.Visitor;
import io.monitorapi.testkit.FakeMonitorGateway;
import io.monitorapi.testkit.Samples;
import io.monitorapi.testkit.VirtualTime;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The session in which a report is sent. */
class ReportTest {

    private static final EngagementAttribute SEARCH =
            new CustomAttribute("searchInfo", Map.of("keywords", List.of("phone")));

    private final VirtualTime time = new VirtualTime();
    private final FakeMonitorGateway gateway = new FakeMonitorGateway();
    private final RecordingListener recorder = new RecordingListener();
    private final MonitorService service = MonitorServiceBuilder.forGateway(gateway)
            .listener(recorder)
            .executor(Runnable::run)
            .time(time, time, time)
            .build();
    private final Visitor visitor = Samples.visitor();

    @AfterEach
    void close() {
        service.close();
    }

    private EngagementResult open() {
        return service.getEngagement(visitor, EngagementRequest.empty());
    }

    private MonitorException failureOf(Report report) {
        return catchThrowableOfType(MonitorException.class, () -> service.report(visitor, report));
    }

    private static Report.Builder identified() {
        return Report.builder().identity(Identity.unauthenticated("7c1f6a0e")).engagementAttribute(SEARCH);
    }

    private static Impression display() {
        return Impression.display(Samples.offered());
    }

    @Test
    void reportIsSentInTheVisitorsSession() {
        EngagementResult opened = open();

        ReportReceipt receipt = service.report(visitor, Report.of(SEARCH));

        assertThat(receipt.session()).isEqualTo(opened.session());
        assertThat(receipt.sessionCreated()).isFalse();
        assertThat(receipt.accepted()).containsExactly(SEARCH);
        assertThat(receipt.refused()).isEmpty();
        assertThat(gateway.service().created()).isEqualTo(1);
    }

    @Test
    void reportWithAnIdentityOpensTheSession() {
        ReportReceipt receipt = service.report(visitor, identified().build());

        assertThat(receipt.sessionCreated()).isTrue();
        assertThat(receipt.sessionRenewed()).isFalse();
        assertThat(gateway.requests()).isEmpty();
        assertThat(gateway.reports()).hasSize(1);
        assertThat(service.sessions().current(visitor)).contains(receipt.session());
    }

    @Test
    void thousandReportsNeedOneSession() {
        for (int i = 0; i < 1_000; i++) {
            service.report(visitor, identified().build());
        }

        assertThat(gateway.service().created()).isEqualTo(1);
        assertThat(gateway.reports()).hasSize(1_000);
        assertThat(gateway.requests()).isEmpty();
    }

    @Test
    void reportWithoutIdentityAndVisitorIsRefusedLocally() {
        MonitorException failure = failureOf(Report.of(SEARCH));

        assertThat(failure).isInstanceOf(SessionException.class);
        assertThat(failure.reason()).isEqualTo(Reason.VISITOR_UNIDENTIFIED);
        assertThat(failure.advice()).contains("getEngagement", "identity");
        assertThat(failure.sent()).isEqualTo(Sent.NO);
        assertThat(gateway.reports()).isEmpty();
    }

    @Test
    void reportWithAVisitorIdNeedsNoIdentity() {
        open();
        time.advance(Duration.ofMinutes(30));

        ReportReceipt receipt = service.report(visitor, Report.of(SEARCH));

        assertThat(receipt.sessionCreated()).isTrue();
        assertThat(gateway.reports())
                .singleElement()
                .satisfies(sent -> assertThat(sent.record()).isInstanceOf(SessionRecord.VisitorOnly.class));
        assertThat(gateway.service().visitors()).isEqualTo(1);
    }

    @Test
    void lostSessionIsReopenedAndTheReportSentAgain() {
        open();
        gateway.service().endSessions();

        ReportReceipt receipt =
                service.report(visitor, identified().entryPoints("faq").build());

        assertThat(gateway.reports()).hasSize(2);
        assertThat(gateway.requests()).hasSize(2);
        assertThat(gateway.requests().get(1).request().identities()).hasSize(1);
        assertThat(gateway.requests().get(1).request().entryPoints()).containsExactly("faq");
        assertThat(gateway.requests().get(1).request().engagementAttributes()).isEmpty();
        assertThat(service.sessions().current(visitor)).contains(receipt.session());
        assertThat(recorder.events)
                .filteredOn(AttemptFailed.class::isInstance)
                .extracting(event -> ((AttemptFailed) event).operation())
                .containsExactly(Operation.REPORT);
    }

    @Test
    void secondLossOfTheSessionFailsTheCall() {
        open();
        gateway.respondsWith(Samples.refused(404, 39), Samples.created(7), Samples.refused(404, 39));

        assertThat(failureOf(identified().build()).reason()).isEqualTo(Reason.SESSION_UNKNOWN);
        assertThat(gateway.reports()).hasSize(2);
        assertThat(gateway.requests()).hasSize(2);
    }

    @Test
    void reportOfAnUnknownVisitorNeedsAnIdentity() {
        open();
        gateway.respondsWith(Samples.refused(404, 37));

        MonitorException failure = failureOf(Report.of(SEARCH));

        assertThat(failure.reason()).isEqualTo(Reason.VISITOR_UNKNOWN);
        assertThat(gateway.reports()).hasSize(1);
        assertThat(gateway.requests()).hasSize(1);
        assertThat(service.sessions().current(visitor)).isEmpty();
    }

    @Test
    void identifiedUnknownVisitorIsRegisteredAgain() {
        open();
        gateway.respondsWith(Samples.refused(404, 37));

        ReportReceipt receipt = service.report(visitor, identified().build());

        assertThat(gateway.requests().get(1).record()).isNull();
        assertThat(receipt.accepted()).containsExactly(SEARCH);
        assertThat(gateway.service().visitors()).isEqualTo(2);
    }

    @Test
    void impressionsAreCountedInTheirSession() {
        open();

        ReportReceipt receipt = service.report(visitor, Report.of(display(), Impression.accept(Samples.context())));

        assertThat(receipt.impressionsCounted()).isEqualTo(2);
        assertThat(gateway.reports()).hasSize(1);
    }

    @Test
    void impressionsNeedASession() {
        Report report = Report.builder()
                .identity(Identity.unauthenticated("7c1f6a0e"))
                .impression(display())
                .build();

        MonitorException failure = failureOf(report);

        assertThat(failure).isInstanceOf(SessionException.class);
        assertThat(failure.reason()).isEqualTo(Reason.CONTEXT_LOST);
        assertThat(failure.advice()).contains("getEngagement");
        assertThat(gateway.reports()).isEmpty();
    }

    @Test
    void impressionsOfAnotherSessionAreRefusedLocally() {
        open();
        EngagementContext other =
                Samples.offered().offeredIn(Samples.session(2)).context().orElseThrow();

        assertThat(failureOf(Report.of(Impression.display(other))).reason()).isEqualTo(Reason.CONTEXT_LOST);
        assertThat(gateway.reports()).isEmpty();
    }

    @Test
    void impressionsAreRefusedLocallyAfterTheirSessionEnded() {
        open();
        time.advance(Duration.ofMinutes(30));

        assertThat(failureOf(Report.of(display())).reason()).isEqualTo(Reason.CONTEXT_LOST);
        assertThat(gateway.reports()).isEmpty();
    }

    @Test
    void impressionsAreNeverSentInAnotherSession() {
        open();
        gateway.service().endSessions();

        MonitorException failure = failureOf(identified().impression(display()).build());

        assertThat(failure).isInstanceOf(SessionException.class);
        assertThat(failure.advice()).contains("getEngagement");
        assertThat(gateway.reports()).hasSize(1);
        assertThat(gateway.requests()).hasSize(1);
    }

    @Test
    void impressionsAcceptedInANewSessionAreNotCounted() {
        open();
        gateway.respondsWith(new GatewayResult.Accepted(true, Samples.session(9), List.of(), "page-9", Map.of()));

        ReportReceipt receipt = service.report(visitor, Report.of(display()));

        assertThat(receipt.sessionRenewed()).isTrue();
        assertThat(receipt.impressionsCounted()).isZero();
        assertThat(failureOf(Report.of(display())).reason()).isEqualTo(Reason.CONTEXT_LOST);
    }

    @Test
    void decodedContextMayReplaceTheEngagement() {
        String text = open().available().orElseThrow().context().orElseThrow().encode();

        ReportReceipt receipt = service.report(visitor, Report.of(Impression.accept(EngagementContext.decode(text))));

        assertThat(receipt.impressionsCounted()).isEqualTo(1);
    }

    @Test
    void anImpressionIsAcceptedAfterManyNewerContextsOfItsSession() {
        Engagement displayed = open().available().orElseThrow();
        for (int i = 2; i < 12; i++) {
            gateway.service().offers(offeredWithContext(Integer.toString(i)));
            open();
        }

        assertThat(service.report(visitor, Report.of(Impression.accept(displayed)))
                        .impressionsCounted())
                .isEqualTo(1);
    }

    @Test
    void everyEngagementOfALongResponseHasImpressions() {
        gateway.service()
                .offers(IntStream.range(1, 20)
                        .mapToObj(i -> offeredWithContext(Integer.toString(i)))
                        .toArray(Engagement[]::new));

        EngagementResult opened = open();

        assertThat(opened.engagements())
                .hasSize(19)
                .allSatisfy(engagement -> assertThat(service.report(visitor, Report.of(Impression.accept(engagement)))
                                .impressionsCounted())
                        .isEqualTo(1));
    }

    private static Engagement offeredWithContext(String contextId) {
        return Engagement.builder(EngagementStatus.EXPOSE)
                .campaign("3100200300", "3100200400", "12")
                .contextId(contextId)
                .build();
    }

    @Test
    void adoptedSessionAcceptsImpressionsOfItsContexts() {
        EngagementResult opened = open();
        Visitor elsewhere = Visitor.of("the same device on another node");
        service.sessions().adopt(elsewhere, opened.session());

        assertThat(service.report(elsewhere, Report.of(display())).impressionsCounted())
                .isEqualTo(1);
    }

    @Test
    void reportCarriesThePageIdOfTheLastResponse() {
        open();

        service.report(visitor, Report.of(SEARCH));
        service.report(
                visitor,
                Report.builder().engagementAttribute(SEARCH).pageId("own").build());

        assertThat(gateway.reports()).extracting(sent -> sent.report().pageId()).containsExactly("page-1", "own");
    }

    @Test
    void visitorIdNamedByAccountLoadingIsKept() {
        gateway.respondsWith(Samples.accountLoading(5));

        assertThat(failureOf(identified().build()).reason()).isEqualTo(Reason.ACCOUNT_LOADING);
        service.report(visitor, identified().build());

        assertThat(gateway.reports().get(1).record())
                .isInstanceOfSatisfying(
                        SessionRecord.VisitorOnly.class,
                        record -> assertThat(record.visitorId())
                                .isEqualTo(Samples.session(5).visitorId()));
    }

    @Test
    void refusalNamesTheAttributeTypesOfTheReport() {
        open();
        gateway.service().refuses("lead");
        Report report = Report.of(SEARCH, new CustomAttribute("lead", Map.of("canary", "canary")), SEARCH);

        MonitorException failure = failureOf(report);

        assertThat(failure.reason()).isEqualTo(Reason.INVALID_REQUEST);
        assertThat(failure).hasMessageContaining("searchInfo, lead").hasMessageNotContaining("canary");
    }

    @Test
    void asyncReportReturnsTheSameReceipt() {
        open();

        ReportReceipt receipt =
                service.reportAsync(visitor, Report.of(display())).join();

        assertThat(receipt.impressionsCounted()).isEqualTo(1);
        assertThat(recorder.events)
                .filteredOn(CallEnded.class::isInstance)
                .extracting(event -> ((CallEnded) event).operation())
                .containsExactly(Operation.GET_ENGAGEMENT, Operation.REPORT);
    }
}
