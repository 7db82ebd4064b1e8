package io.monitorapi.middleboxes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.monitorapi.CallOptions;
import io.monitorapi.MonitorService;
import io.monitorapi.engagement.EngagementRequest;
import io.monitorapi.engagement.EngagementResult;
import io.monitorapi.error.MonitorException;
import io.monitorapi.error.Reason;
import io.monitorapi.error.Sent;
import io.monitorapi.http.HttpMonitor;
import io.monitorapi.http.transport.HttpTransport;
import io.monitorapi.middleboxes.ReverseProxy.Kind;
import io.monitorapi.port.RetryPolicy;
import io.monitorapi.session.MonitorSession;
import io.monitorapi.session.Visitor;
import io.monitorapi.simulator.MonitorSimulator;
import io.monitorapi.simulator.ScriptedResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Calls through nginx and HAProxy while they reload, lose their backends or close idle connections. */
class ReverseProxyTest {

    private static final ProxyCertificate CERTIFICATE = new ProxyCertificate();
    private static final Visitor VISITOR = Visitor.of("one-visitor");

    @TempDir
    private Path folder;

    private final MonitorSimulator simulator = MonitorSimulator.start();

    @AfterEach
    void stopSimulator() {
        simulator.close();
    }

    static Stream<Arguments> proxiesAndTransports() {
        return Stream.of(Kind.values())
                .flatMap(kind -> Stream.of(TransportKind.values()).map(transport -> Arguments.of(kind, transport)));
    }

    @ParameterizedTest
    @MethodSource("proxiesAndTransports")
    void gracefulReloadsFailNoCallAndDoubleNoSession(Kind kind, TransportKind transport) {
        try (ReverseProxy proxy = ReverseProxy.start(kind, simulator, CERTIFICATE, folder);
                HttpTransport client = transport.make(CERTIFICATE.trust());
                MonitorService service = service(proxy, client);
                SteadyCalls calls = new SteadyCalls(service)) {
            for (int reload = 0; reload < 3; reload++) {
                calls.awaitMore(200);
                proxy.reload();
            }
            calls.awaitMore(400);

            report("reload", kind, transport, calls);
            assertThat(calls.failures()).as(proxy.output()).isEmpty();
            assertThat(simulator.recording().sessionsCreated()).isEqualTo(SteadyCalls.VISITORS);
        }
    }

    @ParameterizedTest
    @MethodSource("proxiesAndTransports")
    void rollingRestartOfTheBackendsFailsNoCallAndDoublesNoSession(Kind kind, TransportKind transport) {
        try (ReverseProxy proxy = ReverseProxy.start(kind, simulator, CERTIFICATE, folder);
                HttpTransport client = transport.make(CERTIFICATE.trust());
                MonitorService service = service(proxy, client);
                SteadyCalls calls = new SteadyCalls(service)) {
            for (int backend = 0; backend < 2; backend++) {
                calls.awaitMore(200);
                proxy.restartBackend(backend);
            }
            calls.awaitMore(200);

            report("rolling restart", kind, transport, calls);
            assertThat(calls.failures()).as(proxy.output()).isEmpty();
            assertThat(simulator.recording().sessionsCreated()).isEqualTo(SteadyCalls.VISITORS);
        }
    }

