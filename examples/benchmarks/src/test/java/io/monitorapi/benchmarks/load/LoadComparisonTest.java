package io.monitorapi.benchmarks.load;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Checks that the program runs. It counts calls and does not check rates, because the machine may be busy. */
class LoadComparisonTest {

    private static final int CALLS = 3;

    private static ServerProcess server;

    @TempDir
    private Path folder;

    @BeforeAll
    static void startServer() throws Exception {
        server = ServerProcess.start();
    }

    @AfterAll
    static void stopServer() {
        server.close();
    }

    /** Each client checks the session of every response and throws if it differs. */
    @ParameterizedTest
    @EnumSource
    void everyClientReceivesItsOwnResponses(Contender contender) throws Exception {
        int responses = 0;
        try (LoadClient client = contender.open(server.endpoint())) {
            for (int call = 0; call < CALLS; call++) {
                client.call(call);
                responses++;
            }
        }
        assertThat(responses).isEqualTo(CALLS);
    }

    @Test
    void theProgramPrintsATableAndTwoPlots() throws Exception {
        ByteArrayOutputStream printed = new ByteArrayOutputStream();

        new LoadComparison(
                        Duration.ofMillis(50),
                        1,
                        Duration.ofMillis(10),
                        client -> client == Contender.BASELINE || client == Contender.SDK_ON_JDK,
                        List.of("-XX:TieredStopAtLevel=1"))
                .run(List.of(2), 4, folder, new PrintStream(printed, true, StandardCharsets.UTF_8));

        assertThat(printed.toString(StandardCharsets.UTF_8))
                .contains("callers that wait: 2", "calls in flight: 4", "this SDK**, JDK transport");
        try (var files = Files.list(folder)) {
            assertThat(files).hasSize(3);
        }
    }

    /** On a busy machine, a client may complete no call in a round. */
    @Test
    void aRoundWithoutCallsIsNotARatio() throws Exception {
        Sample nothing = new Sample(0, 0, 0, 0, 0);
        Sample something = new Sample(100, 10, 1_000, 5, 9);
        Map<String, List<Sample>> samples = new LinkedHashMap<>();
        samples.put(Contender.BASELINE.title(), List.of(nothing, nothing));
        samples.put(Contender.SDK_ON_JDK.title(), List.of(something, something));
        Map<String, Rounds> tables = Map.of("callers that wait: 1", Rounds.of(samples));

        Report report = new Report();
        report.all(tables);
        RatioPlot.write("Throughput", tables, Sample::callsPerSecond, folder.resolve("plot"));

        assertThat(report.toString())
                .contains("| not measured |")
                .doesNotContain("Infinity")
                .doesNotContain("NaN |");
        assertThat(folder.resolve("plot.png")).isNotEmptyFile();
    }
}
