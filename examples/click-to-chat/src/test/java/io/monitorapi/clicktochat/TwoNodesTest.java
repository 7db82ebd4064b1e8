package io.monitorapi.clicktochat;

import static org.assertj.core.api.Assertions.assertThat;

import io.monitorapi.memory.InMemorySessionStore;
import io.monitorapi.port.SessionStore;
import io.monitorapi.simulator.MonitorSimulator;
import java.net.CookieManager;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;

/** Two nodes with one session store: what one has displayed can be clicked on the other. */
class TwoNodesTest {

    private final MonitorSimulator simulator = MonitorSimulator.start();
    private final SessionStore shared = new InMemorySessionStore();
    private final HttpClient browser =
            HttpClient.newBuilder().cookieHandler(new CookieManager()).build();

    @TempDir
    private Path folder;

    @AfterEach
    void stop() {
        simulator.close();
    }

    @Test
    void aButtonDisplayedByOneNodeIsClickedOnTheOther() throws Exception {
        try (ConfigurableApplicationContext one = node(shared);
                ConfigurableApplicationContext other = node(shared)) {
            String context = displayedBy(one, other);

            assertThat(post(one, "/button/displayed?context=" + context).statusCode())
                    .isEqualTo(202);
            assertThat(post(other, "/button/clicked").body()).contains("SharkContext");
            assertThat(simulator.seen().sessionsCreated()).isEqualTo(1);
        }
    }

    @Test
    void nodesThatShareNothingOpenASessionEach() throws Exception {
        try (ConfigurableApplicationContext one = node(new InMemorySessionStore());
                ConfigurableApplicationContext other = node(new InMemorySessionStore())) {
            displayedBy(one, other);

            assertThat(simulator.seen().sessionsCreated()).isEqualTo(2);
        }
    }

    /** Asks both nodes, as a load balancer might. */
    private String displayedBy(ConfigurableApplicationContext one, ConfigurableApplicationContext other)
            throws Exception {
        send(other, HttpRequest.newBuilder(), "/engagement");
        String button = send(one, HttpRequest.newBuilder(), "/engagement").body();
        return button.split("\"context\":\"")[1].split("\"")[0];
    }

    private HttpResponse<String> post(ConfigurableApplicationContext node, String path) throws Exception {
        HttpRequest.Builder request =
                HttpRequest.newBuilder().header(Guard.HEADER, "1").POST(BodyPublishers.noBody());
        return send(node, request, path);
    }

    private HttpResponse<String> send(ConfigurableApplicationContext node, HttpRequest.Builder request, String path)
            throws Exception {
        String port = node.getEnvironment().getProperty("local.server.port");
        URI address = URI.create("http://localhost:" + port + path);
        return browser.send(request.uri(address).build(), BodyHandlers.ofString());
    }

    private ConfigurableApplicationContext node(SessionStore store) throws Exception {
        Path certificate = Files.writeString(folder.resolve("trust.pem"), simulator.certificatePem());
        return new SpringApplicationBuilder(ClickToChatApplication.class)
                .initializers(context -> context.getBeanFactory().registerSingleton("sharedSessionStore", store))
                .run(
                        "--server.port=0",
                        "--monitor-api.account-id=" + simulator.accountId(),
                        "--monitor-api.app-installation-id=" + simulator.appInstallationId(),
                        "--monitor-api.base-uri=" + simulator.baseUri(),
                        "--monitor-api.ssl.bundle=simulator",
                        "--spring.ssl.bundle.pem.simulator.truststore.certificate=" + certificate.toUri());
    }
}
