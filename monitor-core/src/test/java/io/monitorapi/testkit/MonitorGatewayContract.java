package io.monitorapi.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.monitorapi.attribute.CustomAttribute;
import io.monitorapi.engagement.ClientProperties;
import io.monitorapi.engagement.Engagement;
import io.monitorapi.engagement.EngagementRequest;
import io.monitorapi.engagement.EngagementStatus;
import io.monitorapi.engagement.Identity;
import io.monitorapi.engagement.Impression;
import io.monitorapi.engagement.Report;
import io.monitorapi.error.MonitorError;
import io.monitorapi.error.Reason;
import io.monitorapi.error.Sent;
import io.monitorapi.port.Deadline;
import io.monitorapi.port.GatewayResult;
import io.monitorapi.port.GatewayResult.Accepted;
import io.monitorapi.port.GatewayResult.Failed;
import io.monitorapi.port.GatewayResult.Refused;
import io.monitorapi.port.MonitorGateway;
import io.monitorapi.session.SessionRecord;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** The contract of a gateway. Extend it in the test of an implementation; the abstract methods control the service behind the gateway. */
public abstract class MonitorGatewayContract {

    /** {@return the gateway under test, connected to the service} */
    protected abstract MonitorGateway gateway();

    /** Lets the service offer the engagement of {@link Samples#offered()}, from now on. */
    protected abstract void serviceOffers();

    /** Lets the service offer nothing, from now on. */
    protected abstract void serviceOffersNothing();

    /** Lets the service respond to the next request with an error. */
    protected abstract void serviceRefuses(int status, int code, String text);

    /** Lets the service respond to the next request with status 429 and ask for a pause. */
    protected abstract void serviceAsksToWait(Duration pause);

    /** Makes the service unreachable: no request can be sent to it. */
    protected abstract void serviceIsUnreachable();

    /** Lets the service leave the next request without a response. */
    protected abstract void serviceIsSilent();

    @Test
    void opensASessionForANewVisitor() {
        Accepted response = accepted(fetch(null));

        assertThat(response.created()).isTrue();
    }

    @Test
    void keepsTheSession() {
        Accepted first = accepted(fetch(null));

        Accepted second = accepted(fetch(recordOf(first)));

        assertThat(second.created()).isFalse();
        assertThat(second.session()).isEqualTo(first.session());
    }

    @Test
    void keepsTheVisitorWhenThereIsNoSession() {
        Accepted first = accepted(fetch(null));
        String vid = first.session().visitorId();

        Accepted second = accepted(fetch(new SessionRecord.VisitorOnly(vid, Instant.now(), Instant.now(), 1)));

        assertThat(second.created()).isTrue();
        assertThat(second.session().visitorId()).isEqualTo(vid);
        assertThat(second.session()).isNotEqualTo(first.session());
    }

    @Test
    void returnsTheOfferedEngagement() {
        serviceOffers();

        List<Engagement> engagements = accepted(fetch(null)).engagements();

        assertThat(engagements).singleElement().satisfies(engagement -> {
            assertThat(engagement.status()).isEqualTo(EngagementStatus.EXPOSE);
            assertThat(engagement.offeredIn(Samples.session(1)).context()).contains(Samples.context());
        });
    }

    @Test
    void returnsNoEngagementIfNoneIsOffered() {
        serviceOffersNothing();

        assertThat(accepted(fetch(null)).engagements()).isEmpty();
    }

    @Test
    void sendsAFullRequest() {
        EngagementRequest full = EngagementRequest.builder()
                .identity(Identity.authenticated("https://id.brand.example", "7c1f6a0e"))
                .clientProperties(ClientProperties.builder()
                        .appVersion("3.4.1")
                        .deviceFamily(ClientProperties.DeviceFamily.MOBILE)
                        .ipAddress("192.0.2.1")
                        .osName(ClientProperties.OsName.ANDROID)
                        .osVersion("14")
                        .build())
                .entryPoints("sec://billing", "plain words")
                .engagementAttribute(new CustomAttribute("searchInfo", Map.of("keywords", List.of("a", "b"))))
                .build();

        assertThat(fetch(null, full, within(10))).isInstanceOf(Accepted.class);
    }

