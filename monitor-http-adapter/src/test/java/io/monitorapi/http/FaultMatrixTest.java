package io.monitorapi.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.monitorapi.error.MonitorException;
import io.monitorapi.error.Reason;
import io.monitorapi.http.FaultScenario.Kind;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Every fault of the network and of the service, and the outcome of a call that encounters it. */
class FaultMatrixTest {

    private static final Duration OVERRUN = Duration.ofSeconds(20);
    private static final ExecutorService THREADS = Executors.newCachedThreadPool();

    /** The first TLS handshakes of a JVM take seconds on a busy machine, which would exceed the time limits of the rows. */
    @BeforeAll
    static void warmUp() {
        FaultRow success = FaultRow.runHere().stream()
                .filter(row -> row.fault().equals("103 first"))
                .findFirst()
                .orElseThrow();
        for (Transport transport : Transport.values()) {
            try (FaultScenario scenario = new FaultScenario(success, transport, Kind.H)) {
                scenario.run(true);
            }
        }
    }

    @AfterAll
    static void stop() {
        THREADS.shutdownNow();
    }

    @Test
    void everyFaultHasARow() {
        Stream<String> ids = Stream.concat(
                IntStream.rangeClosed(1, 28).mapToObj(i -> "N" + i),
                IntStream.rangeClosed(1, 26).mapToObj(i -> "H" + i));

        assertThat(FaultRow.all()).extracting(FaultRow::id).containsAll(ids.toList());
    }

    @Test
    void everyRowIsTestedHereOrSaysWhereItIsTested() {
        assertThat(FaultRow.all())
                .filteredOn(row -> !FaultRow.runHere().contains(row))
                .allSatisfy(row -> assertThat(row.elsewhere()).startsWith("by ").hasSizeGreaterThan(20));
    }

    @Test
    void everyExceptionNamesARowAndAReasonAndNoneIsOfTheJdkTransport() {
        assertThat(FaultException.all())
                .allSatisfy(exception -> {
                    assertThat(FaultRow.runHere()).extracting(FaultRow::fault).contains(exception.fault());
                    assertThat(exception.why()).hasSizeGreaterThan(20);
                })
                .extracting(FaultException::transport)
                .doesNotContain(Transport.JDK);
    }

    static Stream<Arguments> runs() {
        return Stream.of(
                        runs(Transport.JDK, "sync"),
                        runs(Transport.JDK, "async"),
                        runs(Transport.APACHE, "sync"),
                        runs(Transport.APACHE, "async"))
                .flatMap(Function.identity());
    }

    private static Stream<Arguments> runs(Transport transport, String mode) {
        return FaultRow.runHere().stream().map(row -> Arguments.of(FaultException.on(transport, row), transport, mode));
    }

    /** Rows run concurrently, each with its own server, as they mostly wait for time limits. */
    @Execution(ExecutionMode.CONCURRENT)
    @ParameterizedTest(name = "{0}, {1}, {2}")
    @MethodSource("runs")
    void aCallThatEncountersAFaultEndsAsItsRowSays(FaultRow row, Transport transport, String mode) {
        List<CompletableFuture<Void>> calls = Stream.of(Kind.values())
                .map(kind -> CompletableFuture.runAsync(() -> aCallInTime(row, transport, kind, mode), THREADS))
                .toList();

        calls.forEach(CompletableFuture::join);
    }

    /** On a busy machine even connecting may take longer than the limit of an attempt; then the fault did not occur. */
    private static void aCallInTime(FaultRow row, Transport transport, Kind kind, String mode) {
        for (int late = 0; late < 3; late++) {
            try {
                aCall(row, transport, kind, mode);
                return;
            } catch (AssertionError failed) {
                if (row.reason() == Reason.CONNECT
                        || !String.valueOf(failed.getMessage()).contains("connecting took too long")) {
                    throw failed;
                }
            }
        }
        aCall(row, transport, kind, mode);
    }

    private static void aCall(FaultRow row, Transport transport, Kind kind, String mode) {
        EventRecorder events = new EventRecorder();
        try (FaultScenario scenario = new FaultScenario(row, transport, kind, events.listener(), events.log())) {
            long begun = System.nanoTime();

            Throwable thrown = catchThrowable(() -> scenario.run(mode.equals("async")));

            Duration elapsed = Duration.ofNanos(System.nanoTime() - begun);
            int attempts = row.reason() == null ? 1 : row.attempts(kind.name().charAt(0));
            assertThat(elapsed)
                    .as("time")
                    .isLessThan(bound(row).multipliedBy(attempts).plus(OVERRUN));
            assertThat(thrown == null || thrown instanceof MonitorException)
                    .as("%s", thrown)
                    .isTrue();
            assertFirstFailure(row, scenario.policy().first());
            assertThat(scenario.policy().attempts()).as("attempts of %s", kind).isEqualTo(attempts);
            assertThat(scenario.requests()).as("requests of %s", kind).isEqualTo(row.reaches() ? attempts : 0);
            if (kind == Kind.S) {
                assertThat(scenario.pair()).isEqualTo(row.pair());
            }
            if (row.breaksTheConnection()) {
                assertNoOpenConnection(scenario);
            }
            events.record(thrown);
            assertThat(Calls.eventually(() -> events.text().contains("CallEnded[")))
                    .isTrue();
            assertThat(events.text()).doesNotContain("canary");
        }
    }

    private static void assertFirstFailure(FaultRow row, MonitorException failure) {
        if (row.reason() == null) {
            assertThat(failure).isNull();
            return;
        }
        assertThat(failure).as("the first failure").isNotNull();
        assertThat(failure.reason()).as("%s", failure).isEqualTo(row.reason());
        assertThat(failure.category()).isEqualTo(row.category());
        assertThat(failure.sent()).isEqualTo(row.sent());
        assertThat(failure.retryAfter().map(Duration::toSeconds).orElse(null)).isEqualTo(row.pause());
    }

    private static Duration bound(FaultRow row) {
        return row.bound().equals("now") ? Duration.ZERO : FaultScenario.SHORT;
    }

    /** Checked before the service is closed: a failed exchange must not keep its connection. */
    private static void assertNoOpenConnection(FaultScenario scenario) {
        assertThat(Calls.eventually(() -> scenario.server().openConnections() == 0))
                .as("no connection is left open")
                .isTrue();
    }
}
