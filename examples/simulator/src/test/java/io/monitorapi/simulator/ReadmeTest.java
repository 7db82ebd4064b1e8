package io.monitorapi.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.Test;

/** Keeps the snippet of the README compiled and correct. */
class ReadmeTest {

    @Test
    void theSnippetOfTheReadmeIsTheOneTestedHere() throws IOException {
        String block =
                Files.readString(Path.of("README.md")).split("```java\n")[1].split("```")[0];
        String source = Files.readString(Path.of("src/test/java/io/monitorapi/simulator/ReadmeTest.java"));

        assertThat(source.replaceAll("\\s+", "")).contains(block.replaceAll("\\s+", ""));
    }

    @Test
    void theSnippetRuns() {
        try (MonitorSimulator simulator = MonitorSimulator.start()) {
            simulator.campaigns().agentsOnline(false);
            simulator.script().next(3, ScriptedResponse.error(503, 0).header("Retry-After", "2"));

            callYourApplication(simulator.baseUri(), simulator.sslContext());

            assertThat(simulator.recording().sessionsCreated()).isEqualTo(1);
        }
    }

    private static void callYourApplication(URI baseUri, SSLContext trust) {
        HttpClient http = HttpClient.newBuilder().sslContext(trust).build();
        String path = "/api/account/40001234/app/7d0a3c9e-5f0b-4c7e-9a51-2f6d1f0f8a11/engagement?v=1.0";
        HttpRequest request = HttpRequest.newBuilder(baseUri.resolve(path))
                .POST(HttpRequest.BodyPublishers.ofString("{}"))
                .build();
        for (int i = 0; i < 4; i++) {
            http.sendAsync(request, HttpResponse.BodyHandlers.ofString()).join();
        }
    }
}