    @Test
    void acceptsAReportInItsSession() {
        Accepted first = accepted(fetch(null));
        Report report = Report.builder()
                .engagementAttribute(new CustomAttribute("searchInfo", Map.of("keywords", List.of("a", "b"))))
                .impression(Impression.display(Samples.context()))
                .pageId("8812345670")
                .build();

        Accepted receipt = accepted(report(recordOf(first), report));

        assertThat(receipt.created()).isFalse();
        assertThat(receipt.session()).isEqualTo(first.session());
        assertThat(receipt.engagements()).isEmpty();
    }

    @Test
    void opensASessionForAReportThatNamesTheConsumer() {
        Report report = Report.builder()
                .identity(Identity.unauthenticated("7c1f6a0e"))
                .engagementAttribute(new CustomAttribute("searchInfo", Map.of("keywords", List.of("a"))))
                .build();

        assertThat(accepted(report(null, report)).created()).isTrue();
    }

    @Test
    void returnsTheRefusalOfAReport() {
        serviceRefuses(400, 5, "some words");
        Report report = Report.of(new CustomAttribute("unheardOf", Map.of()));

        Refused refused = (Refused) report(null, report);

        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.errors())
                .singleElement()
                .satisfies(error -> assertThat(error.code()).isEqualTo(5));
    }

    @Test
    void returnsARefusalWithItsMessages() {
        serviceRefuses(404, 39, "some words");

        Refused refused = (Refused) fetch(null);

        assertThat(refused.status()).isEqualTo(404);
        assertThat(refused.errors())
                .singleElement()
                .satisfies(error -> assertThat(error.code()).isEqualTo(39));
    }

    @Test
    void returnsTheVisitorThatARefusalNames() {
        serviceRefuses(500, 20, "Loading account: 40001234, vid: vid-9");

        Refused refused = (Refused) fetch(null);

        assertThat(refused.errors())
                .singleElement()
                .extracting(MonitorError::visitorId)
                .isEqualTo(Optional.of("vid-9"));
    }

    @Test
    void returnsHowLongTheServiceAsksToWait() {
        serviceAsksToWait(Duration.ofSeconds(7));

        Refused refused = (Refused) fetch(null);

        assertThat(refused.status()).isEqualTo(429);
        assertThat(refused.retryAfter()).isEqualTo(Duration.ofSeconds(7));
    }

    @Test
    void returnsThatNothingWasSent() {
        serviceIsUnreachable();

        Failed failed = (Failed) fetch(null);

        assertThat(failed.reason()).isEqualTo(Reason.CONNECT);
        assertThat(failed.sent()).isEqualTo(Sent.NO);
    }

    @Test
    void completesByTheDeadline() {
        accepted(fetch(null));
        serviceIsSilent();

        Failed failed = (Failed) fetch(null, EngagementRequest.empty(), deadline(Duration.ofMillis(500)));

        assertThat(failed.reason()).isEqualTo(Reason.TIMEOUT);
        assertThat(failed.sent()).isEqualTo(Sent.MAYBE);
    }

    private GatewayResult fetch(@Nullable SessionRecord record) {
        return fetch(record, EngagementRequest.empty(), within(10));
    }

    private GatewayResult fetch(@Nullable SessionRecord record, EngagementRequest request, Deadline deadline) {
        return gateway()
                .fetchEngagement(record, request, deadline)
                .orTimeout(30, TimeUnit.SECONDS)
                .join();
    }

    private GatewayResult report(@Nullable SessionRecord record, Report report) {
        return gateway()
                .sendReport(record, report, within(10))
                .orTimeout(30, TimeUnit.SECONDS)
                .join();
    }

    private static Accepted accepted(GatewayResult result) {
        assertThat(result).isInstanceOf(Accepted.class);
        return (Accepted) result;
    }

    private static SessionRecord recordOf(Accepted response) {
        return new SessionRecord.Paired(response.session(), Instant.now(), Instant.now(), 1, response.pageId());
    }

    private static Deadline within(int seconds) {
        return deadline(Duration.ofSeconds(seconds));
    }

    private static Deadline deadline(Duration time) {
        return Deadline.in(time, System::nanoTime);
    }
}
