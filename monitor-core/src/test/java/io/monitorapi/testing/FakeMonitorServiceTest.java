package io.monitorapi.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.monitorapi.attribute.SearchInfo;
import io.monitorapi.engagement.EngagementRequest;
import io.monitorapi.engagement.EngagementResult;
import io.monitorapi.engagement.Impression;
import io.monitorapi.engagement.Report;
import io.monitorapi.error.ErrorClassifier;
import io.monitorapi.error.MonitorException;
import io.monitorapi.error.Reason;
import io.monitorapi.error.RetryRules;
import io.monitorapi.error.Sent;
import io.monitorapi.session.Visitor;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class FakeMonitorServiceTest {

    private static final Visitor VISITOR = Visitor.of("device-1");
    private static final EngagementRequest REQUEST = EngagementRequest.empty();

    private final FakeMonitorService service = new FakeMonitorService();

    @AfterEach
    void close() {
        service.close();
    }

    private EngagementResult getEngagement() {
        return service.getEngagement(VISITOR, REQUEST);
    }

    @Test
    void offersAnEngagementByDefault() {
        assertThat(getEngagement().isAvailable()).isTrue();
        service.offers();
        assertThat(getEngagement().isAvailable()).isFalse();

        assertThat(service.engagementCalls())
                .hasSize(2)
                .containsOnly(new FakeMonitorService.EngagementCall(VISITOR, REQUEST));
    }

    @Test
    void acceptsImpressionsOfWhatItOffers() {
        Report report = Report.of(Impression.accept(getEngagement().available().orElseThrow()));

        assertThat(service.report(VISITOR, report).impressionsCounted()).isEqualTo(1);
        assertThat(service.reportCalls()).containsExactly(new FakeMonitorService.ReportCall(VISITOR, report));
    }

    @Test
    void keepsSessionsAsTheClientDoes() {
        assertThat(getEngagement().sessionCreated()).isTrue();
        assertThat(getEngagement().sessionCreated()).isFalse();

        service.endSessions();

        assertThat(getEngagement().sessionCreated()).isTrue();
        assertThat(service.sessions().current(VISITOR)).isPresent();
        assertThat(service.report(VISITOR, Report.of(SearchInfo.of("phone"))).sessionCreated())
                .isFalse();
    }

    @Test
    void failsOncePerConfiguredFailure() {
        service.fails(Reason.UNAVAILABLE).fails(Reason.THROTTLED);

        assertThat(failure().reason()).isEqualTo(Reason.UNAVAILABLE);
        assertThatExceptionOfType(CompletionException.class)
                .isThrownBy(() -> service.getEngagementAsync(VISITOR, REQUEST).join())
                .withCauseInstanceOf(MonitorException.class);
        assertThat(getEngagement().isAvailable()).isTrue();
    }

    @Test
    void failsWithAGivenException() {
        MonitorException exception =
                MonitorException.builder(Reason.CONNECT).sent(Sent.NO).build();

        service.fails(exception);

        assertThat(failure()).isSameAs(exception);
    }

    @ParameterizedTest
    @EnumSource(Reason.class)
    void everyFailureIsThatOfTheClient(Reason reason) {
        getEngagement();

        service.fails(reason);
        MonitorException failure = failure();

        assertThat(failure.reason()).isEqualTo(reason);
        assertThat(failure.isRetryable()).isEqualTo(RetryRules.isRetryable(reason, failure.sent(), true));
        assertThat(failure.sent() == Sent.YES)
                .as("sent YES, if and only if there was a response that is not that of a proxy in front of the service")
                .isEqualTo(failure.status().isPresent() && !ErrorClassifier.isFromProxy(reason)
                        || reason == Reason.UNREADABLE
                        || reason == Reason.TOO_LARGE
                        || reason == Reason.NOT_THE_API);
        assertThat(getEngagement().isAvailable()).isTrue();
    }

    private MonitorException failure() {
        return catchThrowableOfType(MonitorException.class, this::getEngagement);
    }
}
