package io.monitorapi.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.monitorapi.MonitorService;
import io.monitorapi.engagement.EngagementRequest;
import io.monitorapi.error.MonitorException;
import io.monitorapi.simulator.MonitorSimulator;
import io.monitorapi.testkit.Samples;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TrustedCertificatesTest {

    @TempDir
    Path folder;

    @Test
    void theCertificatesOfAPemFileAreTrusted() throws IOException {
        try (MonitorSimulator simulator = MonitorSimulator.start();
                MonitorService service = builder(simulator)
                        .trustCertificates(file(simulator.certificatePem()))
                        .build()) {
            assertThat(service.getEngagement(Samples.visitor(), EngagementRequest.empty())
                            .isAvailable())
                    .isTrue();
        }
    }

    /** The control. */
    @Test
    void otherCertificatesAreNotTrusted() throws IOException {
        try (MonitorSimulator simulator = MonitorSimulator.start();
                MonitorSimulator other = MonitorSimulator.start();
                MonitorService service = builder(simulator)
                        .trustCertificates(file(other.certificatePem()))
                        .build()) {
            assertThatExceptionOfType(MonitorException.class)
                    .isThrownBy(() -> service.getEngagement(Samples.visitor(), EngagementRequest.empty()));
        }
    }

    @Test
    void aFileWithoutCertificatesIsRefused() throws IOException {
        Path empty = file("");
        Path text = file("no certificate");

        assertThatIllegalArgumentException()
                .isThrownBy(() -> HttpMonitor.builder().trustCertificates(empty));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> HttpMonitor.builder().trustCertificates(text));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> HttpMonitor.builder().trustCertificates(folder.resolve("absent.pem")));
    }

    private static HttpMonitor.Builder builder(MonitorSimulator simulator) {
        return HttpMonitor.builder()
                .accountId(simulator.accountId())
                .appInstallationId(simulator.appInstallationId())
                .baseUri(simulator.baseUri());
    }

    private Path file(String content) throws IOException {
        return Files.writeString(Files.createTempFile(folder, "trusted", ".pem"), content);
    }
}
