package io.monitorapi.benchmarks.load;

import io.monitorapi.benchmarks.load.Work.EngagementResponse;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.concurrent.CompletableFuture;

/** The client of the JDK with Jackson, written by hand. */
final class JdkClient implements LoadClient {

    private final URI uri;
    private final HttpClient client;

    JdkClient(Endpoint server) {
        this.uri = server.uri().resolve(Work.PATH + Work.IDS);
        this.client = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .sslContext(server.trust())
                .build();
    }

    @Override
    public void call(int caller) throws Exception {
        check(client.send(request(), BodyHandlers.ofByteArray()).body());
    }

    @Override
    public CompletableFuture<?> callAsync(int caller) {
        return client.sendAsync(request(), BodyHandlers.ofByteArray()).thenAccept(response -> check(response.body()));
    }

    private HttpRequest request() {
        return HttpRequest.newBuilder(uri)
                .header("Content-Type", "application/json")
                .header("Accept", "application/json")
                .POST(BodyPublishers.ofByteArray(Work.JSON.writeValueAsBytes(Work.BODY)))
                .build();
    }

    private static void check(byte[] body) {
        Work.check(Work.JSON.readValue(body, EngagementResponse.class).sessionId());
    }

    @Override
    public void close() {
        // On JDK 17, HttpClient cannot be closed.
    }
}
