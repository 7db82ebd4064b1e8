package io.monitorapi.spring.autoconfigure;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.monitorapi.error.MonitorError;
import io.monitorapi.error.MonitorException;
import io.monitorapi.error.Reason;
import io.monitorapi.port.MonitorListener;
import io.monitorapi.port.MonitorListener.CallEnded;
import io.monitorapi.port.MonitorListener.CircuitChanged;
import io.monitorapi.port.MonitorListener.StoreChanged;
import io.monitorapi.port.MonitorListener.StoreFailed;
import io.monitorapi.port.Operation;
import io.monitorapi.testkit.Samples;
import io.monitorapi.testkit.VirtualTime;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class LoggingInstrumentationTest {

    private final Logger logger = new LoggerContext().getLogger("test");
    private final ListAppender<ILoggingEvent> lines = new ListAppender<>();
    private final VirtualTime time = new VirtualTime();
    private final MonitorListener listener =
            LoggingInstrumentation.listener("nl", logger, Duration.ofSeconds(60), time);

    LoggingInstrumentationTest() {
        lines.start();
        logger.addAppender(lines);
    }

    @Test
    void warnsOncePerReasonAndMinuteAndCountsTheOthers() {
        for (int second = 0; second < 120; second++) {
            listener.callEnded(failed(Reason.TIMEOUT));
            listener.callEnded(failed(Reason.THROTTLED));
            time.advance(Duration.ofSeconds(1));
        }
        listener.callEnded(failed(Reason.TIMEOUT));

        assertThat(warnings()).hasSize(5);
        assertThat(warnings().get(0))
                .contains("'nl'")
                .contains("REQUEST/TIMEOUT")
                .doesNotContain("more like this");
        assertThat(warnings().get(2)).contains("59 more like this");
    }

    /** The control: without an interval, the listener logs every failure. */
    @Test
    void withoutAnIntervalEveryFailureIsLogged() {
        MonitorListener naive = LoggingInstrumentation.listener("nl", logger, Duration.ofNanos(1), time);
        for (int call = 0; call < 120; call++) {
            time.advance(Duration.ofSeconds(1));
            naive.callEnded(failed(Reason.TIMEOUT));
        }

        assertThat(warnings()).hasSize(120);
    }

    @ParameterizedTest
    @EnumSource(
            value = Reason.class,
            names = {"CANCELLED", "CLOSED"})
    void doesNotLogClosingAndCancellation(Reason reason) {
        listener.callEnded(failed(reason));

        assertThat(lines.list).isEmpty();
    }

    @Test
    void doesNotLogSuccessfulCalls() {
        listener.callEnded(new CallEnded(1, Operation.REPORT, 1, Duration.ofMillis(3), null));

        assertThat(lines.list).isEmpty();
    }

    @Test
    void logsChangesOfTheCircuitBreakerAndTheStore() {
        listener.circuitChanged(new CircuitChanged(false, Reason.UNAVAILABLE));
        listener.circuitChanged(new CircuitChanged(true, null));
        listener.storeChanged(new StoreChanged(false));
        listener.storeChanged(new StoreChanged(true));

        assertThat(lines.list)
                .extracting(ILoggingEvent::getLevel)
                .containsExactly(Level.WARN, Level.INFO, Level.WARN, Level.INFO);
    }

    @Test
    void logsNoPersonalData() {
        MonitorException failure = MonitorException.builder(Reason.INVALID_REQUEST)
                .status(400)
                .errors(List.of(new MonitorError(5, Samples.NOW, "bad value for vid-secret")))
                .cause(new IllegalStateException("sid-secret"))
                .build();
        listener.callEnded(new CallEnded(1, Operation.REPORT, 1, Duration.ofMillis(3), failure));
        listener.storeFailed(new StoreFailed("find", new IllegalStateException("key device-secret")));
        listener.sessionsChurned();

        assertThat(lines.list).hasSize(3).allSatisfy(line -> {
            assertThat(line.getFormattedMessage()).doesNotContain("secret");
            assertThat(line.getThrowableProxy()).isNull();
        });
    }

    private static CallEnded failed(Reason reason) {
        return new CallEnded(
                1,
                Operation.GET_ENGAGEMENT,
                1,
                Duration.ofMillis(3),
                MonitorException.builder(reason).build());
    }

    private List<String> warnings() {
        return lines.list.stream()
                .filter(line -> line.getLevel() == Level.WARN)
                .map(ILoggingEvent::getFormattedMessage)
                .toList();
    }
}
