package io.monitorapi.http.testkit;

import static io.monitorapi.http.testkit.Scripts.answering;
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

/** What every transport promises; extend it in the test of yours. */
public abstract class HttpTransportContract {

    private static final TestCertificates CERTIFICATES = new TestCertificates();
    private static final byte[] BODY = "{\"städte\":[\"Köln\"]}".getBytes(StandardCharsets.UTF_8);
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final Duration OVERRUN = Duration.ofMillis(250);

    private HttpTransport transport;
    private FaultServer server;

    /** {@return a transport with a body limit of 256 KiB that trusts as the context says} */
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
    void carriesRequestLineHeadersAndBodyAsTheyAre() {
        serve(answering(200, "", BODY));

        replied(exchange("/api/a%26b?vid=a%26sid%3Devil"));

        FaultServer.Request request = server.requests().get(0);
        assertThat(request.line()).isEqualTo("POST /api/a%26b?vid=a%26sid%3Devil HTTP/1.1");
        assertThat(request.head()).containsIgnoringCase("\r\nX-Test: yes\r\n").doesNotContainIgnoringCase("upgrade");
        assertThat(request.body()).isEqualTo(BODY);
    }

    @ParameterizedTest
    @ValueSource(ints = {200, 201, 400, 404, 408, 429, 451, 500, 503, 504})
    void bringsEveryStatusBackAfterOneRequest(int status) {
        serve(answering(status, "Retry-After: 0\r\n", BODY));

        TransportResult.Response answer = replied(exchange("/"));

        assertThat(answer.status()).isEqualTo(status);
        assertThat(answer.body()).isEqualTo(BODY);
        assertThat(server.requests()).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(ints = {301, 302, 307, 308})
    void followsNoRedirect(int status) {
        serve(answering(status, "Location: /elsewhere\r\n", BODY));

        assertThat(replied(exchange("/")).status()).isEqualTo(status);
        assertThat(server.requests()).hasSize(1);
    }

    @Test
    void bringsAllValuesOfAHeaderBack() {
        serve(answering(200, "X-Twice: 1\r\nX-Twice: 2\r\n", BODY));

        Map<String, List<String>> headers = replied(exchange("/")).headers();

        assertThat(headers.entrySet().stream()
                        .filter(header -> header.getKey().equalsIgnoreCase("x-twice"))
                        .flatMap(header -> header.getValue().stream()))
                .containsExactly("1", "2");
    }

    @Test
    void bringsAnEmptyBodyBack() {
        serve(answering(200, "", new byte[0]));

        assertThat(replied(exchange("/")).body()).isEmpty();
    }

    @Test
    void takesNoInterimAnswerForTheFinalOne() {
        serve((request, out) -> {
            out.write("HTTP/1.1 103 Early Hints\r\nLink: </x>\r\n\r\n".getBytes(StandardCharsets.ISO_8859_1));
            answering(201, "", BODY).play(request, out);
        });

        assertThat(replied(exchange("/")).status()).isEqualTo(201);
    }

    @Test
    void decodesNothing() throws IOException {
        ByteArrayOutputStream zipped = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(zipped)) {
            gzip.write(BODY);
        }
        serve(answering(200, "Content-Encoding: gzip\r\n", zipped.toByteArray()));

        assertThat(replied(exchange("/")).body()).isEqualTo(zipped.toByteArray());
    }

    @Test
    void usesAConnectionAgain() {
        serve(answering(200, "", BODY));

        replied(exchange("/1"));
        replied(exchange("/2"));

        assertThat(server.connections()).isEqualTo(1);
    }

    @Test
    void carriesManyExchangesAtTheSameTime() {
        serve(answering(200, "", BODY));

        List<CompletableFuture<TransportResult>> answers =
                IntStream.range(0, 64).mapToObj(i -> send("/" + i, PATIENCE)).toList();

        assertThat(answers).allSatisfy(answer -> replied(await(answer)));
        assertThat(server.requests()).hasSize(64);
    }

    @Test
    void repeatsNothingWhenTheConnectionBreaksBeforeTheAnswer() {
        serve((request, out) -> {
            throw new IOException("break");
        });

        TransportResult.Failure failed = failed(exchange("/"));

        assertThat(failed.reason()).isEqualTo(Reason.CONNECTION_LOST);
        assertThat(failed.sent()).isEqualTo(Sent.MAYBE);
        assertThat(server.requests()).hasSize(1);
    }

