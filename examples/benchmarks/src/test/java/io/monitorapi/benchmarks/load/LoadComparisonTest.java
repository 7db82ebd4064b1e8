package io.monitorapi.benchmarks.load;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Only that it works: figures of a second mean nothing. */
class LoadComparisonTest {

    @TempDir
    private Path folder;

    @Test
    void everyClientIsAnswered() throws Exception {
        ByteArrayOutputStream printed = new ByteArrayOutputStream();

        new LoadComparison(
                        Duration.ofMillis(30),
                        1,
                        Duration.ofMillis(10),
                        client -> true,
                        List.of("-XX:TieredStopAtLevel=1"))
                .run(List.of(2), 4, folder, new PrintStream(printed, true, StandardCharsets.UTF_8));

        assertThat(printed.toString(StandardCharsets.UTF_8))
                .contains("callers that wait: 2", "calls in flight: 4", "this SDK**, Apache transport")
                .doesNotContain("NaN", "Infinity");
        try (var files = Files.list(folder)) {
            assertThat(files).hasSize(3);
        }
    }
}
