package io.monitorapi.middleboxes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.monitorapi.MonitorService;
import io.monitorapi.engagement.EngagementRequest;
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
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * nginx and HAProxy refuse requests themselves, with an HTML page: reason and advice say that the response is not the service's,
 * and the session of the visitor goes on.
 */
class ProxyRefusalTest {

    private static final ProxyCertificate CERTIFICATE = new ProxyCertificate();
    private static final Visitor VISITOR = Visitor.of("one-visitor");

    private static final long PATIENCE = TimeUnit.SECONDS.toNanos(30);

    @TempDir
    private Path folder;

    private final MonitorSimulator simulator = MonitorSimulator.start();

    @AfterEach
    void stopSimulator() {
        simulator.close();
    }

    /** How each proxy refuses requests with a status. */
    enum Refusal {
        SIZE(413, Reason.PROXY_SIZE_LIMIT, "client_max_body_size 1;", "if { req.hdr(content-length) -m int gt 1 }"),
        RATE(
                429,
                Reason.PROXY_THROTTLED,
                "limit_req zone=all; limit_req_status 429; add_header Retry-After 1 always;",
                "hdr Retry-After 1"),
        GATEWAY(502, Reason.PROXY_ERROR, "return 502;", ""),
        OVERLOAD(
                503,
                Reason.PROXY_UNAVAILABLE,
                "limit_req zone=all; limit_req_status 503; add_header Retry-After 1 always;",
                "hdr Retry-After 1"),
        GATEWAY_TIMEOUT(504, Reason.PROXY_ERROR, "return 504;", "");

        private final int status;
        private final Reason reason;
        private final String nginx;
        private final String haproxy;

        Refusal(int status, Reason reason, String nginx, String haproxy) {
            this.status = status;
            this.reason = reason;
            this.nginx = nginx;
            this.haproxy = haproxy;
        }

        private String directives(Kind kind) {
            return kind == Kind.NGINX
                    ? nginx
                    : "http-request return status " + status
                            + " content-type text/html string \"<html>refused</html>\" " + haproxy;
        }

        private boolean namesATime() {
            return haproxy.contains("Retry-After");
        }
    }

    static Stream<Arguments> proxiesAndTransports() {
        return Stream.of(Kind.values())
                .flatMap(kind -> Stream.of(TransportKind.values()).map(transport -> Arguments.of(kind, transport)));
    }

    @ParameterizedTest
    @MethodSource("proxiesAndTransports")
    void aRefusalOfTheProxyIsNotTheServicesAndDoesNotEndTheSession(Kind kind, TransportKind transport) {
        try (ReverseProxy proxy = ReverseProxy.start(kind, simulator, CERTIFICATE, folder);
                HttpTransport client = transport.make(CERTIFICATE.trust());
                MonitorService service = service(proxy, client)) {
            MonitorSession session = firstSuccess(service, proxy);
            for (Refusal refusal : Refusal.values()) {
                proxy.replaceDirectives(refusal.directives(kind));
                MonitorException failure = firstFailure(service, proxy);
                System.out.printf(
                        "FIGURE %d of the proxy, %s, %s: %s%n", refusal.status, kind, transport, failure.getMessage());
                isOfTheProxy(failure, refusal);
                assertThat(service.sessions().current(VISITOR))
                        .as("the session after %s", refusal)
                        .contains(session);

                proxy.replaceDirectives("");
                assertThat(firstSuccess(service, proxy)).as("after %s", refusal).isEqualTo(session);
            }
            assertThat(simulator.recording().sessionsCreated()).isEqualTo(1);
        }
    }

    private static void isOfTheProxy(MonitorException failure, Refusal refusal) {
        assertThat(failure.reason()).isEqualTo(refusal.reason);
        assertThat(failure.status()).hasValue(refusal.status);
        assertThat(failure.sent()).isEqualTo(Sent.MAYBE);
        assertThat(failure.advice()).contains("proxy");
        assertThat(failure.retryAfter().orElse(null)).isEqualTo(refusal.namesATime() ? Duration.ofSeconds(1) : null);
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

    /** Calls until the proxy has reloaded its configuration and refuses. */
    private static MonitorException firstFailure(MonitorService service, ReverseProxy proxy) {
        return afterReload(proxy, () -> {
            MonitorException failure = catchThrowableOfType(
                    MonitorException.class, () -> service.getEngagement(VISITOR, EngagementRequest.empty()));
            return failure != null && failure.status().isPresent() ? failure : null;
        });
    }

    /** Calls until the proxy has reloaded its configuration and forwards again. */
    private static MonitorSession firstSuccess(MonitorService service, ReverseProxy proxy) {
        return afterReload(proxy, () -> {
            try {
                return service.getEngagement(VISITOR, EngagementRequest.empty()).session();
            } catch (MonitorException refusedStill) {
                return null;
            }
        });
    }

    /** Repeats the signal at times: HAProxy misses one that arrives while it still handles the one before. */
    private static <T> T afterReload(ReverseProxy proxy, Supplier<@Nullable T> call) {
        long end = System.nanoTime() + PATIENCE;
        for (int calls = 1; System.nanoTime() - end < 0; calls++) {
            T outcome = call.get();
            if (outcome != null) {
                return outcome;
            }
            if (calls % 40 == 0) {
                proxy.reload();
            }
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(50));
        }
        throw new AssertionError("the proxy has not reloaded its configuration:\n" + proxy.output());
    }
}