    @Test
    void repeatsNothingOnAStaleConnection() {
        serve((request, out) -> {
            if (request.line().contains("/stale")) {
                throw new IOException("break");
            }
            answering(200, "", BODY).play(request, out);
        });
        replied(exchange("/first"));

        assertThat(failed(exchange("/stale")).reason()).isEqualTo(Reason.CONNECTION_LOST);
        assertThat(server.requests()).hasSize(2);
    }

    @Test
    void tellsABodyThatIsCutShort() {
        serve((request, out) -> {
            out.write("HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\nhello".getBytes(StandardCharsets.ISO_8859_1));
            throw new IOException("break");
        });

        assertThat(failed(exchange("/")).reason()).isEqualTo(Reason.CONNECTION_LOST);
    }

    @Test
    void refusesABodyThatIsDeclaredTooLarge() {
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
    void refusesABodyOfUnclearLengthAndItsConnection(String lengths) {
        serve(Scripts.writing("HTTP/1.1 200 OK\r\n" + lengths + "\r\n\r\n{\"canary\":\"canary\"}"));

        assertThat(failed(exchange("/")).reason()).isEqualTo(Reason.UNREADABLE);
        eventually(() -> server.closedConnections() == 1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"garbage", "HTTP/1.1 two hundred", "HTTP/1.1 101 Switching Protocols"})
    void closesAConnectionThatSpeaksNoHttp(String line) {
        serve(Scripts.writing(line + "\r\n\r\n"));

        assertThat(failed(exchange("/")).reason()).isEqualTo(Reason.UNREADABLE);
        eventually(() -> server.closedConnections() == 1);
    }

    @Test
    void takesABodyOfTheLargestSize() {
        serve(answering(200, "", new byte[256 * 1024]));

        assertThat(replied(exchange("/")).body()).hasSize(256 * 1024);
    }

    @Test
    void refusesABodyThatNeverEnds() {
        serve(Scripts.endless());

        assertThat(failed(exchange("/")).reason()).isEqualTo(Reason.TOO_LARGE);
        eventually(() -> server.closedConnections() == 1);
    }

    @Test
    void givesABodyThatDripsUpAtTheDeadline() {
        serve(Scripts.dripping(100));

        assertThat(endsInTime("/", Duration.ofMillis(600)).reason()).isEqualTo(Reason.TIMEOUT);
        eventually(() -> server.closedConnections() == 1);
    }

    @Test
    void givesASilentServerUpAtTheDeadline() {
        serve(Scripts.silent());

        TransportResult.Failure failed = endsInTime("/", Duration.ofMillis(600));

        assertThat(failed.reason()).isEqualTo(Reason.TIMEOUT);
        assertThat(failed.sent()).isEqualTo(Sent.MAYBE);
    }

    @Test
    void tellsARefusedConnection() throws IOException {
        int port;
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getByName("localhost"))) {
            port = free.getLocalPort();
        }

        TransportResult.Failure failed = failed(await(send(URI.create("https://localhost:" + port + "/"), PATIENCE)));

