package io.monitorapi.engine;

import static io.monitorapi.testkit.Samples.created;
import static io.monitorapi.testkit.Samples.valid;
import static org.assertj.core.api.Assertions.assertThat;

import io.monitorapi.MonitorService;
import io.monitorapi.engagement.EngagementRequest;
import io.monitorapi.engagement.EngagementResult;
import io.monitorapi.session.Visitor;
import io.monitorapi.testkit.FakeMonitorGateway;
import io.monitorapi.testkit.VirtualTime;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** A service that opens a new session on every call is detected and reported. */
class SessionChurnDetectorTest {

    private final VirtualTime time = new VirtualTime();
    private final FakeMonitorGateway gateway = new FakeMonitorGateway();
    private final RecordingListener recorder = new RecordingListener();
    private final MonitorService service = MonitorServiceBuilder.forGateway(gateway)
            .listener(recorder)
            .executor(Runnable::run)
            .time(time, time, time)
            .build();

    @Test
    void thousandRenewalsAreOneEventPerMinute() {
        for (int i = 0; i < 1_000; i++) {
            gateway.respondsWith(created(i));
            assertThat(getEngagement("one").sessionCreated()).isTrue();
            time.advance(Duration.ofMillis(300));
        }

        assertThat(gateway.requests()).hasSize(1_000);
        assertThat(churned()).isEqualTo(5);
    }

    @Test
    void twoRenewalsAreNoChurn() {
        gateway.respondsWith(created(1), created(2), created(3), valid(3), created(4), created(5), valid(5));
        for (int i = 0; i < 7; i++) {
            getEngagement("one");
        }

        assertThat(churned()).isZero();
    }

    @Test
    void threeRenewalsInMoreThanAMinuteAreNoChurn() {
        for (int i = 0; i < 10; i++) {
            gateway.respondsWith(created(i));
            getEngagement("one");
            time.advance(Duration.ofSeconds(31));
        }

        assertThat(churned()).isZero();
    }

    @Test
    void renewalsOfDifferentVisitorsAreNoChurn() {
        for (int i = 0; i < 100; i++) {
            gateway.respondsWith(created(2 * i), created(2 * i + 1));
            getEngagement("visitor " + i);
            getEngagement("visitor " + i);
        }

        assertThat(churned()).isZero();
    }

    private EngagementResult getEngagement(String visitor) {
        return service.getEngagement(Visitor.of(visitor), EngagementRequest.empty());
    }

    private long churned() {
        return recorder.events.stream().filter("churned"::equals).count();
    }
}
