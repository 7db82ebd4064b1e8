package io.monitorapi.benchmarks.growth;

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

/** Checks that the program runs, and the bytes of a session; other figures need a full run. */
class GrowthTest {

    @TempDir
    private Path folder;

    /** The number of bytes does not depend on the load of the machine. */
    @Test
    void aVisitorTakesAtMost400BytesAndHardlyMoreThanInABareMap() {
        double inAMap = SessionMemory.bytesPerVisitorOfAMap(200_000);

        assertThat(SessionMemory.bytesPerVisitor(200_000))
                .isBetween(0.9 * inAMap, 1.1 * inAMap)
                .isLessThan(400);
    }

    @Test
    void writesThreePlots() throws Exception {
        ByteArrayOutputStream printed = new ByteArrayOutputStream();

        new Growth(Duration.ofMillis(20), 1)
                .run(1_000, List.of(1, 4), folder, new PrintStream(printed, true, StandardCharsets.UTF_8));

        assertThat(printed.toString(StandardCharsets.UTF_8))
                .contains("| 1,000 |")
                .doesNotContain("Infinity");
        // Expired sessions would each wait 20 ms for the creation limiter.
        assertThat(nanosOfACall(printed, "1,000")).isLessThan(1_000 * nanosOfACall(printed, "10"));
        try (var files = Files.list(folder)) {
            assertThat(files).hasSize(3);
        }
    }

    private static long nanosOfACall(ByteArrayOutputStream printed, String visitors) {
        return printed.toString(StandardCharsets.UTF_8)
                .lines()
                .filter(line -> line.startsWith("| " + visitors + " |"))
                .mapToLong(line -> Long.parseLong(line.split("\\|", -1)[2].strip()))
                .findFirst()
                .orElseThrow();
    }
}
