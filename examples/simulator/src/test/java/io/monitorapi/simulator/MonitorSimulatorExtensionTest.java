package io.monitorapi.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class MonitorSimulatorExtensionTest {

    private static final Set<URI> SHARED_URIS = new HashSet<>();
    private static final Set<MonitorSimulator> OWN_SIMULATORS = new HashSet<>();

    @RegisterExtension
    private static final MonitorSimulatorExtension shared = new MonitorSimulatorExtension(
            SimulatorSettings.builder().accountId("11111111").build());

    @RegisterExtension
    private final MonitorSimulatorExtension own = new MonitorSimulatorExtension();

    @RepeatedTest(2)
    void aStaticExtensionKeepsItsServerAndAnInstanceExtensionDoesNot() {
        recordSimulators();
    }

    @Nested
    class NestedClasses {

        @Test
        void shareTheServerOfTheOuterClass() {
            recordSimulators();
        }
    }

    /** Each repetition leaves everything changed that the next one must find reset. */
    @RepeatedTest(2)
    void eachTestFindsAFreshServiceOnTheSharedServer() {
        MonitorSimulator simulator = shared.simulator();
        Client client = new Client(simulator);
        assertThat(simulator.recording().requests()).isZero();
        assertThat(simulator.recording().visitorsRegistered()).isZero();

        Client.Response first = client.engagement("", "{}");
        assertThat(first.status()).isEqualTo(201);
        assertThat(first.offered().path("campaignId").isNumber()).isTrue();
        assertThat(client.engagementOf(first).status())
                .as("the clock has not moved")
                .isEqualTo(200);

        simulator.campaigns().agentsOnline(false);
        simulator.campaigns().offer(Campaign.builder().ids("1", "2").build());
        simulator.campaigns().idsAsText(true);
        simulator.advanceTime(Duration.ofHours(7));
        assertThat(client.engagementOf(first).status()).as("expired").isEqualTo(201);
        simulator.script().always(ScriptedResponse.status(503));
    }

    @Test
    void resetForgetsVisitorsSoThatTheirReportsAreRefused() {
        MonitorSimulator simulator = own.simulator();
        Client client = new Client(simulator);
        Client.Response session = client.engagement("", "{}");

        simulator.reset();

        Client.Response report =
                client.report(session.pair(), "{\"engagementAttributes\":[{\"type\":\"searchInfo\"}]}");
        assertThat(report.code()).isEqualTo(37);
    }

    @Test
    void providesThePropertiesForASpringApplication() {
        assertThat(shared.springProperties())
                .containsEntry("monitor-api.account-id", "11111111")
                .containsEntry(
                        "monitor-api.base-uri", shared.simulator().baseUri().toString())
                .hasEntrySatisfying(
                        "spring.ssl.bundle.pem.monitor-simulator.truststore.certificate",
                        pem -> assertThat(pem).startsWith("-----BEGIN CERTIFICATE-----"));
    }

    private void recordSimulators() {
        SHARED_URIS.add(shared.simulator().baseUri());
        assertThat(SHARED_URIS).hasSize(1);
        assertThat(OWN_SIMULATORS.add(own.simulator()))
                .as("a new simulator for each test")
                .isTrue();
    }
}
