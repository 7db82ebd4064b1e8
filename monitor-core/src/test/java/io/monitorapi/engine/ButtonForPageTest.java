package io.monitorapi.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import io.monitorapi.CallOptions;
import io.monitorapi.MonitorService;
import io.monitorapi.engagement.ButtonState;
import io.monitorapi.engagement.ButtonState.Kind;
import io.monitorapi.engagement.EngagementRequest;
import io.monitorapi.error.MonitorException;
import io.monitorapi.error.Reason;
import io.monitorapi.port.GatewayResult;
import io.monitorapi.session.Visitor;
import io.monitorapi.testing.FakeMonitorService;
import io.monitorapi.testkit.FakeMonitorGateway;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BiFunction;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The button of a page: whatever fails, the page is served. */
class ButtonForPageTest {

    private static final Visitor VISITOR = Visitor.of("device-1");

    private final FakeMonitorService monitor = new FakeMonitorService();

    @AfterEach
    void close() {
        monitor.close();
    }

    static Stream<Named<BiFunction<MonitorService, Visitor, ButtonState>>> calls() {
        return Stream.of(
                Named.of("blocking", MonitorService::buttonFor),
                Named.of(
                        "asynchronous",
                        (service, visitor) -> service.buttonForAsync(visitor).join()));
    }

    @ParameterizedTest
    @MethodSource("calls")
    void theButtonIsDisplayedForAnOfferOnly(BiFunction<MonitorService, Visitor, ButtonState> call) {
        ButtonState offered = call.apply(monitor, VISITOR);
        monitor.offers();
        ButtonState nothing = call.apply(monitor, VISITOR);

        assertThat(offered.kind()).isEqualTo(Kind.OFFERED);
        assertThat(offered.isDisplayed()).isTrue();
        assertThat(offered.result().orElseThrow().available()).isPresent();
        assertThat(nothing.kind()).isEqualTo(Kind.NOTHING);
        assertThat(nothing.isDisplayed()).isFalse();
        assertThat(nothing.failure()).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(Reason.class)
    void aFailureIsAStateAndNoException(Reason reason) {
        for (Named<BiFunction<MonitorService, Visitor, ButtonState>> call : calls().toList()) {
            monitor.fails(MonitorException.builder(reason).build());

            ButtonState state = call.getPayload().apply(monitor, VISITOR);

            assertThat(state.kind()).isEqualTo(Kind.UNKNOWN);
            assertThat(state.isDisplayed()).isFalse();
            assertThat(state.failure()).map(MonitorException::reason).contains(reason);
            assertThat(state.result()).isEmpty();
            assertThat(state).hasToString("ButtonState[UNKNOWN, " + reason + "]");
        }
    }

    @ParameterizedTest
    @MethodSource("calls")
    void aServiceThatIsClosedHidesTheButton(BiFunction<MonitorService, Visitor, ButtonState> call) {
        monitor.close();

        assertThat(call.apply(monitor, VISITOR).failure())
                .map(MonitorException::reason)
                .contains(Reason.CLOSED);
    }

    /** The control: an error of the programmer must not hide behind a button that is never displayed. */
    @ParameterizedTest
    @MethodSource("calls")
    void badArgumentsAreThrown(BiFunction<MonitorService, Visitor, ButtonState> call) {
        assertThatNullPointerException().isThrownBy(() -> call.apply(monitor, null));
    }

    @Test
    void cancellingTheFutureEndsTheCall() {
        AtomicBoolean cancelled = new AtomicBoolean();
        CompletableFuture<GatewayResult> request = new CompletableFuture<>();
        request.whenComplete((result, thrown) -> cancelled.set(request.isCancelled()));
        FakeMonitorGateway gateway = new FakeMonitorGateway();
        gateway.respondsLater(request);
        try (MonitorService service = MonitorServiceBuilder.forGateway(gateway).build()) {
            service.buttonForAsync(VISITOR, EngagementRequest.empty(), CallOptions.forPages())
                    .cancel(true);

            assertThat(cancelled).isTrue();
        }
    }
}
