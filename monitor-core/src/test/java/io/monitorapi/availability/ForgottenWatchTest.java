package io.monitorapi.availability;

import static org.assertj.core.api.Assertions.assertThat;

import io.monitorapi.MonitorService;
import io.monitorapi.engagement.EngagementRequest;
import io.monitorapi.engine.MonitorServiceBuilder;
import io.monitorapi.session.Visitor;
import io.monitorapi.testkit.FakeMonitorGateway;
import io.monitorapi.testkit.Samples;
import io.monitorapi.testkit.VirtualTime;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** The watches of a forgotten visitor end: their requests identify the consumer before the call to forget. */
class ForgottenWatchTest {

    private final VirtualTime time = new VirtualTime();
    private final FakeMonitorGateway gateway = new FakeMonitorGateway();
    private final MonitorService service = MonitorServiceBuilder.forGateway(gateway)
            .executor(Runnable::run)
            .closeGrace(Duration.ZERO)
            .time(time, time, time)
            .build();
    private final Availability availability = Availability.builder(service)
            .executor(Runnable::run)
            .time(time, time, time)
            .build();

    @Test
    void watchEndsWhenItsVisitorIsForgotten() {
        int sent = watchUntilTheFirstResult();

        service.sessions().forget(Samples.visitor());
        time.advance(Duration.ofMinutes(5));

        assertThat(gateway.requests()).hasSize(sent);
        assertThat(service.sessions().current(Samples.visitor())).isEmpty();
    }

    /** The control: the watch of another visitor continues. */
    @Test
    void watchContinuesWhenAnotherVisitorIsForgotten() {
        int sent = watchUntilTheFirstResult();

        service.sessions().forget(Visitor.of("another"));
        time.advance(Duration.ofMinutes(5));

        assertThat(gateway.requests()).hasSizeGreaterThan(sent);
    }

    private int watchUntilTheFirstResult() {
        availability.watch(Samples.visitor(), EngagementRequest.empty(), state -> {});
        time.advance(Duration.ofMinutes(2));
        return gateway.requests().size();
    }
}
