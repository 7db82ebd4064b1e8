package io.monitorapi.clicktochat;

import static org.assertj.core.api.Assertions.assertThat;

import io.monitorapi.simulator.MonitorSimulator;
import io.monitorapi.simulator.ScriptedAnswer;
import java.io.IOException;
import java.net.CookieManager;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT, properties = "click-to-chat.interval=5s")
class ClickToChatTest {

    private static final MonitorSimulator SIMULATOR = MonitorSimulator.start();

    @TempDir
    private static Path folder;

    @LocalServerPort
    private int port;

    private final HttpClient browser =
            HttpClient.newBuilder().cookieHandler(new CookieManager()).build();

    @DynamicPropertySource
    static void account(DynamicPropertyRegistry registry) throws IOException {
        Path certificate = Files.writeString(folder.resolve("trust.pem"), SIMULATOR.certificatePem());
        registry.add("monitor-api.account-id", SIMULATOR::accountId);
        registry.add("monitor-api.app-installation-id", SIMULATOR::appInstallationId);
        registry.add("monitor-api.base-uri", SIMULATOR::baseUri);
        registry.add("monitor-api.ssl.bundle", () -> "simulator");
        registry.add("monitor-api.retry.max-attempts", () -> 1);
        registry.add("spring.ssl.bundle.pem.simulator.truststore.certificate", certificate::toUri);
    }

    @AfterAll
    static void stop() {
        SIMULATOR.close();
    }

    @BeforeEach
    void agentsAreOnline() {
        SIMULATOR.campaigns().agentsOnline(true);
        SIMULATOR.script().clear();
    }

    @Test
    void theButtonMayBeShown() throws Exception {
        assertThat(engagement()).contains("\"state\":\"available\"").contains("3100200300");
    }

    @Test
    void theButtonDisappearsWithoutAgents() throws Exception {
        engagement();
        SIMULATOR.campaigns().agentsOnline(false);

        assertThat(engagement()).contains("\"state\":\"unavailable\"");
    }

    @Test
    void aBrowserKeepsItsSession() throws Exception {
        int before = SIMULATOR.seen().sessionsCreated();

        engagement();
        engagement();

        assertThat(SIMULATOR.seen().sessionsCreated()).isEqualTo(before + 1);
    }

    @Test
    void thePageIsServedWhenTheServiceFails() throws Exception {
        engagement();
        SIMULATOR.script().next(ScriptedAnswer.error(503, 0));

        assertThat(engagement()).contains("\"state\":\"unavailable\"");
    }

    @Test
    void withAnAccountThereIsNoOperatorPanel() throws Exception {
        assertThat(get("/").body()).contains("id=\"chat\"").doesNotContain("operator");
        assertThat(get("/operator").statusCode()).isEqualTo(404);
    }

    @Test
    void theButtonIsKeptUpToDate() throws Exception {
        BlockingQueue<String> events = new LinkedBlockingQueue<>();
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://localhost:" + port + "/button"))
                .build();
        CompletableFuture<?> stream =
                browser.sendAsync(request, HttpResponse.BodyHandlers.fromLineSubscriber(new Lines(line -> {
                    if (line.startsWith("data:")) {
                        events.add(line);
                    }
                })));

        assertThat(events.poll(30, TimeUnit.SECONDS)).contains("\"available\"", "\"context\":\"ec2.");
        SIMULATOR.campaigns().agentsOnline(false);
        assertThat(events.poll(30, TimeUnit.SECONDS)).contains("\"unavailable\"", "\"staleSince\":null");
        SIMULATOR.script().always(ScriptedAnswer.error(503, 0));
        assertThat(events.poll(30, TimeUnit.SECONDS)).contains("\"staleSince\":\"2");
        stream.cancel(true);
    }

    private HttpResponse<String> get(String path) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://localhost:" + port + path))
                .build();
        return browser.send(request, HttpResponse.BodyHandlers.ofString());
    }

    private String engagement() throws Exception {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://localhost:" + port + "/engagement"))
                .build();
        HttpResponse<String> response = browser.send(request, HttpResponse.BodyHandlers.ofString());
        assertThat(response.statusCode()).isEqualTo(200);
        return response.body();
    }
}
