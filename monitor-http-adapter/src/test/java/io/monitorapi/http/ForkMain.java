package io.monitorapi.http;

import io.monitorapi.MonitorService;
import io.monitorapi.engagement.EngagementRequest;
import io.monitorapi.engagement.EngagementResult;
import io.monitorapi.error.MonitorException;
import io.monitorapi.http.transport.HttpTransport;
import io.monitorapi.session.MonitorSession;
import io.monitorapi.session.Visitor;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;

/** The main class of a {@link Fork}: makes calls to a server, with this client or with the JDK's alone. */
final class ForkMain {

    private static final int CALLS = 64;

    private ForkMain() {}

    public static void main(String[] arguments) throws InterruptedException {
        URI server = URI.create(arguments[1]);
        switch (arguments[0]) {
            case "calls" -> calls(server);
            case "jdk client calls" -> jdkClientCalls(server);
            case "default transport" -> defaultTransport(server);
            case "blockhound" -> BlockingCalls.detect(server);
            default -> throw new IllegalArgumentException(arguments[0]);
        }
        System.exit(0);
    }

    private static void defaultTransport(URI server) {
        try (HttpTransport transport = new DefaultTransportBuilder().build();
                MonitorService service = HttpMonitor.builder()
                        .accountId("40001234")
                        .appInstallationId("app")
                        .baseUri(server)
                        .connectTimeout(Duration.ofSeconds(20))
                        .build()) {
            System.out.println(transport.getClass());
            service.getEngagement(Visitor.of("device-1"), EngagementRequest.empty());
            System.out.println("session opened");
        }
    }

    private static void calls(URI server) {
        MonitorService service = HttpMonitor.builder()
                .accountId("40001234")
                .appInstallationId("app")
                .baseUri(server)
                .connectTimeout(Duration.ofSeconds(20))
                .attemptLimit(Duration.ofSeconds(30))
                .deadline(Duration.ofSeconds(30))
                .build();
        Visitor visitor = Visitor.of("device-1");
        service.sessions().adopt(visitor, new MonitorSession("vid", "sid"));
        for (int round = 0; round < 1; round++) {
            List<CompletableFuture<EngagementResult>> calls = IntStream.range(0, CALLS)
                    .mapToObj(i -> Calls.getEngagement(service, visitor))
                    .toList();
            calls.forEach(
                    call -> System.out.println(call.handle((result, failure) -> describe((MonitorException) failure))
                            .join()));
        }
    }

    private static String describe(MonitorException failure) {
        return failure.reason()
                + (failure.getCause() == null ? "" : " " + failure.getCause().getMessage());
    }

    private static void jdkClientCalls(URI server) {
        HttpClient client = HttpClient.newHttpClient();
        HttpRequest request = HttpRequest.newBuilder(server)
                .timeout(Duration.ofSeconds(30))
                .POST(HttpRequest.BodyPublishers.ofString("{}"))
                .build();
        List<CompletableFuture<HttpResponse<String>>> calls = IntStream.range(0, CALLS)
                .mapToObj(i -> client.sendAsync(request, HttpResponse.BodyHandlers.ofString()))
                .toList();
        calls.forEach(call -> System.out.println(
                call.handle((result, failure) -> String.valueOf(failure)).join()));
    }
}
