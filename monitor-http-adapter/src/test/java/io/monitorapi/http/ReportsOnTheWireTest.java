package io.monitorapi.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.monitorapi.CallOptions;
import io.monitorapi.MonitorService;
import io.monitorapi.attribute.CustomAttribute;
import io.monitorapi.attribute.Purchase;
import io.monitorapi.attribute.SearchInfo;
import io.monitorapi.engagement.EngagementRequest;
import io.monitorapi.engagement.Identity;
import io.monitorapi.engagement.Report;
import io.monitorapi.engagement.ReportReceipt;
import io.monitorapi.error.MonitorException;
import io.monitorapi.error.Reason;
import io.monitorapi.retry.Resilience4jRetryPolicy;
import io.monitorapi.session.Visitor;
import io.monitorapi.simulator.MonitorSimulator;
import io.monitorapi.simulator.ScriptedResponse;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The requests and sessions that reports cause, counted by the simulator over HTTPS. */
class ReportsOnTheWireTest {

    private final MonitorSimulator simulator = MonitorSimulator.start();
    private final Visitor visitor = Visitor.of("device-1");

    @AfterEach
    void stop() {
        simulator.close();
    }

    private MonitorService service(Duration attemptLimit) {
        return HttpMonitor.builder()
                .accountId(simulator.accountId())
                .appInstallationId(simulator.appInstallationId())
                .baseUri(simulator.baseUri())
                .sslContext(simulator.sslContext())
                .connectTimeout(Duration.ofSeconds(10))
                .attemptLimit(attemptLimit)
                .retryPolicy(Resilience4jRetryPolicy.builder()
                        .schedule(Duration.ofMillis(10))
                        .build())
                .build();
    }

    @Test
    void aThousandReportsOfOneCallerAreOneSessionAndAThousandRequests() {
        Report report = Report.builder()
                .identity(Identity.unauthenticated("7c1f6a0e"))
                .engagementAttribute(SearchInfo.of("phone"))
                .build();
        try (MonitorService service = service(Duration.ofSeconds(5))) {
            for (int i = 0; i < 1_000; i++) {
                service.report(visitor, report);
            }
        }

        System.out.println(
                "1,000 reports of one caller: " + simulator.recording().sessionsCreated() + " session, "
                        + simulator.recording().requests() + " requests");
        assertThat(simulator.recording().sessionsCreated()).isEqualTo(1);
        assertThat(simulator.recording().requests()).isEqualTo(1_000);
        assertThat(simulator.recording().attributes()).isEqualTo(1_000);
    }

    @Test
    void aPurchaseWithoutAnOrderIsSentOnceIfThereIsNoResponse() {
        MonitorException failure = reportWithoutResponse(Purchase.builder().build(), CallOptions.defaults());

        assertThat(failure.reason()).isEqualTo(Reason.TIMEOUT);
        assertThat(failure.isRetryable()).isFalse();
        assertThat(simulator.recording().requests("report")).isEqualTo(1);
    }

    @Test
    void aPurchaseWithAnOrderIsSentAgainIfThereIsNoResponse() {
        MonitorException failure =
                reportWithoutResponse(Purchase.builder().orderId("order-1").build(), CallOptions.defaults());

        assertThat(failure).isNull();
        assertThat(simulator.recording().requests("report")).isEqualTo(2);
    }

    @Test
    void aPurchaseThatMayBeRepeatedIsSentAgainIfThereIsNoResponse() {
        MonitorException failure = reportWithoutResponse(
                Purchase.builder().build(), CallOptions.defaults().withRepeatable(true));

        assertThat(failure).isNull();
        assertThat(simulator.recording().requests("report")).isEqualTo(2);
    }

    private MonitorException reportWithoutResponse(Purchase purchase, CallOptions options) {
        try (MonitorService service = service(Duration.ofMillis(1500))) {
            service.getEngagement(visitor, EngagementRequest.empty());
            simulator.script().next(ScriptedResponse.silence());
            return catchThrowableOfType(
                    MonitorException.class, () -> service.report(visitor, Report.of(purchase), options));
        }
    }

    @Test
    void aBadEngagementAttributeIsFoundAndTheOthersAreDelivered() {
        CustomAttribute bad = new CustomAttribute("cart", Map.of("total", "much"));
        Report.Builder report = Report.builder().salvage(true);
        for (int i = 0; i < 31; i++) {
            report.engagementAttribute(i == 17 ? bad : SearchInfo.of("phone " + i));
        }
        try (MonitorService service = service(Duration.ofSeconds(5))) {
            service.getEngagement(visitor, EngagementRequest.empty());

            ReportReceipt receipt = service.report(visitor, report.build());

            assertThat(receipt.accepted()).hasSize(30);
            assertThat(receipt.refused())
                    .singleElement()
                    .satisfies(refused -> assertThat(refused.attribute()).isEqualTo(bad));
        }
        assertThat(simulator.recording().attributes()).isEqualTo(30);
        assertThat(simulator.recording().sessionsCreated()).isEqualTo(1);
        assertThat(simulator.recording().requests("report")).isLessThanOrEqualTo(21);
    }

    @Test
    void aNewSessionIsOpenedWhenTheServiceHasEndedTheOldOne() {
        try (MonitorService service = service(Duration.ofSeconds(5))) {
            service.getEngagement(visitor, EngagementRequest.empty());
            simulator.expireSessions();

            service.report(visitor, Report.of(SearchInfo.of("phone")));
        }
        assertThat(simulator.recording().sessionsCreated()).isEqualTo(2);
        assertThat(simulator.recording().visitorsRegistered()).isEqualTo(1);
        assertThat(simulator.recording().requests("report")).isEqualTo(2);
        assertThat(simulator.recording().requests("engagement")).isEqualTo(2);
    }
}
