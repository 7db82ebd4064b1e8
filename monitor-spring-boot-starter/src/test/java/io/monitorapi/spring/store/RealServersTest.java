package io.monitorapi.spring.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.opentest4j.TestAbortedException;

class RealServersTest {

    @Test
    void aServerThatDoesNotRunSkipsTheTestLoudly() {
        PrintStream console = System.out;
        ByteArrayOutputStream printed = new ByteArrayOutputStream();
        System.setOut(new PrintStream(printed, true, StandardCharsets.UTF_8));
        try {
            assertThatExceptionOfType(TestAbortedException.class)
                    .isThrownBy(() -> RealServers.start("Nothing", RealServersTest::missing, false));
        } finally {
            System.setOut(console);
        }
        assertThat(printed.toString(StandardCharsets.UTF_8))
                .startsWith("SKIPPED: Nothing does not run on this machine: java.io.IOException");
    }

    @Test
    void aServerThatIsRequiredFailsTheTest() {
        assertThatExceptionOfType(AssertionError.class)
                .isThrownBy(() -> RealServers.start("Nothing", RealServersTest::missing, true));
    }

    private static Object missing() throws IOException {
        throw new IOException("no binary");
    }
}