        assertThat(failed.reason()).isEqualTo(Reason.CONNECT);
        assertThat(failed.sent()).isEqualTo(Sent.NO);
    }

    @Test
    void tellsAnUnknownHost() {
        TransportResult.Failure failed = failed(await(send(URI.create("https://nowhere.invalid/"), PATIENCE)));

        assertThat(failed.reason()).isEqualTo(Reason.DNS);
        assertThat(failed.sent()).isEqualTo(Sent.NO);
    }

    @Test
    void trustsNoExpiredCertificate() {
        refusedByTls(CERTIFICATES.expired());
    }

    @Test
    void trustsNoCertificateOfAnotherHost() {
        refusedByTls(CERTIFICATES.wrongHost());
    }

    @Test
    void trustsNoUnknownAuthority() {
        refusedByTls(new TestCertificates().localhost());
    }

    @Test
    void speaksToNoServerWithoutTls() throws IOException {
        try (ServerSocket plain = new ServerSocket(0, 8, InetAddress.getByName("localhost"))) {
            Thread answers = new Thread(() -> {
                try (var socket = plain.accept()) {
                    socket.getOutputStream().write("HTTP/1.1 200 OK\r\n\r\n".getBytes(StandardCharsets.ISO_8859_1));
                    socket.getInputStream().readNBytes(1);
                } catch (IOException over) {
                    // the test is over
                }
            });
            answers.start();

            TransportResult.Failure failed =
                    failed(await(send(URI.create("https://localhost:" + plain.getLocalPort() + "/"), PATIENCE)));

            assertThat(failed.sent()).isEqualTo(Sent.NO);
            assertThat(failed.reason()).isEqualTo(Reason.TLS);
        }
    }

    @Test
    void givesAHandshakeThatStallsUp() throws IOException {
        try (ServerSocket mute = new ServerSocket(0, 8, InetAddress.getByName("localhost"))) {
            TransportResult.Failure failed = failed(
                    await(send(URI.create("https://localhost:" + mute.getLocalPort() + "/"), Duration.ofMillis(700))));

            assertThat(failed.reason()).isEqualTo(Reason.CONNECT);
            assertThat(failed.sent()).isEqualTo(Sent.NO);
        }
    }

    @Test
    void cancellingEndsTheConnection() {
        serve((request, out) -> {
            while (true) {
                out.write("HTTP/1.1 100 Continue\r\n\r\n".getBytes(StandardCharsets.ISO_8859_1));
                out.flush();
                Thread.sleep(50);
            }
        });
        CompletableFuture<TransportResult> answer = send("/", PATIENCE);
        eventually(() -> server.requests().size() == 1);

        answer.cancel(true);

        eventually(() -> server.closedConnections() == 1);
    }

    @Test
    void closingEndsWhatIsUnderWayAndLaterExchanges() {
        serve(Scripts.silent());
        CompletableFuture<TransportResult> underway = send("/", PATIENCE);
        eventually(() -> server.requests().size() == 1);

        transport.close();
        transport.close();

        assertThat(failed(await(underway)).reason()).isEqualTo(Reason.CLOSED);
        TransportResult.Failure later = failed(exchange("/later"));
        assertThat(later.reason()).isEqualTo(Reason.CLOSED);
        assertThat(later.sent()).isEqualTo(Sent.NO);
    }

    @Test
    void sendsNothingInTheClear() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> send(URI.create("http://localhost:1/"), PATIENCE))
                .withMessageContaining("https");
    }

    private void refusedByTls(SSLContext context) {
        server = FaultServer.start(context, answering(200, "", BODY));

        TransportResult.Failure failed = failed(exchange("/"));

        assertThat(failed.reason()).isEqualTo(Reason.TLS);
        assertThat(failed.sent()).isEqualTo(Sent.NO);
        assertThat(server.requests()).isEmpty();
    }

    private TransportResult.Failure endsInTime(String path, Duration deadline) {
        warmUp();
        long begun = System.nanoTime();
        TransportResult.Failure failed = failed(await(send(path, deadline)));
        assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(deadline.plus(OVERRUN));
        return failed;
    }

    /** Classes are loaded and TLS is warm before time is measured. */
    private void warmUp() {
        try (FaultServer healthy = FaultServer.start(CERTIFICATES.localhost(), answering(200, "", BODY))) {
            replied(await(send(healthy.uri(), PATIENCE)));
        }
    }

    private void serve(Script script) {
        server = FaultServer.start(CERTIFICATES.localhost(), script);
    }

    private TransportResult exchange(String path) {
        return await(send(path, PATIENCE));
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

    private static TransportResult await(CompletableFuture<TransportResult> answer) {
        return answer.orTimeout(30, TimeUnit.SECONDS).join();
    }

    private static TransportResult.Response replied(TransportResult answer) {
        assertThat(answer).isInstanceOf(TransportResult.Response.class);
        return (TransportResult.Response) answer;
    }

    private static TransportResult.Failure failed(TransportResult answer) {
        assertThat(answer).isInstanceOf(TransportResult.Failure.class);
        return (TransportResult.Failure) answer;
    }

    private static void eventually(BooleanSupplier condition) {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(10);
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).as("the server saw it in time").isLessThan(end);
            Thread.onSpinWait();
        }
    }
}
