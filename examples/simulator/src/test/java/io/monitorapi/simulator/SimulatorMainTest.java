package io.monitorapi.simulator;

import static org.assertj.core.api.Assertions.assertThat;
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

    @Test
    void printsItsAddressAndCertificate(@TempDir Path folder) throws IOException {
        Path certificate = folder.resolve("trust.pem");

        try (MonitorSimulator simulator =
                start("--port", "0", "--account", "brand_1", "--certificate", certificate.toString())) {
            assertThat(printed.toString(StandardCharsets.UTF_8))
                    .contains("MONITOR_ACCOUNT_ID=brand_1\n")
                    .contains("MONITOR_BASE_URI=" + simulator.baseUri() + "\n")
                    .contains("MONITOR_TRUST_CERTIFICATE=");
            assertThat(Files.readString(certificate)).isEqualTo(simulator.certificatePem());
        }
    }

    @Test
    void namesAnOptionThatIsWrong() {
        assertThatIllegalArgumentException().isThrownBy(() -> start("--loud")).withMessageContaining("--loud");
        assertThatIllegalArgumentException().isThrownBy(() -> start("--port")).withMessageContaining("--port");
        assertThatIllegalArgumentException().isThrownBy(() -> start("--port", "many"));
    }

    private MonitorSimulator start(String... arguments) throws IOException {
        return SimulatorMain.start(List.of(arguments), new PrintStream(printed, true, StandardCharsets.UTF_8));
    }
}
