package io.monitorapi.middleboxes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.monitorapi.CallOptions;
import io.monitorapi.MonitorService;
import io.monitorapi.engagement.EngagementRequest;
import io.monitorapi.error.MonitorException;
import io.monitorapi.error.Reason;
import io.monitorapi.error.Sent;
import io.monitorapi.http.HttpMonitor;
import io.monitorapi.http.apache.ApacheHttpTransport;
import io.monitorapi.http.jdk.JdkHttpTransport;
import io.monitorapi.http.transport.HttpTransport;
import io.monitorapi.session.Visitor;
import io.monitorapi.simulator.MonitorSimulator;
import java.net.InetSocketAddress;
import java.net.ProxySelector;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Calls that leave the network through squid, by CONNECT. */
class ForwardProxyTest {

    private static final Visitor VISITOR = Visitor.of("one-visitor");
    private static final String OPEN = "http_access allow localhost";

    @TempDir
    private Path folder;

    private final MonitorSimulator simulator = MonitorSimulator.start();

    @AfterEach
    void stopSimulator() {
        simulator.close();
    }

    @ParameterizedTest
    @EnumSource
    void callsGoThroughTheTunnel(TransportKind kind) {
        try (Program squid = squid(OPEN);
                HttpTransport transport = through(kind, squid.port());
                MonitorService service = service(transport)) {
            service.getEngagement(VISITOR, EngagementRequest.empty());
            service.getEngagement(VISITOR, EngagementRequest.empty());

            assertThat(simulator.recording().sessionsCreated()).isEqualTo(1);
        }
    }

    /** The rule refuses this one port, as a company's proxy refuses hosts that are not on its list. */
    @ParameterizedTest
    @EnumSource
    void aRefusalByARuleIsAFailureOfTheProxy(TransportKind kind) {
        try (Program squid = squid("http_access deny all");
                HttpTransport transport = through(kind, squid.port());
                MonitorService service = service(transport)) {
            MonitorException failure = failureOf(service);

            report("refused by a rule", kind, failure);
            assertThat(failure.reason()).isEqualTo(Reason.PROXY);
            assertThat(failure.sent()).isEqualTo(Sent.NO);
            assertThat(failure.isRetryable()).isFalse();
            assertThat(simulator.recording().requests()).isZero();
        }
    }

    @ParameterizedTest
    @EnumSource
    void aProxyThatAsksForCredentialsIsAFailureOfTheProxy(TransportKind kind) {
        try (Program squid = squid("""
                        auth_param basic program /usr/lib/squid/basic_fake_auth
                        acl known proxy_auth REQUIRED
                        http_access allow known
                        """);
                HttpTransport transport = through(kind, squid.port());
                MonitorService service = service(transport)) {
            MonitorException failure = failureOf(service);

            report("credentials wanted", kind, failure);
            assertThat(failure.reason()).isEqualTo(Reason.PROXY);
            assertThat(simulator.recording().requests()).isZero();
        }
    }

    @ParameterizedTest
    @EnumSource
    void aProxyThatIsDownIsAConnectFailure(TransportKind kind) {
        try (HttpTransport transport = through(kind, Program.freePort());
                MonitorService service = service(transport)) {
            MonitorException failure = failureOf(service);

            report("down", kind, failure);
            assertThat(failure.reason()).isEqualTo(Reason.CONNECT);
            assertThat(failure.sent()).isEqualTo(Sent.NO);
        }
    }

    /** The tunnels end with the proxy; the next call makes a new one. */
    @ParameterizedTest
    @EnumSource
    void aRestartOfTheProxyCostsNoSession(TransportKind kind) {
        try (Program squid = squid(OPEN);
                HttpTransport transport = through(kind, squid.port());
                MonitorService service = service(transport)) {
            service.getEngagement(VISITOR, EngagementRequest.empty());
            squid.restart("TERM");
            service.getEngagement(VISITOR, EngagementRequest.empty());

            assertThat(simulator.recording().sessionsCreated()).isEqualTo(1);
        }
    }

    private Program squid(String rules) {
        Program.installed("squid");
        int port = Program.freePort();
        Path configuration = Template.write(
                "squid.conf",
                folder.resolve("squid-" + port + ".conf"),
                Map.of("PORT", port, "FOLDER", folder, "RULES", rules));
        openToSquid();
        return Program.start("squid", port, folder, "-N", "-f", configuration.toString());
    }

    /** As root, squid gives up its rights before it writes its log and pid. */
    private void openToSquid() {
        assertThat(folder.toFile().setWritable(true, false)).isTrue();
        assertThat(folder.toFile().setExecutable(true, false)).isTrue();
        assertThat(folder.toFile().setReadable(true, false)).isTrue();
    }

    private HttpTransport through(TransportKind kind, int port) {
        ProxySelector proxy = ProxySelector.of(new InetSocketAddress("localhost", port));
        return switch (kind) {
            case JDK ->
                JdkHttpTransport.builder()
                        .sslContext(simulator.sslContext())
                        .proxy(proxy)
                        .build();
            case APACHE ->
                ApacheHttpTransport.builder()
                        .sslContext(simulator.sslContext())
                        .proxy(proxy)
                        .build();
        };
    }

    private MonitorService service(HttpTransport transport) {
        return HttpMonitor.builder()
                .accountId(simulator.accountId())
                .appInstallationId(simulator.appInstallationId())
                .baseUri(simulator.baseUri())
                .transport(transport)
                .build();
    }

    private static MonitorException failureOf(MonitorService service) {
        CallOptions options = CallOptions.deadline(Duration.ofSeconds(2));
        return catchThrowableOfType(
                MonitorException.class, () -> service.getEngagement(VISITOR, EngagementRequest.empty(), options));
    }

    private static void report(String what, TransportKind kind, MonitorException failure) {
        System.out.printf("FIGURE squid, %s, %s: %s%n", what, kind, failure.getMessage());
    }
}
