package io.monitorapi.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.monitorapi.http.testkit.FaultServer;
import io.monitorapi.http.testkit.NetworkFaults;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** TLS 1.1 is refused even in a JVM whose configuration allows it. */
class OldTlsTest {

    @TempDir
    Path folder;

    @Test
    void tls11IsRefused() throws Exception {
        assertThat(outputOf("calls")).contains("TLS ", "The server selected protocol version TLS11");
    }

    /** The control: the JDK's client accepts TLS 1.1 and fails only at the next message of the server. */
    @Test
    void theJdkClientAloneAcceptsTls11() throws Exception {
        assertThat(outputOf("naive calls")).contains("SSLHandshakeException").doesNotContain("TLS11");
    }

    private String outputOf(String task) throws Exception {
        Path allowed = folder.resolve("java.security");
        Files.writeString(allowed, "jdk.tls.disabledAlgorithms=\njdk.tls.legacyAlgorithms=\n");
        try (FaultServer server = new NetworkFaults(Calls.certificates()).start("TLS 1.1 only")) {
            return Fork.run(folder, List.of("-Djava.security.properties=" + allowed), task, server.uri())
                    .output();
        }
    }
}
