package io.monitorapi.customadapter;

import static org.assertj.core.api.Assertions.assertThat;

import io.monitorapi.http.testkit.FaultServer;
import io.monitorapi.http.testkit.Scripts;
import io.monitorapi.http.testkit.TestCertificates;
import io.monitorapi.http.transport.TransportRequest;
import io.monitorapi.http.transport.TransportResult;
import io.monitorapi.port.Deadline;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** OkHttp with its defaults sends requests twice that this transport sends once. */
class HiddenResendsTest {

    private static final TestCertificates CERTIFICATES = new TestCertificates();

    /** Responds with the status that the path names. */
    private final FaultServer server = FaultServer.start(CERTIFICATES.localhost(), (request, out) -> {
        int status = Integer.parseInt(request.line().split("[ /]+")[1]);
        Scripts.responding(status, "Retry-After: 0\r\nLocation: /200\r\n", new byte[0])
                .play(request, out);
    });

    @AfterEach
    void stop() throws IOException {
        server.close();
    }

    @ParameterizedTest
    @CsvSource({"POST,408", "POST,503", "POST,302", "POST,307", "GET,408", "GET,503", "GET,302", "GET,307"})
    void theTransportSendsOneRequestForOneExchange(String method, int status) {
        try (OkHttpTransport transport = new OkHttpTransport(CERTIFICATES.trust(), Duration.ofSeconds(10))) {
            TransportRequest request =
                    new TransportRequest(method, server.uri().resolve("/" + status), Map.of(), new byte[0]);

            TransportResult.Response response = (TransportResult.Response) transport
                    .exchange(request, Deadline.in(Duration.ofSeconds(20), System::nanoTime))
                    .join();

            assertThat(response.status()).isEqualTo(status);
            assertThat(response.headers()).containsEntry("Retry-After", List.of("0"));
            assertThat(server.requests()).hasSize(1);
        }
    }

    @ParameterizedTest
    @CsvSource({"POST,408", "POST,503", "POST,302", "POST,307", "GET,408", "GET,503", "GET,302", "GET,307"})
    void okHttpWithItsDefaultsSendsTwoRequests(String method, int status) throws IOException {
        OkHttpClient client = defaults().build();

        send(client, method, status);

        assertThat(server.requests()).hasSize(2);
    }

    @Test
    void theSettingsOfOkHttpLeaveOneRepetitionOn() throws IOException {
        OkHttpClient client = defaults()
                .retryOnConnectionFailure(false)
                .followRedirects(false)
                .build();

        send(client, "POST", 503);

        assertThat(server.requests()).hasSize(2);
    }

    private static OkHttpClient.Builder defaults() {
        return new OkHttpClient.Builder()
                .sslSocketFactory(CERTIFICATES.trust().getSocketFactory(), new RejectingTrustManager());
    }

    private void send(OkHttpClient client, String method, int status) throws IOException {
        RequestBody body = method.equals("GET") ? null : RequestBody.create(new byte[0]);
        Request message = new Request.Builder()
                .url(server.uri().resolve("/" + status).toString())
                .method(method, body)
                .build();
        try (Response response = client.newCall(message).execute()) {
            assertThat(response.code()).isIn(200, status);
        } finally {
            client.dispatcher().executorService().shutdown();
            client.connectionPool().evictAll();
        }
    }
}
