package io.monitorapi.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.monitorapi.http.testkit.FaultServer;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * No asynchronous method blocks its caller, not even the first time: trust store, resources of the class path, DNS and TLS are used
 * on other threads. BlockHound changes the JDK, so it runs in a JVM of its own.
 */
class AsyncCallsDoNotBlockTest {

    @TempDir
    Path folder;

    @Test
    void noAsynchronousCallBlocksItsCallerOnAnyTransportAndStore() throws Exception {
        try (FaultServer server = Calls.serve(Calls.good())) {
            Fork fork = Fork.run(
                    folder,
                    List.of("-XX:+AllowRedefinitionToAddDeleteMethods", "-XX:+EnableDynamicAgentLoading"),
                    "blockhound",
                    server.uri());

            assertThat(fork.output())
                    .contains("JDK, memory: 3 calls completed, blocked 0 times")
                    .contains("JDK, blocking store: 3 calls completed, blocked 0 times")
                    .contains("APACHE, memory: 3 calls completed, blocked 0 times")
                    .contains("APACHE, blocking store: 3 calls completed, blocked 0 times")
                    .contains("control: blocked 1 times")
                    .contains("control of the store: blocked 1 times");
        }
    }
}
