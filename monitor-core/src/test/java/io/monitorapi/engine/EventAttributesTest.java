package io.monitorapi.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.monitorapi.CallOptions;
import io.monitorapi.MonitorService;
import io.monitorapi.attribute.EngagementAttribute;
import io.monitorapi.attribute.MarketingInfo;
import io.monitorapi.attribute.Purchase;
import io.monitorapi.engagement.EngagementRequest;
import io.monitorapi.error.MonitorException;
import io.monitorapi.error.Reason;
import io.monitorapi.error.Sent;
import io.monitorapi.port.GatewayResult;
import io.monitorapi.testkit.FakeMonitorGateway;
import io.monitorapi.testkit.Samples;
import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** An event, such as a purchase, counts once, also in a request for an engagement. */
class EventAttributesTest {

    private static final CallOptions CACHED = CallOptions.defaults().withMaxAge(Duration.ofMinutes(1));
    private static final Purchase PURCHASE = Purchase.builder().build();
    private static final Purchase ORDER = Purchase.builder().orderId("order-1").build();
    private static final MarketingInfo STATE =
            MarketingInfo.builder().affiliate("partner-1").build();

    private final FakeMonitorGateway gateway = new FakeMonitorGateway();
    private final MonitorService service =
            MonitorServiceBuilder.forGateway(gateway).build();

    @BeforeEach
    void open() {
        service.getEngagement(Samples.visitor(), EngagementRequest.empty());
    }

    @AfterEach
    void close() {
        service.close();
    }

    static Stream<Arguments> requests() {
        GatewayResult ambiguous = Samples.failed(Reason.TIMEOUT, Sent.MAYBE);
        return Stream.of(
                Arguments.of("purchase without an id", PURCHASE, ambiguous, false),
                Arguments.of("purchase with an order id", ORDER, ambiguous, true),
                Arguments.of("state", STATE, ambiguous, true),
                Arguments.of("purchase, not sent", PURCHASE, Samples.failed(Reason.CONNECT, Sent.NO), true),
                Arguments.of("purchase, the service asks", PURCHASE, Samples.refused(503, 0), true));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("requests")
    void requestIsRetryableUnlessAnEventMayCountTwice(
            String name, EngagementAttribute attribute, GatewayResult failure, boolean retryable) {
        gateway.respondsWith(failure);

        MonitorException thrown = catchThrowableOfType(
                MonitorException.class, () -> service.getEngagement(Samples.visitor(), request(attribute)));

        assertThat(thrown.isRetryable()).isEqualTo(retryable);
    }

    @Test
    void requestWithAnEventIsNeverServedFromTheCache() {
        int before = gateway.requests().size();

        service.getEngagement(Samples.visitor(), request(PURCHASE), CACHED);
        service.getEngagement(Samples.visitor(), request(PURCHASE), CACHED);

        assertThat(gateway.requests()).hasSize(before + 2);
    }

    /** The control: the same state is served from the cache. */
    @Test
    void requestWithStateIsServedFromTheCache() {
        int before = gateway.requests().size();

        service.getEngagement(Samples.visitor(), request(STATE), CACHED);
        service.getEngagement(Samples.visitor(), request(STATE), CACHED);

        assertThat(gateway.requests()).hasSize(before + 1);
    }

    private static EngagementRequest request(EngagementAttribute attribute) {
        return EngagementRequest.builder().engagementAttribute(attribute).build();
    }
}
