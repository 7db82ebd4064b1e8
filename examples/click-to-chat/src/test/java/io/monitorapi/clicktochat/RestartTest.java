package io.monitorapi.clicktochat;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;

/** An application that is stopped, and started again, as one that is restored from a checkpoint. */
class RestartTest {

    private final HttpClient browser = HttpClient.newHttpClient();

    @Test
    void streamsAndPanelContinueAfterARestart() throws Exception {
        try (ConfigurableApplicationContext application =
                new SpringApplicationBuilder(ClickToChatApplication.class).run("--server.port=0")) {
            firstEvent(application).get(60, TimeUnit.SECONDS);

            application.stop();
            application.start();

            assertThat(firstEvent(application).get(60, TimeUnit.SECONDS)).contains("\"available\"");
        }
    }

    private CompletableFuture<String> firstEvent(ConfigurableApplicationContext application) {
        CompletableFuture<String> event = new CompletableFuture<>();
        String port = application.getEnvironment().getProperty("local.server.port");
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://localhost:" + port + "/button"))
                .build();
        browser.sendAsync(request, BodyHandlers.fromLineSubscriber(new Lines(line -> {
            if (line.startsWith("data:")) {
                event.complete(line);
            }
        })));
        return event;
    }
}
