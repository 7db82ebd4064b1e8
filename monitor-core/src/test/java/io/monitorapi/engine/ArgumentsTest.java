package io.monitorapi.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.monitorapi.CallOptions;
import io.monitorapi.MonitorService;
import io.monitorapi.attribute.CustomAttribute;
import io.monitorapi.attribute.CustomerInfo;
import io.monitorapi.engagement.ClientProperties;
import io.monitorapi.engagement.EngagementRequest;
import io.monitorapi.engagement.Identity;
import io.monitorapi.engagement.Impression;
import io.monitorapi.engagement.Report;
import io.monitorapi.session.EngagementContext;
import io.monitorapi.session.MonitorSession;
import io.monitorapi.session.SessionFingerprint;
import io.monitorapi.session.Visitor;
import io.monitorapi.testkit.FakeMonitorGateway;
import io.monitorapi.testkit.Samples;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Invalid arguments are refused with the name of the field, and nothing is sent. */
class ArgumentsTest {

    private final FakeMonitorGateway gateway = new FakeMonitorGateway();

    static Stream<Arguments> badValues() {
        return Stream.of(
                bad("key", () -> Visitor.of(" ")),
                bad("key", () -> Visitor.of("x".repeat(513))),
                bad("visitorId", () -> new MonitorSession("", "sid")),
                bad("sessionId", () -> new MonitorSession("vid", "a b")),
                bad("sessionId", () -> new MonitorSession("vid", "a\r\nb")),
                bad("sessionId", () -> new MonitorSession("vid", "x".repeat(257))),
                bad("visitorId", () -> new MonitorSession("é", "sid")),
                bad("subject", () -> Identity.unauthenticated("")),
                bad("issuer", () -> Identity.authenticated(" ", "subject")),
                bad(
                        "ipAddress",
                        () -> ClientProperties.builder().ipAddress("::1").build()),
                bad(
                        "ipAddress",
                        () -> ClientProperties.builder().ipAddress("256.0.0.1").build()),
                bad(
                        "consumerId",
                        () -> EngagementRequest.builder().consumerId("").build()),
                bad(
                        "both",
                        () -> EngagementRequest.builder()
                                .consumerId("a")
                                .lpConsumerId("b")
                                .build()),
                bad(
                        "entryPoints",
                        () -> EngagementRequest.builder().entryPoints(" ").build()),
                bad("impression", () -> new CustomAttribute("impDisplay", Map.of())),
                bad("type", () -> new CustomAttribute(" ", Map.of())),
                bad("type", () -> new CustomAttribute("cart", Map.of("type", "lead"))),
                bad("finite", () -> new CustomAttribute("cart", Map.of("total", Double.NaN))),
                bad("members", () -> new CustomAttribute("cart", Map.of("total", new Object()))),
                bad("deep", () -> new CustomAttribute("cart", nested(20))),
                bad("deadline", () -> CallOptions.deadline(Duration.ZERO)),
                bad("maxAge", () -> CallOptions.defaults().withMaxAge(Duration.ofSeconds(-1))),
                bad("both empty", () -> Report.builder().build()),
                bad(
                        "salvage",
                        () -> Report.builder()
                                .impression(Impression.display(Samples.context()))
                                .salvage(true)
                                .build()),
                bad(
                        "pageId",
                        () -> Report.builder()
                                .engagementAttribute(new CustomAttribute("x", Map.of()))
                                .pageId(" ")
                                .build()),
                bad(
                        "both",
                        () -> Report.builder()
                                .engagementAttribute(new CustomAttribute("x", Map.of()))
                                .consumerId("a")
                                .lpConsumerId("b")
                                .build()),
                bad(
                        "customerId",
                        () -> EngagementRequest.builder()
                                .consumerId("a")
                                .engagementAttribute(
                                        CustomerInfo.builder().customerId("b").build())
                                .build()),
                bad("contextId", () -> new EngagementContext("1", "2", "3", "a b", SessionFingerprint.parse("f"))),
                bad("deadline", () -> builder().deadline(Duration.ZERO)),
                bad("attemptLimit", () -> builder().attemptLimit(Duration.ofSeconds(-1))),
                bad("maxInFlight", () -> builder().maxInFlight(0)),
                bad("maxWaiting", () -> builder().maxWaiting(-1)));
    }

    @ParameterizedTest
    @MethodSource("badValues")
    void invalidArgumentIsRefusedWithItsName(String field, ThrowingCallable call) {
        assertThatIllegalArgumentException().isThrownBy(call::call).withMessageContaining(field);
    }

    @Test
    void nullIsRefusedAtOnceByBothForms() {
        try (MonitorService service = MonitorServiceBuilder.forGateway(gateway).build()) {
            EngagementRequest request = EngagementRequest.empty();
            assertThatNullPointerException()
                    .isThrownBy(() -> service.getEngagement(null, request))
                    .withMessage("visitor");
            assertThatNullPointerException()
                    .isThrownBy(() -> service.getEngagementAsync(Samples.visitor(), null))
                    .withMessage("request");
            assertThatThrownBy(() -> service.getEngagementAsync(Samples.visitor(), request, null))
                    .isInstanceOf(NullPointerException.class)
                    .hasMessage("options");
        }
        assertThat(gateway.requests()).isEmpty();
    }

    @Test
    void ipv6AddressIsOmitted() throws UnknownHostException {
        ClientProperties.Builder properties = ClientProperties.builder();

        assertThat(properties
                        .ipAddress(InetAddress.getByName("192.0.2.1"))
                        .build()
                        .ipAddress())
                .isEqualTo("192.0.2.1");
        assertThat(properties
                        .ipAddress(InetAddress.getByName("2001:db8::1"))
                        .build()
                        .ipAddress())
                .isNull();
    }

    @Test
    void copiesItsArguments() {
        List<Object> keywords = new ArrayList<>(List.of("a"));
        CustomAttribute attribute = new CustomAttribute("searchInfo", Map.of("keywords", keywords));

        keywords.add("b");

        assertThat(attribute.members()).containsEntry("keywords", List.of("a"));
    }

    private static Arguments bad(String field, ThrowingCallable call) {
        return Arguments.of(field, call);
    }

    private static MonitorServiceBuilder builder() {
        return MonitorServiceBuilder.forGateway(new FakeMonitorGateway());
    }

    private static Map<String, Object> nested(int depth) {
        return depth == 0 ? Map.of("end", 1) : Map.of("next", nested(depth - 1));
    }
}
