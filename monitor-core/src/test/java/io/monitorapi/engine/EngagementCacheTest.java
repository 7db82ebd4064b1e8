package io.monitorapi.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.monitorapi.CallOptions;
import io.monitorapi.MonitorService;
import io.monitorapi.engagement.Engagement;
import io.monitorapi.engagement.EngagementRequest;
import io.monitorapi.engagement.EngagementResult;
import io.monitorapi.engagement.EngagementStatus;
import io.monitorapi.session.Visitor;
import io.monitorapi.testkit.FakeMonitorGateway;
import io.monitorapi.testkit.Samples;
import io.monitorapi.testkit.VirtualTime;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** When a cached result is returned. */
class EngagementCacheTest {

    private static final CallOptions A_MINUTE_OLD = CallOptions.defaults().withMaxAge(Duration.ofMinutes(1));

    private final VirtualTime time = new VirtualTime();
    private final FakeMonitorGateway gateway = new FakeMonitorGateway();
    private final MonitorService service = MonitorServiceBuilder.forGateway(gateway)
            .creationLimit(1_000_000, 1_000_000)
            .executor(Runnable::run)
            .time(time, time, time)
            .build();
    private final Visitor visitor = Samples.visitor();

    @AfterEach
    void close() {
        service.close();
    }

    private EngagementResult getEngagement() {
        return service.getEngagement(visitor, EngagementRequest.empty(), A_MINUTE_OLD);
    }

    @Test
    void returnsACachedResultThatIsYoungEnough() {
        EngagementResult first = getEngagement();
        time.advance(Duration.ofSeconds(59));

        EngagementResult second = getEngagement();

        assertThat(gateway.requests()).hasSize(1);
        assertThat(second.engagements()).isEqualTo(first.engagements());
        assertThat(first.sessionCreated()).isTrue();
        assertThat(second.sessionCreated()).isFalse();
    }

    @Test
    void ignoresACachedResultThatIsTooOld() {
        getEngagement();
        time.advance(Duration.ofMinutes(1));
        getEngagement();

        assertThat(gateway.requests()).hasSize(2);
    }

    @Test
    void ignoresACachedResultAfterValidForSeconds() {
        gateway.service()
                .offers(Engagement.builder(EngagementStatus.EXPOSE)
                        .validFor(Duration.ofSeconds(10))
                        .build());
        getEngagement();
        time.advance(Duration.ofSeconds(10));
        getEngagement();

        assertThat(gateway.requests()).hasSize(2);
    }

    @Test
    void ignoresTheCacheWithoutMaxAge() {
        getEngagement();
        service.getEngagement(visitor, EngagementRequest.empty());

        assertThat(gateway.requests()).hasSize(2);
    }

    @Test
    void ignoresTheResultOfAnotherRequest() {
        getEngagement();
        service.getEngagement(
                visitor, EngagementRequest.builder().entryPoints("faq").build(), A_MINUTE_OLD);

        assertThat(gateway.requests()).hasSize(2);
    }

    @Test
    void ignoresTheResultOfAnotherVisitor() {
        getEngagement();
        service.getEngagement(Visitor.of("another device"), EngagementRequest.empty(), A_MINUTE_OLD);

        assertThat(gateway.requests()).hasSize(2);
    }

    @Test
    void ignoresTheResultOfAnotherSession() {
        getEngagement();
        service.sessions().adopt(visitor, Samples.session(9));
        getEngagement();

        assertThat(gateway.requests()).hasSize(2);
    }

    @Test
    void ignoresTheResultOfAForgottenVisitor() {
        getEngagement();
        service.sessions().forget(visitor);
        getEngagement();

        assertThat(gateway.requests()).hasSize(2);
    }

    @Test
    void keepsTheMostRecentlyUsedResultsOnly() {
        getEngagement();
        for (int i = 0; i < 10_000; i++) {
            service.getEngagement(Visitor.of("device " + i + " of many"), EngagementRequest.empty(), A_MINUTE_OLD);
        }
        getEngagement();

        assertThat(gateway.requests()).hasSize(10_002);
    }
}
