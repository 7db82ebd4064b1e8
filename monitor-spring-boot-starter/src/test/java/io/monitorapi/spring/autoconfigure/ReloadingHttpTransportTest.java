package io.monitorapi.spring.autoconfigure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.monitorapi.MonitorService;
import io.monitorapi.engagement.EngagementRequest;
import io.monitorapi.error.MonitorException;
import io.monitorapi.error.Reason;
import io.monitorapi.http.transport.HttpTransport;
import io.monitorapi.http.transport.TransportRequest;
import io.monitorapi.http.transport.TransportResult;
import io.monitorapi.port.Deadline;
import io.monitorapi.simulator.MonitorSimulator;
import io.monitorapi.simulator.ScriptedResponse;
import io.monitorapi.testkit.Samples;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.springframework.boot.ssl.DefaultSslBundleRegistry;
import org.springframework.boot.ssl.SslBundle;
import org.springframework.boot.ssl.pem.PemSslStoreBundle;
import org.springframework.boot.ssl.pem.PemSslStoreDetails;

class ReloadingHttpTransportTest {

    private static final TransportRequest CALL =
            new TransportRequest("POST", URI.create("https://localhost"), Map.of(), new byte[0]);

    @Test
    void closesTheOldTransportAfterItsLastExchange() {
        Pending old = new Pending();
        Pending next = new Pending();
        ReloadingHttpTransport transport = new ReloadingHttpTransport(old);
        CompletableFuture<TransportResult> first = exchange(transport);
        CompletableFuture<TransportResult> second = exchange(transport);

        transport.replace(next);
        exchange(transport);
        assertThat(next.exchanges).hasValue(1);
        first.complete(reply());
        assertThat(old.closed).as("one exchange is still under way").hasValue(0);

        second.cancel(true);
        assertThat(old.closed).hasValue(1);
        assertThat(next.closed).hasValue(0);
    }

    @Test
    void closesAnIdleOldTransportAtOnce() {
        Pending old = new Pending();
        ReloadingHttpTransport transport = new ReloadingHttpTransport(old);

        transport.replace(new Pending());

        assertThat(old.closed).hasValue(1);
    }

    @Test
    void closesATransportThatIsCreatedAfterClosing() {
        Pending late = new Pending();
        ReloadingHttpTransport transport = new ReloadingHttpTransport(new Pending());
        transport.close();

        transport.replace(late);

        assertThat(late.closed).hasValue(1);
    }

    @Test
    void aReloadedBundleIsTrustedAtOnce() {
        try (MonitorSimulator simulator = MonitorSimulator.start();
                MonitorSimulator other = MonitorSimulator.start()) {
            Simulated.application(simulator)
                    .withPropertyValues(
                            "spring.ssl.bundle.pem.simulator.truststore.certificate=" + other.certificatePem())
                    .run(context -> {
                        MonitorService service = context.getBean(MonitorService.class);
                        assertThatExceptionOfType(MonitorException.class)
                                .isThrownBy(() -> service.getEngagement(Samples.visitor(), EngagementRequest.empty()))
                                .satisfies(
                                        failure -> assertThat(failure.reason()).isEqualTo(Reason.TLS));

                        context.getBean(DefaultSslBundleRegistry.class).updateBundle("simulator", trusting(simulator));

                        assertThat(service.getEngagement(Samples.visitor(), EngagementRequest.empty())
                                        .isAvailable())
                                .isTrue();
                    });
        }
    }

    @Test
    void aReloadDoesNotAffectCallsInFlight() {
        try (MonitorSimulator simulator = MonitorSimulator.start()) {
            Simulated.application(simulator).run(context -> {
                MonitorService service = context.getBean(MonitorService.class);
                service.getEngagement(Samples.visitor(), EngagementRequest.empty());
                simulator.script().next(ScriptedResponse.usual().after(Duration.ofMillis(300)));
                CompletableFuture<?> underWay =
                        service.getEngagementAsync(Samples.visitor(), EngagementRequest.empty());

                context.getBean(DefaultSslBundleRegistry.class).updateBundle("simulator", trusting(simulator));

                assertThat(underWay.join()).isNotNull();
            });
        }
    }

    private static SslBundle trusting(MonitorSimulator simulator) {
        return SslBundle.of(new PemSslStoreBundle(null, PemSslStoreDetails.forCertificate(simulator.certificatePem())));
    }

    private static CompletableFuture<TransportResult> exchange(HttpTransport transport) {
        return transport.exchange(CALL, Deadline.in(Duration.ofSeconds(10), System::nanoTime));
    }

    private static TransportResult reply() {
        return new TransportResult.Response(200, Map.of(), new byte[0]);
    }

    private static final class Pending implements HttpTransport {

        private final AtomicInteger exchanges = new AtomicInteger();
        private final AtomicInteger closed = new AtomicInteger();

        @Override
        public CompletableFuture<TransportResult> exchange(TransportRequest call, Deadline deadline) {
            exchanges.incrementAndGet();
            return new CompletableFuture<>();
        }

        @Override
        public void close() {
            closed.incrementAndGet();
        }
    }
}
