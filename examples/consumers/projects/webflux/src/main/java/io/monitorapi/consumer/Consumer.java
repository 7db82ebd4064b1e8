package io.monitorapi.consumer;

import io.monitorapi.CallOptions;
import io.monitorapi.MonitorService;
import io.monitorapi.engagement.ButtonState;
import io.monitorapi.engagement.EngagementRequest;
import io.monitorapi.session.Visitor;
import io.monitorapi.simulator.MonitorSimulator;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import reactor.blockhound.BlockHound;
import reactor.core.publisher.Mono;

/** Serves a button from an event loop, whose threads must not block; BlockHound detects it if they do. */
@SpringBootApplication
@RestController
public class Consumer {

    private final MonitorService monitor;

    Consumer(MonitorService monitor) {
        this.monitor = monitor;
    }

    @GetMapping("/button")
    Mono<String> button() {
        // A page would use CallOptions.forPages(); the machine that builds may be busy.
        CallOptions patient = CallOptions.deadline(Duration.ofMinutes(1));
        return Mono.fromFuture(
                        () -> monitor.buttonForAsync(Visitor.of("device-1"), EngagementRequest.empty(), patient))
                .map(ButtonState::kind)
                .map(Enum::name);
    }

    /** The control: BlockHound fails this request. */
    @GetMapping("/blocking")
    Mono<String> blocking() {
        return Mono.fromCallable(() -> monitor.buttonFor(Visitor.of("device-2")).kind().name());
    }

    public static void main(String[] arguments) throws Exception {
        BlockHound.install();
        try (MonitorSimulator simulator = MonitorSimulator.start();
                ConfigurableApplicationContext context = new SpringApplicationBuilder(Consumer.class)
                        .properties(Map.of(
                                "server.port", "0",
                                "server.address", "127.0.0.1",
                                "spring.main.banner-mode", "off",
                                "monitor-api.account-id", simulator.accountId(),
                                "monitor-api.app-installation-id", simulator.appInstallationId(),
                                "monitor-api.base-uri", simulator.baseUri(),
                                "monitor-api.ssl.bundle", "simulator",
                                "monitor-api.connect-timeout", "1m",
                                "monitor-api.attempt-limit", "1m",
                                "spring.ssl.bundle.pem.simulator.truststore.certificate", simulator.certificatePem()))
                        .run()) {
            URI server = URI.create(
                    "http://127.0.0.1:" + context.getEnvironment().getRequiredProperty("local.server.port"));
            // The first request of the process is the one that would load classes and resolve names on the event loop.
            HttpResponse<String> button = get(server.resolve("/button"));
            HttpResponse<String> blocking = get(server.resolve("/blocking"));
            boolean ok = button.statusCode() == 200
                    && button.body().equals("OFFERED")
                    && blocking.statusCode() == 500;
            System.out.printf(
                    "CONSUMER | WebFlux with BlockHound | JDK %s | button %s %s | control %s | %s%n",
                    Runtime.version().feature(),
                    button.statusCode(),
                    button.body(),
                    blocking.statusCode(),
                    ok ? "ok" : "WRONG");
            if (!ok) {
                throw new IllegalStateException("unexpected result");
            }
        }
        System.exit(0);
    }

    private static HttpResponse<String> get(URI uri) throws Exception {
        return HttpClient.newHttpClient()
                .send(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.ofString());
    }
}
