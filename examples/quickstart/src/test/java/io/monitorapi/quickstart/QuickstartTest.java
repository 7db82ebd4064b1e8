package io.monitorapi.quickstart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.monitorapi.error.MonitorException;
import io.monitorapi.error.Reason;
import io.monitorapi.simulator.MonitorSimulator;
import io.monitorapi.simulator.ScriptedResponse;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class QuickstartTest {

    private final ByteArrayOutputStream printed = new ByteArrayOutputStream();

    @TempDir
    private Path folder;

    @Test
    void runsTheMainUseCaseOnTheEmbeddedSimulator() {
        run(Map.of());

        assertThat(lines()).hasSize(8);
        assertThat(lines().get(1)).contains("201");
        assertThat(lines().get(2)).contains("campaign 3100200300, engagement 3100200400, revision 12, context 1");
        assertThat(lines().get(3)).contains("200, same session");
        assertThat(lines().get(4)).startsWith("Display, accept").contains("counted");
        assertThat(lines().get(5)).startsWith("Purchase").contains("reported");
        assertThat(lines().get(6))
                .contains("\"campaignId\":3100200300", "\"type\":\"SharkContext\"", "\"connectorId\":3100200500");
        assertThat(lines().get(7)).contains("the button is hidden");
    }

    @Test
    void usesTheAccountOfTheEnvironment() throws IOException {
        try (MonitorSimulator simulator = MonitorSimulator.start()) {
            run(environment(simulator));

            assertThat(lines()).hasSize(7);
            assertThat(simulator.recording().sessionsCreated()).isEqualTo(1);
            assertThat(simulator.recording().requests("engagement")).isEqualTo(2);
            assertThat(simulator.recording().impressions()).isEqualTo(2);
            assertThat(simulator.recording().attributes()).isEqualTo(1);
        }
    }

    @Test
    void failsWithTheAdviceOfTheException() throws IOException {
        try (MonitorSimulator simulator = MonitorSimulator.start()) {
            simulator.script().next(ScriptedResponse.error(404, 18));

            assertThatExceptionOfType(MonitorException.class)
                    .isThrownBy(() -> run(environment(simulator)))
                    .withMessageContaining(Reason.APP_INSTALLATION_UNKNOWN.advice());
        }
    }

    @Test
    void failsWhenNothingIsOffered() throws IOException {
        try (MonitorSimulator simulator = MonitorSimulator.start()) {
            simulator.campaigns().agentsOnline(false);

            assertThatIllegalStateException()
                    .isThrownBy(() -> run(environment(simulator)))
                    .withMessageContaining("APP_INSTALL");
        }
    }

    @Test
    void namesTheMissingAppInstallation() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> run(Map.of("MONITOR_ACCOUNT_ID", "40001234")))
                .withMessageContaining("appInstallationId");
    }

    private Map<String, String> environment(MonitorSimulator simulator) throws IOException {
        Path certificate = Files.writeString(folder.resolve("trust.pem"), simulator.certificatePem());
        Map<String, String> environment = new HashMap<>();
        environment.put("MONITOR_ACCOUNT_ID", simulator.accountId());
        environment.put("MONITOR_APP_INSTALLATION_ID", simulator.appInstallationId());
        environment.put("MONITOR_BASE_URI", simulator.baseUri().toString());
        environment.put("MONITOR_TRUST_CERTIFICATE", certificate.toString());
        return environment;
    }

    private void run(Map<String, String> environment) {
        Quickstart.run(environment, new PrintStream(printed, true, StandardCharsets.UTF_8));
    }

    private List<String> lines() {
        return printed.toString(StandardCharsets.UTF_8).lines().toList();
    }
}
