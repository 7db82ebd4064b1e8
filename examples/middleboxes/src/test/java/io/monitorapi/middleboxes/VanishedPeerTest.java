package io.monitorapi.middleboxes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.monitorapi.CallOptions;
import io.monitorapi.MonitorService;
import io.monitorapi.engagement.EngagementRequest;
import io.monitorapi.error.MonitorException;
import io.monitorapi.error.Reason;
import io.monitorapi.http.HttpMonitor;
import io.monitorapi.http.transport.HttpTransport;
import io.monitorapi.middleboxes.ReverseProxy.Kind;
import io.monitorapi.port.RetryPolicy;
import io.monitorapi.session.MonitorSession;
import io.monitorapi.session.Visitor;
import io.monitorapi.simulator.MonitorSimulator;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** HAProxy is stopped like a process that hangs: its connections stay open, new ones are accepted, and no byte arrives. */
class VanishedPeerTest {

    private static final ProxyCertificate CERTIFICATE = new ProxyCertificate();
    private static final int VISITORS = 20;
    private static final Duration DEADLINE = Duration.ofSeconds(2);

    /** For a machine that has other things to do; the promise is the deadline. */
    private static final Duration OVERRUN = Duration.ofSeconds(5);

    @TempDir
    private Path folder;

    private final MonitorSimulator simulator = MonitorSimulator.start();
    private final ExecutorService callers = Executors.newFixedThreadPool(VISITORS);

    @AfterEach
    void stop() {
        callers.shutdownNow();
        simulator.close();
    }

    @ParameterizedTest
    @EnumSource
    void deadlinesHoldAndNoConnectionStaysOpen(TransportKind transport) {
        try (ReverseProxy proxy = ReverseProxy.start(Kind.HAPROXY, simulator, CERTIFICATE, folder);
                HttpTransport client = transport.make(CERTIFICATE.trust());
                MonitorService service = service(proxy, client)) {
            List<MonitorSession> sessions = all(visitor -> session(service, visitor));
            int before = openConnections(proxy);

            proxy.freeze();
            long begun = System.nanoTime();
            List<Reason> reasons = all(visitor -> failure(service, visitor));
            Duration longest = Duration.ofNanos(System.nanoTime() - begun);
            int left = connectionsLeft(proxy);
            proxy.thaw();

            System.out.printf(
                    "FIGURE vanished peer, %s: %d calls with a deadline of %d ms failed %s after at most %d ms; connections"
                            + " %d before, %d afterwards%n",
                    transport, VISITORS, DEADLINE.toMillis(), counted(reasons), longest.toMillis(), before, left);
            assertThat(reasons).isSubsetOf(Reason.TIMEOUT, Reason.CONNECT);
            assertThat(longest).isLessThan(DEADLINE.plus(OVERRUN));
            assertThat(before).as("the control: connections are counted").isPositive();
            assertThat(left).isZero();
            assertThat(all(visitor -> session(service, visitor))).isEqualTo(sessions);
            assertThat(simulator.recording().sessionsCreated()).isEqualTo(VISITORS);
        }
    }

    private <T> List<T> all(Function<Visitor, T> call) {
        List<CompletableFuture<T>> calls = IntStream.range(0, VISITORS)
                .mapToObj(i -> Visitor.of("visitor-" + i))
                .map(visitor -> CompletableFuture.supplyAsync(() -> call.apply(visitor), callers))
                .toList();
        return calls.stream().map(CompletableFuture::join).toList();
    }

    private static MonitorSession session(MonitorService service, Visitor visitor) {
        return service.getEngagement(visitor, EngagementRequest.empty()).session();
    }

    private static Reason failure(MonitorService service, Visitor visitor) {
        CallOptions options = CallOptions.deadline(DEADLINE);
        return catchThrowableOfType(
                        MonitorException.class,
                        () -> service.getEngagement(visitor, EngagementRequest.empty(), options))
                .reason();
    }

    private static Map<Reason, Integer> counted(List<Reason> reasons) {
        Map<Reason, Integer> counts = new TreeMap<>();
        reasons.forEach(reason -> counts.merge(reason, 1, Integer::sum));
        return counts;
    }

    private static int connectionsLeft(ReverseProxy proxy) {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
        while (openConnections(proxy) > 0 && System.nanoTime() - end < 0) {
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(50));
        }
        return openConnections(proxy);
    }

    /** Counts the established connections to the proxy in the kernel's tables. */
    private static int openConnections(ReverseProxy proxy) {
        String remote = "^\\s*\\d+: \\S+ \\S+:%04X 01 .*".formatted(proxy.port());
        return (int) Stream.of("/proc/self/net/tcp", "/proc/self/net/tcp6")
                .map(Path::of)
                .flatMap(VanishedPeerTest::lines)
                .filter(line -> line.matches(remote))
                .count();
    }

    private static Stream<String> lines(Path table) {
        try {
            return Files.exists(table) ? Files.readString(table).lines() : Stream.empty();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private MonitorService service(ReverseProxy proxy, HttpTransport transport) {
        return HttpMonitor.builder()
                .accountId(simulator.accountId())
                .appInstallationId(simulator.appInstallationId())
                .baseUri(proxy.uri())
                .transport(transport)
                .retryPolicy(RetryPolicy.none())
                .build();
    }
}
