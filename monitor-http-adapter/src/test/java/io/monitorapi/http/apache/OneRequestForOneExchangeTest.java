package io.monitorapi.http.apache;

import static org.assertj.core.api.Assertions.assertThat;

import io.monitorapi.http.testkit.FaultServer;
import io.monitorapi.http.testkit.FaultServer.Script;
import io.monitorapi.http.testkit.Scripts;
import io.monitorapi.http.testkit.TestCertificates;
import io.monitorapi.http.transport.TransportRequest;
import io.monitorapi.http.transport.TransportResult;
import io.monitorapi.port.Deadline;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.hc.client5.http.classic.methods.HttpUriRequestBase;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.client5.http.ssl.DefaultClientTlsStrategy;
import org.apache.hc.core5.http.io.entity.ByteArrayEntity;
import org.apache.hc.core5.http.io.entity.EntityUtils;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** By default the library repeats requests and follows redirects; these tests count the requests that the server receives. */
class OneRequestForOneExchangeTest {

    private static final TestCertificates CERTIFICATES = new TestCertificates();
    private static final byte[] BODY = {'{', '}'};
    private static final Script END = (request, out) -> {
        throw new IOException("end");
    };

    static Stream<Arguments> faults() {
        return Stream.of("POST", "PUT")
                .flatMap(method -> Stream.of(
                        Arguments.of(method, "FIN", END),
                        Arguments.of(method, "503 at once", status(503, "Retry-After: 0\r\n")),
                        Arguments.of(method, "503 after 1 s", status(503, "Retry-After: 1\r\n")),
                        Arguments.of(method, "429 at once", status(429, "Retry-After: 0\r\n")),
                        Arguments.of(method, "429 after 1 s", status(429, "Retry-After: 1\r\n")),
                        Arguments.of(method, "408", status(408, "")),
                        Arguments.of(method, "401", status(401, "WWW-Authenticate: Basic\r\n")),
                        Arguments.of(method, "302", status(302, "Location: /elsewhere\r\n")),
                        Arguments.of(method, "307", status(307, "Location: /elsewhere\r\n"))));
    }

    @ParameterizedTest(name = "{0}, {1}")
    @MethodSource("faults")
    void sendsOneRequest(String method, String fault, Script script) throws IOException {
        try (FaultServer server = FaultServer.start(CERTIFICATES.localhost(), script);
                ApacheHttpTransport transport = transport()) {
            exchange(transport, server, method);

            assertThat(server.requests()).as(fault).hasSize(1);
        }
    }

    /** The server closes the connection of every second request. */
    @Test
    void doesNotRepeatARequestOnAStaleConnection() throws IOException {
        Script stale = (request, out) -> {
            if (request.line().contains("/stale")) {
                END.play(request, out);
            }
            status(200, "").play(request, out);
        };
        try (FaultServer server = FaultServer.start(CERTIFICATES.localhost(), stale);
                ApacheHttpTransport transport = transport()) {
            long failed = 0;
            for (int i = 0; i < 50; i++) {
                TransportResult result = exchange(transport, server, "POST", i % 2 == 0 ? "/" : "/stale");
                failed += result instanceof TransportResult.Failure ? 1 : 0;
            }

            assertThat(failed).isEqualTo(25);
            assertThat(server.requests()).hasSize(50);
        }
    }

    @Test
    void addsNoHeadersAndKeepsNoCookies() throws IOException {
        Script cookie = status(200, "Set-Cookie: a=b\r\n");
        try (FaultServer server = FaultServer.start(CERTIFICATES.localhost(), cookie);
                ApacheHttpTransport transport = transport()) {
            exchange(transport, server, "POST");
            exchange(transport, server, "POST");

            assertThat(server.requests())
                    .hasSize(2)
                    .allSatisfy(request -> assertThat(request.head())
                            .doesNotContainIgnoringCase("cookie")
                            .doesNotContainIgnoringCase("accept-encoding")
                            .doesNotContainIgnoringCase("expect"));
        }
    }

    /** The control: the library with its defaults. */
    @Test
    void theLibraryWithItsDefaultsSendsTwoRequests() throws Exception {
        try (CloseableHttpClient defaults = defaults();
                FaultServer busy = FaultServer.start(CERTIFICATES.localhost(), status(503, "Retry-After: 0\r\n"));
                FaultServer ending = FaultServer.start(CERTIFICATES.localhost(), END)) {
            send(defaults, "POST", busy);
            send(defaults, "PUT", ending);

            assertThat(busy.requests()).hasSize(2);
            assertThat(ending.requests()).hasSize(2);
        }
    }

    private static CloseableHttpClient defaults() {
        return HttpClients.custom()
                .setConnectionManager(PoolingHttpClientConnectionManagerBuilder.create()
                        .setTlsSocketStrategy(new DefaultClientTlsStrategy(CERTIFICATES.trust()))
                        .build())
                .build();
    }

    private static void send(CloseableHttpClient client, String method, FaultServer server) {
        HttpUriRequestBase request = new HttpUriRequestBase(method, server.uri());
        request.setEntity(new ByteArrayEntity(BODY, null));
        try {
            client.execute(request, response -> EntityUtils.toByteArray(response.getEntity()));
        } catch (IOException failure) {
            // only the requests at the server count
        }
    }

    private static Script status(int status, String headers) {
        return Scripts.responding(status, headers, BODY);
    }

    private static ApacheHttpTransport transport() {
        return ApacheHttpTransport.builder()
                .connectTimeout(Duration.ofSeconds(10))
                .sslContext(CERTIFICATES.trust())
                .build();
    }

    private static void exchange(ApacheHttpTransport transport, FaultServer server, String method) {
        exchange(transport, server, method, "/");
    }

    private static TransportResult exchange(
            ApacheHttpTransport transport, FaultServer server, String method, String path) {
        return transport
                .exchange(
                        new TransportRequest(method, server.uri().resolve(path), Map.of(), BODY),
                        Deadline.in(Duration.ofSeconds(20), System::nanoTime))
                .join();
    }
}
