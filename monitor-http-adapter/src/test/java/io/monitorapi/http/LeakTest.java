package io.monitorapi.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.monitorapi.MonitorService;
import io.monitorapi.engagement.EngagementResult;
import io.monitorapi.error.MonitorException;
import io.monitorapi.http.jdk.JdkHttpTransport;
import io.monitorapi.http.jdk.PendingTimeouts;
import io.monitorapi.http.testkit.FaultServer;
import io.monitorapi.http.testkit.NetworkFaults;
import io.monitorapi.http.transport.HttpTransport;
import io.monitorapi.http.transport.TransportRequest;
import io.monitorapi.http.transport.TransportResult;
import io.monitorapi.port.Deadline;
import io.monitorapi.session.Visitor;
import java.io.File;
import java.net.ProxySelector;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Calls that fail leave nothing behind: no connection at the server, no thread, no permit, no timer.
 *
 * <p>Tests both transports unless {@code -Dleak.transports=JDK} selects one; {@code -Dleak.faults} selects faults by a regular
 * expression.
 */
@Tag("long")
class LeakTest {

    private static final NetworkFaults FAULTS = new NetworkFaults(Calls.certificates());
    private static final Duration ATTEMPT_LIMIT = Duration.ofMillis(50);
    private static final int IN_FLIGHT = 64;
    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(2);
    private static final ProxySelector DIRECT = ProxySelector.of(null);

    private final ScheduledThreadPoolExecutor timer = new ScheduledThreadPoolExecutor(1);

    LeakTest() {
        timer.setRemoveOnCancelPolicy(true);
    }

    @AfterEach
    void stop() {
        timer.shutdownNow();
    }

    static Stream<Arguments> some() {
        return onEach(Stream.of(
                "never responds",
                "ends before a byte",
                "resets in the body",
                "body drips",
                "body never ends",
                "garbage"));
    }

    @ParameterizedTest(name = "{0}: {1}")
    @MethodSource("some")
    void aThousandFailedCallsLeaveNothingOpen(Transport transport, String fault) throws Exception {
        assertNothingIsLeft(transport, fault, 1_000);
    }

    static Stream<Arguments> all() {
        return onEach(FaultRow.runHere().stream()
                .filter(row -> row.id().startsWith("N") && row.breaksTheConnection())
                .map(FaultRow::fault)
                .filter(fault -> !fault.startsWith("proxy") && !fault.equals("unknown host")));
    }

    private static Stream<Arguments> onEach(Stream<String> faults) {
        List<String> all = faults.filter(fault -> fault.matches(System.getProperty("leak.faults", ".*")))
                .toList();
        return Stream.of(System.getProperty("leak.transports", "JDK,APACHE").split(","))
                .map(Transport::valueOf)
                .flatMap(transport -> all.stream().map(fault -> Arguments.of(transport, fault)));
    }

    @Tag("soak")
    @ParameterizedTest(name = "{0}: {1}")
    @MethodSource("all")
    void tenThousandFailedCallsLeaveNothingOpen(Transport transport, String fault) throws Exception {
        assertNothingIsLeft(transport, fault, 10_000);
    }

    /** The control: with a timeout of the caller's future alone, connections stay open at the server. */
    @Test
    void aTimeoutOfTheFutureAloneLeavesConnectionsOpen() throws Exception {
        HttpClient jdkClient = HttpClient.newBuilder()
                .sslContext(Calls.certificates().trust())
                .executor(Runnable::run)
                .build();
        try (FaultServer server = FAULTS.start("never responds")) {
            HttpRequest request = HttpRequest.newBuilder(server.uri()).build();
            List<CompletableFuture<HttpResponse<String>>> calls = IntStream.range(0, 100)
                    .mapToObj(i -> jdkClient.sendAsync(request, HttpResponse.BodyHandlers.ofString()))
                    .toList();
            assertThat(Calls.eventually(() -> server.requests().size() == 100)).isTrue();

            calls.stream()
                    .map(call -> call.copy().orTimeout(1, TimeUnit.MILLISECONDS))
                    .forEach(call -> call.exceptionally(late -> null).join());

            assertThat(server.openConnections()).isEqualTo(100);
            calls.forEach(call -> call.cancel(true));
            assertThat(Calls.eventually(() -> server.openConnections() == 0)).isTrue();
        }
    }