    /** The next call comes just when the proxy closes the idle connection, a little earlier or a little later. */
    @ParameterizedTest
    @MethodSource("proxiesAndTransports")
    void callsAroundTheEndOfAnIdleConnectionDoNotFail(Kind kind, TransportKind transport) {
        try (ReverseProxy proxy = ReverseProxy.start(kind, simulator, CERTIFICATE, folder, Map.of("KEEP_ALIVE", "1s"));
                HttpTransport client = transport.make(CERTIFICATE.trust());
                MonitorService service = service(proxy, client)) {
            List<Integer> pauses =
                    IntStream.rangeClosed(0, 4).mapToObj(step -> 990 + 5 * step).toList();
            MonitorSession session = ask(service).session();
            for (int pause : pauses) {
                LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(pause));
                EngagementResult result = ask(service);

                assertThat(result.session()).isEqualTo(session);
            }
            assertThat(simulator.recording().sessionsCreated()).isEqualTo(1);
        }
    }

    @ParameterizedTest
    @MethodSource("proxiesAndTransports")
    void aProxyWithoutBackendsIsARequestFailureAndKeepsTheSession(Kind kind, TransportKind transport) {
        try (ReverseProxy proxy = ReverseProxy.start(kind, simulator, CERTIFICATE, folder);
                HttpTransport client = transport.make(CERTIFICATE.trust());
                MonitorService service = service(proxy, client)) {
            MonitorSession session = ask(service).session();
            proxy.stopBackends();

            MonitorException failure = failureOf(service, Duration.ofSeconds(2));
            report("no backend", kind, transport, failure);
            assertThat(failure.reason()).isIn(Reason.PROXY_ERROR, Reason.PROXY_UNAVAILABLE);
            assertThat(failure.sent()).isEqualTo(Sent.MAYBE);

            proxy.startBackends();
            assertThat(eventually(service).session()).isEqualTo(session);
            assertThat(simulator.recording().sessionsCreated()).isEqualTo(1);
        }
    }

    @ParameterizedTest
    @MethodSource("proxiesAndTransports")
    void aProxyThatWaitedInVainIsARequestFailureAndKeepsTheSession(Kind kind, TransportKind transport) {
        try (ReverseProxy proxy =
                        ReverseProxy.start(kind, simulator, CERTIFICATE, folder, Map.of("READ_TIMEOUT", "1s"));
                HttpTransport client = transport.make(CERTIFICATE.trust());
                MonitorService service = service(proxy, client)) {
            MonitorSession session = ask(service).session();
            simulator.script().always(ScriptedResponse.silence());

            MonitorException failure = failureOf(service, Duration.ofSeconds(3));
            report("silent backend", kind, transport, failure);
            assertThat(failure.reason()).isEqualTo(Reason.PROXY_ERROR);
            assertThat(failure.sent()).isEqualTo(Sent.MAYBE);

            simulator.script().clear();
            assertThat(eventually(service).session()).isEqualTo(session);
            assertThat(simulator.recording().sessionsCreated()).isEqualTo(1);
        }
    }

    /** The control of the whole suite: without a repetition, a restart under steady calls is seen. */
    @Test
    void aClientThatNeverRepeatsSeesTheRestart() {
        try (ReverseProxy proxy = ReverseProxy.start(Kind.NGINX, simulator, CERTIFICATE, folder);
                HttpTransport client = TransportKind.APACHE.make(CERTIFICATE.trust());
                MonitorService service =
                        builder(proxy, client).retryPolicy(RetryPolicy.none()).build();
                SteadyCalls calls = new SteadyCalls(service)) {
            calls.awaitMore(100);
            proxy.stopBackends();
            calls.awaitMore(100);
            proxy.startBackends();

            assertThat(calls.failures()).isNotEmpty();
        }
    }

    private MonitorService service(ReverseProxy proxy, HttpTransport transport) {
        return builder(proxy, transport).build();
    }

    private HttpMonitor.Builder builder(ReverseProxy proxy, HttpTransport transport) {
        return HttpMonitor.builder()
                .accountId(simulator.accountId())
                .appInstallationId(simulator.appInstallationId())
                .baseUri(proxy.uri())
                .transport(transport);
    }

    private static EngagementResult ask(MonitorService service) {
        return service.getEngagement(VISITOR, EngagementRequest.empty());
    }

    /** Asks until the proxy has found out that its backends are there again. */
    private static EngagementResult eventually(MonitorService service) {
        MonitorException last = null;
        for (int attempt = 0; attempt < 10; attempt++) {
            try {
                return ask(service);
            } catch (MonitorException failure) {
                last = failure;
                LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(500));
            }
        }
        throw new AssertionError(last);
    }

    private static @Nullable MonitorException failureOf(MonitorService service, Duration deadline) {
        CallOptions options = CallOptions.deadline(deadline);
        return catchThrowableOfType(
                MonitorException.class, () -> service.getEngagement(VISITOR, EngagementRequest.empty(), options));
    }

    private void report(String what, Kind kind, TransportKind transport, SteadyCalls calls) {
        System.out.printf(
                "FIGURE %s, %s, %s: %d calls, failed %s, %d sessions of %d visitors, %d requests%n",
                what,
                kind,
                transport,
                calls.calls(),
                calls.failures(),
                simulator.recording().sessionsCreated(),
                SteadyCalls.VISITORS,
                simulator.recording().requests());
    }

    private static void report(String what, Kind kind, TransportKind transport, MonitorException failure) {
        System.out.printf("FIGURE %s, %s, %s: %s%n", what, kind, transport, failure.getMessage());
    }
}
