package io.monitorapi.http.testkit;

import static io.monitorapi.http.testkit.Scripts.responding;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.monitorapi.error.Reason;
import io.monitorapi.error.Sent;
import io.monitorapi.http.testkit.FaultServer.Script;
import io.monitorapi.http.transport.HttpTransport;
import io.monitorapi.http.transport.TransportRequest;
import io.monitorapi.http.transport.TransportResult;
import io.monitorapi.port.Deadline;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;
import java.util.zip.GZIPOutputStream;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The contract of every {@link HttpTransport}; the test of an implementation extends it. */
public abstract class HttpTransportContract {

    private static final TestCertificates CERTIFICATES = new TestCertificates();
    private static final byte[] BODY = "{\"städte\":[\"Köln\"]}".getBytes(StandardCharsets.UTF_8);
    private static final Duration GENEROUS = Duration.ofSeconds(20);
    private static final Duration TOLERANCE = Duration.ofMillis(250);

    private HttpTransport transport;
    private FaultServer server;

    /** {@return a transport with a body limit of 256 KiB and the trust of the context} */
    protected abstract HttpTransport transport(SSLContext trust);

    @BeforeEach
    void begin() {
        transport = transport(CERTIFICATES.trust());
    }

    @AfterEach
    void stop() {
        transport.close();
        if (server != null) {
            server.close();
        }
    }

    @Test
    void sendsRequestLineHeadersAndBodyUnchanged() {
        serve(responding(200, "", BODY));

        response(exchange("/api/a%26b?vid=a%26sid%3Devil"));

        FaultServer.Request request = server.requests().get(0);
        assertThat(request.line()).isEqualTo("POST /api/a%26b?vid=a%26sid%3Devil HTTP/1.1");
        assertThat(request.head()).containsIgnoringCase("\r\nX-Test: yes\r\n").doesNotContainIgnoringCase("upgrade");
        assertThat(request.body()).isEqualTo(BODY);
    }

    @ParameterizedTest
    @ValueSource(ints = {200, 201, 400, 404, 408, 429, 451, 500, 503, 504})
    void returnsEveryStatusAfterOneRequest(int status) {
        serve(responding(status, "Retry-After: 0\r\n", BODY));

        TransportResult.Response result = response(exchange("/"));

        assertThat(result.status()).isEqualTo(status);
        assertThat(result.body()).isEqualTo(BODY);
        assertThat(server.requests()).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(ints = {301, 302, 307, 308})
    void doesNotFollowRedirects(int status) {
        serve(responding(status, "Location: /elsewhere\r\n", BODY));

        assertThat(response(exchange("/")).status()).isEqualTo(status);
        assertThat(server.requests()).hasSize(1);
    }

    @Test
    void returnsAllValuesOfAHeader() {
        serve(responding(200, "X-Twice: 1\r\nX-Twice: 2\r\n", BODY));

        Map<String, List<String>> headers = response(exchange("/")).headers();

        assertThat(headers.entrySet().stream()
                        .filter(header -> header.getKey().equalsIgnoreCase("x-twice"))
                        .flatMap(header -> header.getValue().stream()))
                .containsExactly("1", "2");
    }

    @Test
    void returnsAnEmptyBody() {
        serve(responding(200, "", new byte[0]));

        assertThat(response(exchange("/")).body()).isEmpty();
    }

    @Test
    void doesNotReturnAnInterimResponse() {
        serve((request, out) -> {
            out.write("HTTP/1.1 103 Early Hints\r\nLink: </x>\r\n\r\n".getBytes(StandardCharsets.ISO_8859_1));
            responding(201, "", BODY).play(request, out);
        });

        assertThat(response(exchange("/")).status()).isEqualTo(201);
    }

    @Test
    void doesNotDecodeTheBody() throws IOException {
        ByteArrayOutputStream zipped = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(zipped)) {
            gzip.write(BODY);
        }
        serve(responding(200, "Content-Encoding: gzip\r\n", zipped.toByteArray()));

        assertThat(response(exchange("/")).body()).isEqualTo(zipped.toByteArray());
    }

    @Test
    void reusesAConnection() {
        serve(responding(200, "", BODY));

        response(exchange("/1"));
        response(exchange("/2"));

        assertThat(server.connections()).isEqualTo(1);
    }

    @Test
    void makesManyExchangesAtTheSameTime() {
        serve(responding(200, "", BODY));

        List<CompletableFuture<TransportResult>> results =
                IntStream.range(0, 64).mapToObj(i -> send("/" + i, GENEROUS)).toList();

        assertThat(results).allSatisfy(result -> response(await(result)));
        assertThat(server.requests()).hasSize(64);
    }

