package io.monitorapi.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.monitorapi.MonitorService;
import io.monitorapi.engagement.EngagementRequest;
import io.monitorapi.engagement.EngagementResult;
import io.monitorapi.error.MonitorException;
import io.monitorapi.error.Reason;
import io.monitorapi.error.Sent;
import io.monitorapi.simulator.MonitorSimulator;
import io.monitorapi.simulator.ScriptedResponse;
import io.monitorapi.testkit.Samples;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The whole client over HTTPS, down to the bytes. */
class HttpMonitorOnTheWireTest {

    private final MonitorSimulator simulator = MonitorSimulator.start();

    @AfterEach
    void stop() {
        simulator.close();
    }

    @Test
    void usesTheHostThatTheDomainApiNames() {
        String host = simulator.baseUri().getAuthority();

        try (MonitorService service =
                simulated().domainFrontHost(host).allowedServiceHosts(host).build()) {
            assertThat(getEngagement(service).isAvailable()).isTrue();
        }
    }

    @Test
    void sendsNothingToAHostThatIsNotAllowed() {
        try (MonitorService service =
                simulated().domainFrontHost(simulator.baseUri().getAuthority()).build()) {
            assertThatExceptionOfType(MonitorException.class)
                    .isThrownBy(() -> getEngagement(service))
                    .satisfies(failure -> {
                        assertThat(failure.reason()).isEqualTo(Reason.DOMAIN_UNRESOLVED);
                        assertThat(failure.sent()).isEqualTo(Sent.NO);
                    });
        }
        assertThat(simulator.recording().requests("engagement")).isZero();
    }

    @Test
    void doesNotTrustAnUnknownCertificate() {
        try (MonitorService service = HttpMonitor.builder()
                .accountId(simulator.accountId())
                .appInstallationId(simulator.appInstallationId())
                .baseUri(simulator.baseUri())
                .build()) {
            assertThatExceptionOfType(MonitorException.class)
                    .isThrownBy(() -> getEngagement(service))
                    .extracting(MonitorException::reason)
                    .isEqualTo(Reason.TLS);
        }
    }

    /** The circuit breaker of the first service is open, that of the second one is closed. */
    @Test
    void servicesOfOneBuilderShareNoCircuitBreaker() {
        HttpMonitor.Builder builder = simulated().baseUri(simulator.baseUri()).deadline(Duration.ofSeconds(2));
        simulator.script().next(ScriptedResponse.error(503, 0));
        try (MonitorService one = builder.build();
                MonitorService other = builder.build()) {
            assertThatExceptionOfType(MonitorException.class)
                    .isThrownBy(() -> getEngagement(one))
                    .extracting(MonitorException::reason)
                    .isEqualTo(Reason.UNAVAILABLE);
            assertThatExceptionOfType(MonitorException.class)
                    .isThrownBy(() -> getEngagement(one))
                    .extracting(MonitorException::reason)
                    .isEqualTo(Reason.CIRCUIT_OPEN);

            assertThat(getEngagement(other).isAvailable()).isTrue();
        }
    }

    @Test
    void keepsTheSessionOverManyCalls() {
        try (MonitorService service = simulated().baseUri(simulator.baseUri()).build()) {
            EngagementResult first = getEngagement(service);
            EngagementResult second = getEngagement(service);

            assertThat(first.sessionCreated()).isTrue();
            assertThat(second.sessionCreated()).isFalse();
            assertThat(second.session()).isEqualTo(first.session());
        }
        assertThat(simulator.recording().sessionsCreated()).isEqualTo(1);
    }

    @Test
    void namesThePageOfAProxyAsSuch() {
        simulator.script().next(ScriptedResponse.body(403, "text/html", "<html>secret</html>"));

        try (MonitorService service = simulated().baseUri(simulator.baseUri()).build()) {
            assertThatExceptionOfType(MonitorException.class)
                    .isThrownBy(() -> getEngagement(service))
                    .withMessageNotContaining("secret")
                    .extracting(MonitorException::reason)
                    .isEqualTo(Reason.NOT_THE_API);
        }
    }

    @Test
    void failsAfterTheServiceIsClosed() {
        MonitorService service = simulated().baseUri(simulator.baseUri()).build();
        getEngagement(service);
        service.close();

        assertThatExceptionOfType(MonitorException.class)
                .isThrownBy(() -> getEngagement(service))
                .extracting(MonitorException::reason)
                .isEqualTo(Reason.CLOSED);
    }

    private HttpMonitor.Builder simulated() {
        return HttpMonitor.builder()
                .accountId(simulator.accountId())
                .appInstallationId(simulator.appInstallationId())
                .sslContext(simulator.sslContext());
    }

    private static EngagementResult getEngagement(MonitorService service) {
        return service.getEngagement(Samples.visitor(), EngagementRequest.empty());
    }
}
