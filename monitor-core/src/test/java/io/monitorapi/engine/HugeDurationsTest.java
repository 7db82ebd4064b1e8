package io.monitorapi.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.monitorapi.CallOptions;
import io.monitorapi.MonitorService;
import io.monitorapi.engagement.EngagementRequest;
import io.monitorapi.port.Deadline;
import io.monitorapi.testkit.FakeMonitorGateway;
import io.monitorapi.testkit.Samples;
import io.monitorapi.testkit.SharedFakeSessionStore;
import java.time.Duration;
import java.time.InstantSource;
import org.junit.jupiter.api.Test;

/** The longest duration means that there is no limit; it never overflows. */
class HugeDurationsTest {

    private static final Duration HUGE = Duration.ofSeconds(Long.MAX_VALUE, 999_999_999);
    private static final Duration HUGE_NEGATIVE = Duration.ofSeconds(Long.MIN_VALUE);

    @Test
    void everyDurationOfAServiceMayBeHuge() {
        FakeMonitorGateway gateway = new FakeMonitorGateway();
        try (MonitorService service = MonitorServiceBuilder.forGateway(gateway)
                .sessionStore(new SharedFakeSessionStore(InstantSource.system()))
                .attemptLimit(HUGE)
                .deadline(HUGE)
                .nearCache(HUGE)
                .closeGrace(HUGE)
                .build()) {
            CallOptions options = CallOptions.deadline(HUGE).withMaxAge(HUGE);

            assertThat(service.getEngagement(Samples.visitor(), EngagementRequest.empty(), options)
                            .sessionCreated())
                    .isTrue();
            assertThat(service.getEngagementAsync(Samples.visitor(), EngagementRequest.empty(), options)
                            .join()
                            .sessionCreated())
                    .isFalse();
        }
    }

    @Test
    void deadlineMayBeHuge() {
        assertThat(Deadline.in(HUGE, System::nanoTime).hasPassed()).isFalse();
        assertThat(Deadline.in(HUGE_NEGATIVE, System::nanoTime).hasPassed()).isTrue();
        assertThat(Deadline.in(HUGE, System::nanoTime).orIn(HUGE_NEGATIVE).hasPassed())
                .isTrue();
    }
}
