package io.monitorapi.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.monitorapi.http.testkit.FaultServer;
import io.monitorapi.http.testkit.NetworkFaults;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Not even a JVM in which TLS 1.1 is allowed again speaks it with this client. */
class OldTlsTest {

    @TempDir
    Path folder;

    @Test
    void isRefused() throws Exception {
        assertThat(told("calls")).contains("TLS ", "The server selected protocol version TLS11");
    }

    /** The control: the JDK's client goes along, and complains only of what the server says next. */
    @Test
    void isSpokenByTheClientOfTheJdkAlone() throws Exception {
        assertThat(told("naive calls")).contains("SSLHandshakeException").doesNotContain("TLS11");
    }

    private String told(String task) throws Exception {
        Path allowed = folder.resolve("java.security");
        Files.writeString(allowed, "jdk.tls.disabledAlgorithms=\njdk.tls.legacyAlgorithms=\n");
        try (FaultServer server = new NetworkFaults(Calls.certificates()).start("TLS 1.1 only")) {
            return Fork.run(folder, List.of("-Djava.security.properties=" + allowed), task, server.uri())
                    .output();
        }
    }
}