    private void assertNothingIsLeft(Transport kind, String fault, int calls) throws Exception {
        long begun = System.nanoTime();
        int pooled = kind == Transport.JDK ? 0 : IN_FLIGHT;
        try (FaultServer server = FAULTS.start(fault)) {
            int files;
            String left;
            try (HoldingHttpTransport transport = new HoldingHttpTransport(kind);
                    MonitorService service = service(server, transport)) {
                fail(service, 50);
                files = files();

                fail(service, calls);

                assertNothingIsOpen(server, transport, pooled, files);
                left = "left=" + server.openConnections() + " timers="
                        + timer.getQueue().size();
                assertEveryPermitIsFree(service, transport);
            }
            // Closing the transport also closes pooled connections.
            assertNothingIsOpen(server, null, 0, files);
            long seconds = Duration.ofNanos(System.nanoTime() - begun).toSeconds();
            Figures.print(
                    "P8",
                    "(" + kind + ", " + fault + ") calls=" + calls + " connections=" + server.connections() + " " + left
                            + " permits=" + IN_FLIGHT + "; closed: left=" + server.openConnections() + " files="
                            + (files() - files) + " in " + seconds + " s");
        }
        assertThat(Calls.eventually(() -> Calls.threads() == 0))
                .as("no thread runs")
                .isTrue();
    }

    /** A transport may keep idle connections, at most one for each call that may be in flight. */
    private void assertNothingIsOpen(
            FaultServer server, @Nullable HoldingHttpTransport transport, int pooled, int files) {
        assertThat(Calls.eventually(() -> server.openConnections() <= pooled))
                .as("no connection is open")
                .isTrue();
        assertThat(Calls.eventually(() -> timer.getQueue().isEmpty()))
                .as("no timer is pending")
                .isTrue();
        assertThat(Calls.eventually(() -> transport == null || transport.pending() == 0))
                .as("no timeout of a body is pending")
                .isTrue();
        assertThat(Calls.eventually(() -> files() <= files + 5 + 2 * pooled))
                .as("no file is open")
                .isTrue();
        // Before Java 21, one for each call in flight, and more for callbacks on a busy machine; they end when they are
        // idle.
        assertThat(Calls.threads()).as("threads").isLessThan(4 * IN_FLIGHT);
    }

    private MonitorService service(FaultServer server, HttpTransport transport) {
        return Calls.service(server, transport)
                .attemptLimit(ATTEMPT_LIMIT)
                .maxInFlight(IN_FLIGHT)
                .maxWaiting(0)
                .time(InstantSource.system(), timer, System::nanoTime)
                .build();
    }

    private static void fail(MonitorService service, int calls) throws Exception {
        Visitor visitor = Calls.visitor(service, "bad");
        Semaphore free = new Semaphore(IN_FLIGHT / 2);
        AtomicInteger failed = new AtomicInteger();
        for (int i = 0; i < calls; i++) {
            free.acquire();
            Calls.getEngagement(service, visitor).whenComplete((result, failure) -> {
                failed.addAndGet(failure instanceof MonitorException ? 1 : 0);
                free.release();
            });
        }
        free.acquire(IN_FLIGHT / 2);
        assertThat(failed).hasValue(calls);
    }

    /** As many calls as there are permits can be in flight at the same time, and one more is refused. */
    private static void assertEveryPermitIsFree(MonitorService service, HoldingHttpTransport transport) {
        transport.hold();
        Visitor visitor = Calls.visitor(service, "bad");
        List<CompletableFuture<EngagementResult>> calls = IntStream.range(0, IN_FLIGHT + 1)
                .mapToObj(i -> Calls.getEngagement(service, visitor))
                .toList();

        // It may be any of them: calls on a blocking transport start on several threads.
        assertThat(Calls.eventually(() -> calls.stream().anyMatch(CompletableFuture::isDone)))
                .as("one call is refused")
                .isTrue();
        assertThat(calls).filteredOn(CompletableFuture::isDone).hasSize(1);
    }

    private static int files() {
        String[] files = new File("/proc/self/fd").list();
        return files == null ? 0 : files.length;
    }

    /** Delegates to a real transport until the test makes it silent. */
    private static final class HoldingHttpTransport implements HttpTransport {

        private final HttpTransport real;
        private volatile boolean holding;

        HoldingHttpTransport(Transport kind) {
            this.real = kind.make(Calls.certificates().trust(), DIRECT, CONNECT_TIMEOUT);
        }

        void hold() {
            holding = true;
        }

        int pending() {
            return real instanceof JdkHttpTransport jdk ? PendingTimeouts.of(jdk) : 0;
        }

        @Override
        public CompletableFuture<TransportResult> exchange(TransportRequest call, Deadline deadline) {
            return holding ? new CompletableFuture<>() : real.exchange(call, deadline);
        }

        @Override
        public boolean blocking() {
            return real.blocking();
        }

        @Override
        public void close() {
            real.close();
        }
    }
}
