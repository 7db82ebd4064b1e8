package io.monitorapi.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.monitorapi.CallOptions;
import io.monitorapi.MonitorService;
import io.monitorapi.engagement.EngagementRequest;
import io.monitorapi.error.RequestException;
import io.monitorapi.http.testkit.FaultServer;
import io.monitorapi.http.testkit.FaultServer.Script;
import io.monitorapi.http.testkit.Scripts;
import io.monitorapi.http.testkit.TestCertificates;
import io.monitorapi.session.Visitor;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** A misbehaving server delays no caller beyond its deadline: whole calls over TLS. */
class DeadlineOverHttpsTest {

    private static final Duration DEADLINE = Duration.ofMillis(800);
    private static final TestCertificates CERTIFICATES = new TestCertificates();
    private static final byte[] GOOD =
            "{\"sessionId\":\"sid\",\"visitorId\":\"vid\",\"pageId\":\"1\"}".getBytes(StandardCharsets.UTF_8);

    static Stream<Arguments> scripts() {
        return Stream.of(
                Arguments.of("one byte per 100 ms", Scripts.dripping(100)),
                Arguments.of("endless body", Scripts.endless()),
                Arguments.of("silent server", Scripts.silent()));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("scripts")
    void theCallerReturnsAtTheDeadlineAndTheConnectionIsClosed(String name, Script script) throws Exception {
        Script first = Scripts.responding(200, "", GOOD);
        try (FaultServer server = FaultServer.start(
                        CERTIFICATES.localhost(),
                        (request, out) -> (request.line().contains("sid=") ? script : first).play(request, out));
                MonitorService service = service(server)) {
            Visitor visitor = Visitor.of("device-1");
            service.getEngagement(visitor, EngagementRequest.empty(), CallOptions.deadline(Duration.ofSeconds(20)));
            long begun = System.nanoTime();

            RequestException failure = catchThrowableOfType(
                    RequestException.class, () -> service.getEngagement(visitor, EngagementRequest.empty()));

            Duration elapsed = Duration.ofNanos(System.nanoTime() - begun);
            System.out.println("deadline " + DEADLINE.toMillis() + " ms, " + name + ": returned after "
                    + elapsed.toMillis() + " ms with " + failure.reason());
            assertThat(elapsed).isLessThan(DEADLINE.plusMillis(250));
            awaitClosed(server);
        }
    }

    private static void awaitClosed(FaultServer server) {
        long end = System.nanoTime() + Duration.ofSeconds(10).toNanos();
        while (server.closedConnections() < 1 && System.nanoTime() < end) {
            Thread.onSpinWait();
        }
        assertThat(server.closedConnections()).isGreaterThanOrEqualTo(1);
    }

    private static MonitorService service(FaultServer server) {
        return HttpMonitor.builder()
                .accountId("40001234")
                .appInstallationId("app")
                .baseUri(server.uri())
                .sslContext(CERTIFICATES.trust())
                .connectTimeout(Duration.ofSeconds(10))
                .attemptLimit(Duration.ofSeconds(20))
                .deadline(DEADLINE)
                .build();
    }
}
