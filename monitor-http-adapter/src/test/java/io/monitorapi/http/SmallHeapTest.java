package io.monitorapi.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.monitorapi.http.testkit.FaultServer;
import io.monitorapi.http.testkit.Scripts;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** 64 bodies at the same time that never end, in a JVM with a heap of 64 MiB. */
class SmallHeapTest {

    private static final List<String> SMALL = List.of("-Xmx64m", "-XX:+ExitOnOutOfMemoryError");

    @TempDir
    Path folder;

    @Test
    void endlessBodiesFitIntoASmallHeap() throws Exception {
        try (FaultServer server = Calls.serve(Scripts.endless())) {
            Fork fork = Fork.run(folder, SMALL, "calls", server.uri());

            assertThat(fork.output().lines().filter("TOO_LARGE"::equals))
                    .as(fork.output())
                    .hasSize(64);
            assertThat(fork.exit()).isZero();
        }
    }

    /** The control: without a size limit, the same bodies exhaust the heap of that JVM. */
    @Tag("soak")
    @Test
    void withoutALimitTheyDoNotFit() throws Exception {
        try (FaultServer server = Calls.serve(Scripts.endless())) {
            Fork fork = Fork.run(folder, SMALL, "naive calls", server.uri());

            assertThat(fork.output()).contains("OutOfMemoryError");
            assertThat(fork.exit()).isNotZero();
        }
    }
}
