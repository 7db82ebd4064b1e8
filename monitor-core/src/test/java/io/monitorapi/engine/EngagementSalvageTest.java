package io.monitorapi.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.monitorapi.MonitorService;
import io.monitorapi.attribute.CustomAttribute;
import io.monitorapi.engagement.EngagementRequest;
import io.monitorapi.engagement.EngagementResult;
import io.monitorapi.engagement.Identity;
import io.monitorapi.error.MonitorException;
import io.monitorapi.error.Reason;
import io.monitorapi.testkit.FakeMonitorGateway;
import io.monitorapi.testkit.Samples;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** One invalid engagement attribute does not prevent an offer. */
class EngagementSalvageTest {

    private static final CustomAttribute BAD = new CustomAttribute("bad", Map.of());
    private static final CustomAttribute GOOD = new CustomAttribute("good", Map.of());

    private final FakeMonitorGateway gateway = new FakeMonitorGateway();
    private final MonitorService service =
            MonitorServiceBuilder.forGateway(gateway).build();

    @AfterEach
    void close() {
        service.close();
    }

    @Test
    void requestIsSentAgainWithoutAttributesAndTheResultNamesThem() {
        gateway.respondsWith(Samples.refused(400, 5));

        EngagementResult result = service.getEngagement(Samples.visitor(), request(true));

        assertThat(result.isAvailable()).isTrue();
        assertThat(result.refusedAttributes())
                .hasSize(2)
                .allSatisfy(refused -> assertThat(refused.failure().reason()).isEqualTo(Reason.INVALID_REQUEST));
        assertThat(gateway.requests()).hasSize(2);
        assertThat(gateway.requests().get(1).request().engagementAttributes()).isEmpty();
        assertThat(gateway.requests().get(1).request().identities()).hasSize(1);
    }

    /** The control: without salvage the call fails. */
    @Test
    void withoutSalvageTheCallFails() {
        gateway.respondsWith(Samples.refused(400, 5));

        MonitorException failure = catchThrowableOfType(
                MonitorException.class, () -> service.getEngagement(Samples.visitor(), request(false)));

        assertThat(failure.reason()).isEqualTo(Reason.INVALID_REQUEST);
        assertThat(gateway.requests()).hasSize(1);
    }

    @Test
    void requestWithoutAttributesIsNotSentAgain() {
        gateway.respondsWith(Samples.refused(400, 5));
        EngagementRequest empty = EngagementRequest.builder().salvage(true).build();

        MonitorException failure =
                catchThrowableOfType(MonitorException.class, () -> service.getEngagement(Samples.visitor(), empty));

        assertThat(failure.reason()).isEqualTo(Reason.INVALID_REQUEST);
        assertThat(gateway.requests()).hasSize(1);
    }

    @Test
    void otherFailuresAreNotSalvaged() {
        gateway.respondsWith(Samples.refused(404, 6));

        MonitorException failure = catchThrowableOfType(
                MonitorException.class, () -> service.getEngagement(Samples.visitor(), request(true)));

        assertThat(failure.reason()).isEqualTo(Reason.ACCOUNT_UNKNOWN);
        assertThat(gateway.requests()).hasSize(1);
    }

    private static EngagementRequest request(boolean salvage) {
        return EngagementRequest.builder()
                .identity(Identity.unauthenticated("7c1f6a0e"))
                .engagementAttribute(BAD)
                .engagementAttribute(GOOD)
                .salvage(salvage)
                .build();
    }
}
