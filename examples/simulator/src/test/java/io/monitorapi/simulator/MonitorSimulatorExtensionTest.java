package io.monitorapi.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class MonitorSimulatorExtensionTest {

    private static final Set<Object> OF_THE_CLASS = new HashSet<>();
    private static final Set<Object> OF_A_TEST = new HashSet<>();

    @RegisterExtension
    private static final MonitorSimulatorExtension shared = new MonitorSimulatorExtension(
            SimulatorSettings.builder().accountId("11111111").build());

    @RegisterExtension
    private final MonitorSimulatorExtension own = new MonitorSimulatorExtension();

    @Test
    void aStaticOneIsSharedAndAnotherIsNot() {
        remember();
    }

    @Test
    void inEveryTestOfTheClass() {
        remember();
    }

    @Nested
    class AndOfItsNestedClasses {

        @Test
        void too() {
            remember();
        }
    }

    @Test
    void tellsASpringApplicationWhereItIs() {
        assertThat(shared.springProperties())
                .containsEntry("monitor-api.account-id", "11111111")
                .containsEntry(
                        "monitor-api.base-uri", shared.simulator().baseUri().toString())
                .hasEntrySatisfying(
                        "spring.ssl.bundle.pem.monitor-simulator.truststore.certificate",
                        pem -> assertThat(pem).startsWith("-----BEGIN CERTIFICATE-----"));
    }

    private void remember() {
        OF_THE_CLASS.add(shared.simulator());
        assertThat(OF_THE_CLASS).hasSize(1);
        assertThat(OF_A_TEST.add(own.simulator())).as("a new one").isTrue();
    }
}
