package io.monitorapi.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.monitorapi.engagement.EngagementRequest;
import io.monitorapi.error.MonitorException;
import io.monitorapi.error.Reason;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class FakeMonitorServiceTest {

    private final FakeMonitorService service = new FakeMonitorService();

    @AfterEach
    void close() {
        service.close();
    }

    @Test
    void offersAnEngagementUnlessToldOtherwise() {
        assertThat(service.getEngagement(Samples.visitor(), EngagementRequest.empty())
                        .isAvailable())
                .isTrue();

        service.offers();

        assertThat(service.getEngagement(Samples.visitor(), EngagementRequest.empty())
                        .isAvailable())
                .isFalse();
        assertThat(service.asked()).containsExactly(Samples.visitor(), Samples.visitor());
    }

    @Test
    void keepsSessionsAsTheRealOneDoes() {
        assertThat(service.getEngagement(Samples.visitor(), EngagementRequest.empty())
                        .sessionCreated())
                .isTrue();
        assertThat(service.getEngagement(Samples.visitor(), EngagementRequest.empty())
                        .sessionCreated())
                .isFalse();

        service.endsSessions();

        assertThat(service.getEngagement(Samples.visitor(), EngagementRequest.empty())
                        .sessionCreated())
                .isTrue();
        assertThat(service.sessions().current(Samples.visitor())).isPresent();
    }

    @Test
    void failsOnceForEachTimeItIsTold() {
        service.fails(Reason.UNAVAILABLE).fails(Reason.THROTTLED);

        assertThatExceptionOfType(MonitorException.class)
                .isThrownBy(() -> service.getEngagement(Samples.visitor(), EngagementRequest.empty()))
                .satisfies(failure -> assertThat(failure.reason()).isEqualTo(Reason.UNAVAILABLE));
        assertThatExceptionOfType(CompletionException.class)
                .isThrownBy(() -> service.getEngagementAsync(Samples.visitor(), EngagementRequest.empty())
                        .join())
                .withCauseInstanceOf(MonitorException.class);
        assertThat(service.getEngagement(Samples.visitor(), EngagementRequest.empty())
                        .isAvailable())
                .isTrue();
    }
}
