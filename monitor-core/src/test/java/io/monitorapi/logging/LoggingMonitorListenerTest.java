package io.monitorapi.logging;

import static org.assertj.core.api.Assertions.assertThat;

import io.monitorapi.MonitorService;
import io.monitorapi.engagement.EngagementRequest;
import io.monitorapi.engine.MonitorServiceBuilder;
import io.monitorapi.error.MonitorException;
import io.monitorapi.error.Reason;
import io.monitorapi.error.Sent;
import io.monitorapi.port.MonitorListener;
import io.monitorapi.port.MonitorListener.AttemptFailed;
import io.monitorapi.port.MonitorListener.AttemptSucceeded;
import io.monitorapi.port.MonitorListener.CallEnded;
import io.monitorapi.port.MonitorListener.CircuitChanged;
import io.monitorapi.port.MonitorListener.ClockSkewed;
import io.monitorapi.port.MonitorListener.StoreChanged;
import io.monitorapi.port.MonitorListener.StoreFailed;
import io.monitorapi.port.Operation;
import io.monitorapi.session.MonitorSession;
import io.monitorapi.session.Visitor;
import io.monitorapi.testkit.FakeMonitorGateway;
import io.monitorapi.testkit.Samples;
import io.monitorapi.testkit.VirtualTime;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.Test;

class LoggingMonitorListenerTest {

    private final VirtualTime time = new VirtualTime();
    private final List<String> log = new ArrayList<>();
    private final LoggingMonitorListener listener =
            LoggingMonitorListener.to((level, line) -> log.add(level + " " + line), time);

    @Test
    void logsAFailureOfEachReasonOnceAMinute() {
        listener.callEnded(failed(Reason.TIMEOUT));
        listener.callEnded(failed(Reason.TIMEOUT));
        listener.callEnded(failed(Reason.THROTTLED));
        time.advance(Duration.ofSeconds(60).minusNanos(1));
        listener.callEnded(failed(Reason.TIMEOUT));
        time.advance(Duration.ofNanos(1));
        listener.callEnded(failed(Reason.TIMEOUT));
        listener.callEnded(failed(Reason.TIMEOUT));
        time.advance(Duration.ofSeconds(60));
        listener.callEnded(failed(Reason.TIMEOUT));

        assertThat(log).hasSize(4);
        assertThat(log.get(0))
                .startsWith("WARNING GET_ENGAGEMENT failed after 7 ms: REQUEST/TIMEOUT")
                .doesNotContain("more like this");
        assertThat(log.get(1)).contains("THROTTLED");
        assertThat(log.get(2)).contains("TIMEOUT").endsWith(" (2 more like this were not logged)");
        assertThat(log.get(3)).endsWith(" (1 more like this were not logged)");
    }

    @Test
    void logsEachAttemptAtDebug() {
        MonitorListener debug = LoggingMonitorListener.to(
                (level, line) -> log.add(level + " " + line), level -> true, Duration.ofMinutes(1), time);

        debug.attemptSucceeded(new AttemptSucceeded(1, Operation.GET_ENGAGEMENT, 1, 201, Duration.ofMillis(40)));
        debug.attemptSucceeded(new AttemptSucceeded(2, Operation.GET_ENGAGEMENT, 2, 200, Duration.ofMillis(23)));
        debug.attemptFailed(new AttemptFailed(
                3, Operation.REPORT, 1, Samples.repeatable(Reason.TIMEOUT), Duration.ofMillis(5_000)));
        debug.attemptFailed(new AttemptFailed(
                4,
                Operation.REPORT,
                1,
                MonitorException.builder(Reason.UNAVAILABLE)
                        .status(503)
                        .sent(Sent.YES)
                        .build(),
                Duration.ofMillis(7)));

        assertThat(log)
                .hasSize(4)
                .startsWith(
                        "DEBUG GET_ENGAGEMENT attempt 1: HTTP 201, session created, 40 ms",
                        "DEBUG GET_ENGAGEMENT attempt 2: HTTP 200, session kept, 23 ms")
                .endsWith("DEBUG REPORT attempt 1: HTTP 503, UNAVAILABLE, sent YES, 7 ms");
        assertThat(log.get(2))
                .startsWith("DEBUG REPORT attempt 1: TIMEOUT, sent ")
                .endsWith(", 5000 ms");
    }

