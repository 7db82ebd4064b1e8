package io.monitorapi.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import io.monitorapi.MonitorService;
import io.monitorapi.http.testkit.FaultServer;
import io.monitorapi.http.transport.HttpTransport;
import io.monitorapi.session.Visitor;
import java.net.URI;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The first call after {@code warmUp} finds a connection. */
class WarmUpOnTheWireTest {

    private static final Duration LIMIT = Duration.ofSeconds(60);

    @ParameterizedTest
    @EnumSource
    void theFirstCallUsesTheConnectionOfTheWarmUp(Transport kind) throws Exception {
        try (FaultServer server = Calls.serve(Calls.good());
                HttpTransport transport = kind.builder()
                        .sslContext(Calls.certificates().trust())
                        .connectTimeout(LIMIT)
                        .build();
                MonitorService monitor = Calls.service(server, transport).build()) {
            monitor.warmUp(LIMIT);
            assertThat(server.connections()).isEqualTo(1);
            assertThat(server.requests())
                    .singleElement()
                    .satisfies(request -> assertThat(request.line()).startsWith("GET / "));

            monitor.getEngagement(Visitor.of("device-1"));

            assertThat(server.connections()).isEqualTo(1);
            assertThat(server.requests()).hasSize(2);
        }
    }

    @Test
    void aHostThatCannotBeReachedIsLeftToTheFirstCall() {
        try (MonitorService monitor = HttpMonitor.builder()
                .accountId("40001234")
                .appInstallationId("app")
                .baseUri(URI.create("https://localhost:1"))
                .build()) {
            assertThatCode(() -> monitor.warmUp(LIMIT)).doesNotThrowAnyException();
        }
    }
}
