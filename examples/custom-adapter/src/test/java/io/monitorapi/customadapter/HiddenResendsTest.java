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

/** OkHttp as it comes sends twice what this transport sends once. */
class HiddenResendsTest {

    private static final TestCertificates CERTIFICATES = new TestCertificates();

    /** Answers with the status that the path names. */
    private final FaultServer server = FaultServer.start(CERTIFICATES.localhost(), (request, out) -> {
        int status = Integer.parseInt(request.line().split("[ /]+")[1]);
        Scripts.answering(status, "Retry-After: 0\r\nLocation: /200\r\n", new byte[0])
                .play(request, out);
    });

    @AfterEach
    void stop() throws IOException {
        server.close();
    }

    @ParameterizedTest
    @CsvSource({"POST,408", "POST,503", "POST,302", "POST,307", "GET,408", "GET,503", "GET,302", "GET,307"})
    void oneExchangeIsOneRequest(String method, int status) {
        try (OkHttpTransport transport = new OkHttpTransport(CERTIFICATES.trust(), Duration.ofSeconds(10))) {
            TransportRequest call =
                    new TransportRequest(method, server.uri().resolve("/" + status), Map.of(), new byte[0]);

            TransportResult.Response replied = (TransportResult.Response) transport
                    .exchange(call, Deadline.in(Duration.ofSeconds(20), System::nanoTime))
                    .join();

            assertThat(replied.status()).isEqualTo(status);
            assertThat(replied.headers()).containsEntry("Retry-After", List.of("0"));
            assertThat(server.requests()).hasSize(1);
        }
    }

    @ParameterizedTest
    @CsvSource({"POST,408", "POST,503", "POST,302", "POST,307", "GET,408", "GET,503", "GET,302", "GET,307"})
    void asItComesOkHttpSendsTwo(String method, int status) throws IOException {
        OkHttpClient client = asItComes().build();

        ask(client, method, status);

        assertThat(server.requests()).hasSize(2);
    }

    @Test
    void itsOwnSwitchesLeaveOneOn() throws IOException {
        OkHttpClient client = asItComes()
                .retryOnConnectionFailure(false)
                .followRedirects(false)
                .build();

        ask(client, "POST", 503);

        assertThat(server.requests()).hasSize(2);
    }

    private static OkHttpClient.Builder asItComes() {
        return new OkHttpClient.Builder()
                .sslSocketFactory(CERTIFICATES.trust().getSocketFactory(), new RejectingTrustManager());
    }

    private void ask(OkHttpClient client, String method, int status) throws IOException {
        RequestBody body = method.equals("GET") ? null : RequestBody.create(new byte[0]);
        Request request = new Request.Builder()
                .url(server.uri().resolve("/" + status).toString())
                .method(method, body)
                .build();
        try (Response response = client.newCall(request).execute()) {
            assertThat(response.code()).isIn(200, status);
        } finally {
            client.dispatcher().executorService().shutdown();
            client.connectionPool().evictAll();
        }
    }
}