    /** The control: nothing is formatted for a level that is off. */
    @Test
    void logsNoAttemptUnlessDebugIsEnabled() {
        listener.attemptSucceeded(new AttemptSucceeded(1, Operation.GET_ENGAGEMENT, 1, 201, Duration.ofMillis(40)));
        listener.attemptFailed(new AttemptFailed(
                3, Operation.REPORT, 1, Samples.repeatable(Reason.TIMEOUT), Duration.ofMillis(5_000)));

        assertThat(log).isEmpty();
    }

    @Test
    void logsNothingForACallThatSucceeds() {
        listener.callEnded(new CallEnded(1, Operation.REPORT, 1, Duration.ofMillis(7), null));

        assertThat(log).isEmpty();
    }

    @Test
    void logsEventsOfStoreSessionsAndCircuitBreaker() {
        listener.storeFailed(new StoreFailed("find", new IllegalStateException("canary")));
        listener.storeChanged(new StoreChanged(false));
        listener.storeChanged(new StoreChanged(true));
        listener.clockSkewed(new ClockSkewed(Duration.ofMinutes(-31)));
        listener.sessionsChurned();
        listener.circuitChanged(new CircuitChanged(false, Reason.UNAVAILABLE));
        listener.circuitChanged(new CircuitChanged(true, null));

        assertThat(log)
                .containsExactly(
                        "WARNING The session store failed to find: java.lang.IllegalStateException",
                        "WARNING The session store is unreachable: this node's memory stands in for it.",
                        "INFO The session store is reachable again.",
                        "WARNING The clock of this node differs from that of the session store by 1860 s: synchronize the clocks.",
                        "WARNING The Monitor API opens a new session on every call for the same visitor; sessions are not"
                                + " being kept.",
                        "WARNING The service is failing (UNAVAILABLE): the circuit breaker is open.",
                        "INFO The service has recovered: the circuit breaker is closed.");
    }

    /** Ten thousand failures of four kinds within a minute, of visitors and sessions that are all canaries. */
    @Test
    void anOutageLogsAHandfulOfLines() {
        FakeMonitorGateway gateway = new FakeMonitorGateway();
        MonitorService service = MonitorServiceBuilder.forGateway(gateway)
                .listener(listener)
                .executor(Runnable::run)
                .time(time, time, time)
                .build();
        for (int i = 0; i < 10_000; i++) {
            Visitor visitor = Visitor.of("canary-" + i);
            service.sessions().adopt(visitor, new MonitorSession("canary", "canary"));
            gateway.respondsWith(
                    switch (i % 4) {
                        case 0 -> Samples.refused(503, 0);
                        case 1 -> Samples.refused(500, 20);
                        case 2 -> Samples.failed(Reason.CONNECTION_LOST, Sent.MAYBE);
                        default -> Samples.refused(400, 5);
                    });
            service.getEngagementAsync(visitor, EngagementRequest.empty());
            time.advance(Duration.ofMillis(5));
        }

        assertThat(log)
                .hasSizeBetween(4, 4 + 2)
                .allSatisfy(line -> assertThat(line).doesNotContain("canary"));
    }

    @Test
    void logsToTheSystemLogger() {
        List<LogRecord> records = new ArrayList<>();
        Logger logger = Logger.getLogger("io.monitorapi.MonitorService");
        Handler handler = new Handler() {
            @Override
            public void publish(LogRecord record) {
                records.add(record);
            }

            @Override
            public void flush() {}

            @Override
            public void close() {}
        };
        logger.addHandler(handler);
        logger.setUseParentHandlers(false);
        try {
            LoggingMonitorListener.toSystemLogger().callEnded(failed(Reason.TIMEOUT));
        } finally {
            logger.removeHandler(handler);
            logger.setUseParentHandlers(true);
        }

        assertThat(records).singleElement().satisfies(line -> {
            assertThat(line.getLevel()).isEqualTo(java.util.logging.Level.WARNING);
            assertThat(line.getMessage()).contains("TIMEOUT");
        });
    }

    private static CallEnded failed(Reason reason) {
        return new CallEnded(
                1,
                Operation.GET_ENGAGEMENT,
                1,
                Duration.ofMillis(7),
                MonitorException.builder(reason).attempts(1).build());
    }
}
