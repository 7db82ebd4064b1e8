package io.monitorapi.benchmarks.sessions;

import static org.assertj.core.api.Assertions.assertThat;

import io.monitorapi.benchmarks.sessions.Run.Outcome;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A small run of the simulation shows the differences between the clients. */
class SessionSimulationTest {

    private static final Scenario STICKY = new Scenario(6_000, 20, 1, 100);
    private static final Scenario LOOSE = new Scenario(6_000, 20, 0, 100);

    @Test
    void theSdkOpensOneSessionForEachVisitorThroughBothOutages() {
        Outcome sdk = Run.ofSdk(STICKY);

        assertThat(sdk.sessionsPerVisitor()).isBetween(0.85, 1.0);
    }

    /** Without the store, nodes do not know each other's sessions; the outage lasts a tenth of the time, which bounds the extra sessions. */
    @Test
    void withoutTheStoreAVisitorGetsASessionOnEachNode() {
        Outcome sdk = Run.ofSdk(LOOSE);

        assertThat(sdk.sessionsPerVisitor()).isBetween(0.85, 0.95 + 0.1 * Scenario.CALLS);
    }

    /** The control. */
    @Test
    void withoutTheStoreTheNaiveClientOpensASessionForEachCall() {
        Outcome naive = Run.ofNaive(STICKY);

        assertThat(naive.sessionsPerVisitor()).isGreaterThan(1.3);
        assertThat(naive.service().capped()).isPositive();
    }

    @Test
    void printsATableAndAPlot(@TempDir Path folder) throws Exception {
        ByteArrayOutputStream printed = new ByteArrayOutputStream();

        SessionSimulation.run(600, folder, new PrintStream(printed, true, StandardCharsets.UTF_8));

        assertThat(printed.toString(StandardCharsets.UTF_8).lines()).hasSize(2 + 2 * 7);
        assertThat(folder.resolve("sessions-sticky.png")).isNotEmptyFile();
    }
}
