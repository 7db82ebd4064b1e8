package io.monitorapi.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SimulatorMainTest {

    private final ByteArrayOutputStream printed = new ByteArrayOutputStream();

    @TempDir
    private Path folder;

    @Test
    void printsTheEnvironmentForPlainJava() throws IOException {
        Path certificate = folder.resolve("trust.pem");

        try (MonitorSimulator simulator = start("--account", "brand_1", "--certificate", certificate.toString())) {
            assertThat(output())
                    .contains("MONITOR_ACCOUNT_ID=brand_1\n")
                    .contains("MONITOR_APP_INSTALLATION_ID=" + simulator.appInstallationId() + "\n")
                    .contains("MONITOR_BASE_URI=" + simulator.baseUri() + "\n")
                    .contains("MONITOR_TRUST_CERTIFICATE=" + certificate + "\n");
            assertThat(Files.readString(certificate)).isEqualTo(simulator.certificatePem());
        }
    }

    @Test
    void printsTheEnvironmentAndTheYamlForSpringBoot() throws IOException {
        Path certificate = folder.resolve("trust.pem");

        try (MonitorSimulator simulator =
                start("--app-installation", "app-1", "--certificate", certificate.toString())) {
            assertThat(output())
                    .contains("MONITOR_API_APP_INSTALLATION_ID=app-1\n")
                    .contains("MONITOR_API_SSL_TRUST_CERTIFICATE=" + certificate.toUri() + "\n")
                    .contains("monitor-api:\n  account-id: \"40001234\"\n  app-installation-id: \"app-1\"\n")
                    .contains("  base-uri: " + simulator.baseUri() + "\n")
                    .contains("    trust-certificate: \"" + certificate.toUri() + "\"\n");
        }
    }

    @Test
    void writesTheCertificateToATemporaryFileByDefault() throws IOException {
        try (MonitorSimulator simulator = start()) {
            String line = output().lines()
                    .filter(text -> text.startsWith("MONITOR_TRUST_CERTIFICATE="))
                    .findFirst()
                    .orElseThrow();
            Path file = Path.of(line.substring(line.indexOf('=') + 1));
            assertThat(Files.readString(file)).isEqualTo(simulator.certificatePem());
        }
    }

    @Test
    void namesTheInvalidOption() {
        assertThatIllegalArgumentException().isThrownBy(() -> start("--loud")).withMessageContaining("--loud");
        assertThatIllegalArgumentException().isThrownBy(() -> start("--port")).withMessageContaining("--port");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> start("--port", "many"))
                .withMessage("--port must be a number, but is many");
    }

    @Test
    void helpNamesEveryOptionAndStartsNothing() throws IOException {
        assertThat(SimulatorMain.run(List.of("--port", "0", "--help"), out())).isEmpty();

        assertThat(output())
                .contains("--port ", "--account ", "--app-installation ", "--certificate ", "--help ")
                .doesNotContain("MONITOR_BASE_URI");
    }

    @Test
    void failsWhenTheCertificateCannotBeWritten() {
        assertThatExceptionOfType(IOException.class).isThrownBy(() -> start("--certificate", folder.toString()));
    }

    private String output() {
        return printed.toString(StandardCharsets.UTF_8).replace(System.lineSeparator(), "\n");
    }

    private MonitorSimulator start(String... arguments) throws IOException {
        return SimulatorMain.run(List.of(arguments), out()).orElseThrow();
    }

    private PrintStream out() {
        return new PrintStream(printed, true, StandardCharsets.UTF_8);
    }
}