    @Test
    void doesNotRepeatARequestWhenTheConnectionBreaksBeforeTheResponse() {
        serve((request, out) -> {
            throw new IOException("the server closes the connection");
        });

        TransportResult.Failure failed = failed(exchange("/"));

        assertThat(failed.reason()).isEqualTo(Reason.CONNECTION_LOST);
        assertThat(failed.sent()).isEqualTo(Sent.MAYBE);
        assertThat(server.requests()).hasSize(1);
    }

    @Test
    void doesNotRepeatARequestOnAStaleConnection() {
        serve((request, out) -> {
            if (request.line().contains("/stale")) {
                throw new IOException("the server closes the connection");
            }
            responding(200, "", BODY).play(request, out);
        });
        response(exchange("/first"));

        assertThat(failed(exchange("/stale")).reason()).isEqualTo(Reason.CONNECTION_LOST);
        assertThat(server.requests()).hasSize(2);
    }

    @Test
    void reportsATruncatedBody() {
        serve((request, out) -> {
            out.write("HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\nhello".getBytes(StandardCharsets.ISO_8859_1));
            throw new IOException("the server closes the connection");
        });

        assertThat(failed(exchange("/")).reason()).isEqualTo(Reason.CONNECTION_LOST);
    }

    @Test
    void refusesABodyWhoseDeclaredLengthIsTooLarge() {
        serve((request, out) -> {
            out.write("HTTP/1.1 200 OK\r\nContent-Length: 262145\r\n\r\n".getBytes(StandardCharsets.ISO_8859_1));
            out.flush();
            Thread.sleep(Long.MAX_VALUE);
        });

        assertThat(failed(exchange("/")).reason()).isEqualTo(Reason.TOO_LARGE);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Content-Length: 5\r\nContent-Length: 18",
                "Content-Length: 5, 18",
                "Content-Length: -1",
                "Content-Length: many",
                "Content-Length: 5\r\nTransfer-Encoding: chunked"
            })
    void refusesABodyOfAmbiguousLengthAndClosesItsConnection(String lengths) {
        serve(Scripts.writing("HTTP/1.1 200 OK\r\n" + lengths + "\r\n\r\n{\"canary\":\"canary\"}"));

        assertThat(failed(exchange("/")).reason()).isEqualTo(Reason.UNREADABLE);
        eventually(() -> server.closedConnections() == 1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"garbage", "HTTP/1.1 two hundred", "HTTP/1.1 101 Switching Protocols"})
    void closesTheConnectionAfterAMalformedResponse(String line) {
        serve(Scripts.writing(line + "\r\n\r\n"));

        assertThat(failed(exchange("/")).reason()).isEqualTo(Reason.UNREADABLE);
        eventually(() -> server.closedConnections() == 1);
    }

    @Test
    void acceptsABodyOfTheLargestSize() {
        serve(responding(200, "", new byte[256 * 1024]));

        assertThat(response(exchange("/")).body()).hasSize(256 * 1024);
    }

    @Test
    void refusesABodyThatNeverEnds() {
        serve(Scripts.endless());

        assertThat(failed(exchange("/")).reason()).isEqualTo(Reason.TOO_LARGE);
        eventually(() -> server.closedConnections() == 1);
    }

    @Test
    void abortsASlowBodyAtTheDeadline() {
        serve(Scripts.dripping(100));

        assertThat(endsInTime("/", Duration.ofMillis(600)).reason()).isEqualTo(Reason.TIMEOUT);
        eventually(() -> server.closedConnections() == 1);
    }

    @Test
    void abortsAnExchangeWithASilentServerAtTheDeadline() {
        serve(Scripts.silent());

        TransportResult.Failure failed = endsInTime("/", Duration.ofMillis(600));

        assertThat(failed.reason()).isEqualTo(Reason.TIMEOUT);
        assertThat(failed.sent()).isEqualTo(Sent.MAYBE);
    }

    @Test
    void reportsARefusedConnection() throws IOException {
        int port;
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getByName("localhost"))) {
            port = free.getLocalPort();
        }

        TransportResult.Failure failed = failed(await(send(URI.create("https://localhost:" + port + "/"), GENEROUS)));

        assertThat(failed.reason()).isEqualTo(Reason.CONNECT);
        assertThat(failed.sent()).isEqualTo(Sent.NO);
    }

    @Test
    void reportsAnUnknownHost() {
        TransportResult.Failure failed = failed(await(send(URI.create("https://nowhere.invalid/"), GENEROUS)));

        assertThat(failed.reason()).isEqualTo(Reason.DNS);
        assertThat(failed.sent()).isEqualTo(Sent.NO);
    }

    @Test
    void refusesAnExpiredCertificate() {
        refusedByTls(CERTIFICATES.expired());
    }

    @Test
    void refusesACertificateOfAnotherHost() {
        refusedByTls(CERTIFICATES.wrongHost());
    }

    @Test
    void refusesACertificateOfAnUnknownAuthority() {
        refusedByTls(new TestCertificates().localhost());
    }

    @Test
    void refusesAServerWithoutTls() throws IOException {
        try (ServerSocket plain = new ServerSocket(0, 8, InetAddress.getByName("localhost"))) {
            Thread server = new Thread(() -> {
                try (var socket = plain.accept()) {
                    socket.getOutputStream().write("HTTP/1.1 200 OK\r\n\r\n".getBytes(StandardCharsets.ISO_8859_1));
                    socket.getInputStream().readNBytes(1);
                } catch (IOException ended) {
                    // the test has ended
                }
            });
            server.start();

            TransportResult.Failure failed =
                    failed(await(send(URI.create("https://localhost:" + plain.getLocalPort() + "/"), GENEROUS)));

            assertThat(failed.sent()).isEqualTo(Sent.NO);
            assertThat(failed.reason()).isEqualTo(Reason.TLS);
        }
    }

    @Test
    void abortsAStalledTlsHandshakeAtTheDeadline() throws IOException {
        try (ServerSocket mute = new ServerSocket(0, 8, InetAddress.getByName("localhost"))) {
            TransportResult.Failure failed = failed(
                    await(send(URI.create("https://localhost:" + mute.getLocalPort() + "/"), Duration.ofMillis(700))));

            assertThat(failed.reason()).isEqualTo(Reason.CONNECT);
            assertThat(failed.sent()).isEqualTo(Sent.NO);
        }
    }

    @Test
    void cancellingTheFutureClosesTheConnection() {
        serve((request, out) -> {
            while (true) {
                out.write("HTTP/1.1 100 Continue\r\n\r\n".getBytes(StandardCharsets.ISO_8859_1));
                out.flush();
                Thread.sleep(50);
            }
        });
        CompletableFuture<TransportResult> result = send("/", GENEROUS);
        eventually(() -> server.requests().size() == 1);

        result.cancel(true);

        eventually(() -> server.closedConnections() == 1);
    }

    @Test
    void closingFailsExchangesInFlightAndLaterOnes() {
        serve(Scripts.silent());
        CompletableFuture<TransportResult> inFlight = send("/", GENEROUS);
        eventually(() -> server.requests().size() == 1);

        transport.close();
        transport.close();

        assertThat(failed(await(inFlight)).reason()).isEqualTo(Reason.CLOSED);
        TransportResult.Failure later = failed(exchange("/later"));
        assertThat(later.reason()).isEqualTo(Reason.CLOSED);
        assertThat(later.sent()).isEqualTo(Sent.NO);
    }

    @Test
    void refusesAUriThatIsNotHttps() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> send(URI.create("http://localhost:1/"), GENEROUS))
                .withMessageContaining("https");
    }

    private void refusedByTls(SSLContext context) {
        server = FaultServer.start(context, responding(200, "", BODY));

        TransportResult.Failure failed = failed(exchange("/"));

        assertThat(failed.reason()).isEqualTo(Reason.TLS);
        assertThat(failed.sent()).isEqualTo(Sent.NO);
        assertThat(server.requests()).isEmpty();
    }

    private TransportResult.Failure endsInTime(String path, Duration deadline) {
        warmUp();
        long begun = System.nanoTime();
        TransportResult.Failure failed = failed(await(send(path, deadline)));
        assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(deadline.plus(TOLERANCE));
        return failed;
    }

    /** Loads classes and completes a TLS handshake before time is measured. */
    private void warmUp() {
        try (FaultServer healthy = FaultServer.start(CERTIFICATES.localhost(), responding(200, "", BODY))) {
            response(await(send(healthy.uri(), GENEROUS)));
        }
    }

    private void serve(Script script) {
        server = FaultServer.start(CERTIFICATES.localhost(), script);
    }

    private TransportResult exchange(String path) {
        return await(send(path, GENEROUS));
    }

    private CompletableFuture<TransportResult> send(String path, Duration deadline) {
        return send(server.uri().resolve(path), deadline);
    }

    private CompletableFuture<TransportResult> send(URI uri, Duration deadline) {
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put("Content-Type", "application/json");
        headers.put("X-Test", "yes");
        return transport.exchange(
                new TransportRequest("POST", uri, headers, BODY), Deadline.in(deadline, System::nanoTime));
    }

    private static TransportResult await(CompletableFuture<TransportResult> result) {
        return result.orTimeout(30, TimeUnit.SECONDS).join();
    }

    private static TransportResult.Response response(TransportResult result) {
        assertThat(result).isInstanceOf(TransportResult.Response.class);
        return (TransportResult.Response) result;
    }

    private static TransportResult.Failure failed(TransportResult result) {
        assertThat(result).isInstanceOf(TransportResult.Failure.class);
        return (TransportResult.Failure) result;
    }

    private static void eventually(BooleanSupplier condition) {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(10);
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).as("the server saw it in time").isLessThan(end);
            Thread.onSpinWait();
        }
    }
}
