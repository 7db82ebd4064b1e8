package io.monitorapi.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.monitorapi.CallOptions;
import io.monitorapi.MonitorService;
import io.monitorapi.attribute.Cart;
import io.monitorapi.attribute.CustomAttribute;
import io.monitorapi.attribute.Lead;
import io.monitorapi.attribute.Purchase;
import io.monitorapi.engagement.EngagementRequest;
import io.monitorapi.engagement.Identity;
import io.monitorapi.engagement.Impression;
import io.monitorapi.engagement.Report;
import io.monitorapi.error.MonitorException;
import io.monitorapi.error.Reason;
import io.monitorapi.error.Sent;
import io.monitorapi.port.GatewayResult;
import io.monitorapi.session.Visitor;
import io.monitorapi.testkit.FakeMonitorGateway;
import io.monitorapi.testkit.Samples;
import java.math.BigDecimal;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Which reports may be sent again if it is unknown whether they were processed. */
class ReportRepetitionTest {

    private static final CallOptions REPEATABLE = CallOptions.defaults().withRepeatable(true);
    private static final GatewayResult NO_RESPONSE = Samples.failed(Reason.TIMEOUT, Sent.MAYBE);

    private final FakeMonitorGateway gateway = new FakeMonitorGateway();
    private final Visitor visitor = Samples.visitor();

    static Stream<Arguments> reports() {
        Purchase nameless = Purchase.builder().build();
        Purchase order = Purchase.builder().orderId("order-1").build();
        Lead lead = Lead.builder().leadId("lead-1").build();
        Cart cart = Cart.builder().total(BigDecimal.TEN).numItems(1).build();
        CustomAttribute custom = new CustomAttribute("searchInfo", Map.of());
        Impression display = Impression.display(Samples.context());
        return Stream.of(
                Arguments.of("no ids", Report.of(nameless), CallOptions.defaults(), NO_RESPONSE, false),
                Arguments.of("an order", Report.of(order), CallOptions.defaults(), NO_RESPONSE, true),
                Arguments.of("ids only", Report.of(order, lead), CallOptions.defaults(), NO_RESPONSE, true),
                Arguments.of("one without", Report.of(order, nameless), CallOptions.defaults(), NO_RESPONSE, false),
                Arguments.of("state", Report.of(cart), CallOptions.defaults(), NO_RESPONSE, true),
                Arguments.of("state and event", Report.of(cart, nameless), CallOptions.defaults(), NO_RESPONSE, false),
                Arguments.of("custom", Report.of(custom), CallOptions.defaults(), NO_RESPONSE, false),
                Arguments.of("an impression", Report.of(display), CallOptions.defaults(), NO_RESPONSE, false),
                Arguments.of("set to repeatable", Report.of(nameless), REPEATABLE, NO_RESPONSE, true),
                Arguments.of("impression set to repeatable", Report.of(display), REPEATABLE, NO_RESPONSE, true),
                Arguments.of("not sent", Report.of(nameless), CallOptions.defaults(), unsent(), true),
                Arguments.of(
                        "the service asks for a retry",
                        Report.of(display),
                        CallOptions.defaults(),
                        Samples.refused(503, 1),
                        true),
                Arguments.of("500", Report.of(nameless), CallOptions.defaults(), Samples.refused(500, 18), false),
                Arguments.of("500, order", Report.of(order), CallOptions.defaults(), Samples.refused(500, 18), true),
                Arguments.of("bad", Report.of(order), REPEATABLE, Samples.refused(400, 5), false));
    }

    private static GatewayResult unsent() {
        return Samples.failed(Reason.CONNECT, Sent.NO);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("reports")
    void reportIsRetryableIfItMayBeProcessedTwice(
            String name, Report report, CallOptions options, GatewayResult result, boolean repeatable) {
        try (MonitorService service = MonitorServiceBuilder.forGateway(gateway).build()) {
            service.getEngagement(visitor, EngagementRequest.empty());
            gateway.respondsWith(result);

            assertThat(failureOf(service, report, options).isRetryable()).isEqualTo(repeatable);
        }
    }

    @ParameterizedTest(name = "widened {0}")
    @MethodSource("widened")
    void reportThatOpensASessionIsRetryableOnlyIfConfigured(boolean widened, boolean repeatable) {
        Report report = Report.builder()
                .identity(Identity.unauthenticated("7c1f6a0e"))
                .engagementAttribute(Purchase.builder().orderId("order-1").build())
                .build();
        try (MonitorService service = MonitorServiceBuilder.forGateway(gateway)
                .retryAmbiguousHandshake(widened)
                .build()) {
            gateway.respondsWith(NO_RESPONSE);

            assertThat(failureOf(service, report, CallOptions.defaults()).isRetryable())
                    .isEqualTo(repeatable);
        }
    }

    static Stream<Arguments> widened() {
        return Stream.of(Arguments.of(false, false), Arguments.of(true, true));
    }

    private MonitorException failureOf(MonitorService service, Report report, CallOptions options) {
        return catchThrowableOfType(MonitorException.class, () -> service.report(visitor, report, options));
    }
}
