package io.monitorapi.http.jdk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.monitorapi.http.testkit.FaultServer;
import io.monitorapi.http.testkit.Scripts;
import io.monitorapi.http.testkit.TestCertificates;
import io.monitorapi.http.transport.HttpTransport;
import io.monitorapi.http.transport.TransportRequest;
import io.monitorapi.http.transport.TransportResult;
import io.monitorapi.port.Deadline;
import io.monitorapi.testkit.VirtualTime;
import java.lang.management.ManagementFactory;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;

/** Behaviour of this transport beyond the contract of all transports. */
@Isolated("one test sets a system property")
class JdkHttpTransportTest {

    private static final String SWITCH = "jdk.internal.httpclient.disableHostnameVerification";
    private static final TestCertificates CERTIFICATES = new TestCertificates();

    @Test
    void cannotBeBuiltWhenHostNamesAreNotVerified() {
        System.setProperty(SWITCH, "");
        try {
            assertThatIllegalStateException()
                    .isThrownBy(() -> JdkHttpTransport.builder().build())
                    .withMessageContaining(SWITCH);
        } finally {
            System.clearProperty(SWITCH);
        }
    }

    @Test
    void doesNotReuseAConnectionThatWasIdleForMoreThan25Seconds() throws Exception {
        VirtualTime time = new VirtualTime();
        try (FaultServer server = healthy();
                JdkHttpTransport transport = JdkHttpTransport.builder()
                        .sslContext(CERTIFICATES.trust())
                        .nanoTime(time)
                        .build()) {
            get(transport, server);
            time.advance(Duration.ofSeconds(25));
            get(transport, server);
            assertThat(server.connections()).isEqualTo(1);

            time.advance(Duration.ofSeconds(26));
            get(transport, server);

            assertThat(server.connections()).isEqualTo(2);
        }
    }

    /**
     * On one or two processors, the JDK before 25 starts a thread for the future of each exchange. The server and other tests
     * start threads, too, so the lowest count of three rounds is used.
     */
    @Test
    void startsNoThreadForAnExchange() throws Exception {
        try (FaultServer server = healthy();
                JdkHttpTransport transport = JdkHttpTransport.builder()
                        .sslContext(CERTIFICATES.trust())
                        .build()) {
            get(transport, server);

            long fewest = LongStream.generate(() -> threadsOfAHundredExchanges(transport, server))
                    .limit(3)
                    .min()
                    .orElseThrow();

            assertThat(fewest).isLessThan(50);
            assertThat(server.connections()).isEqualTo(1);
        }
    }

    private static long threadsOfAHundredExchanges(HttpTransport transport, FaultServer server) {
        long before = ManagementFactory.getThreadMXBean().getTotalStartedThreadCount();
        for (int i = 0; i < 100; i++) {
            get(transport, server);
        }
        return ManagementFactory.getThreadMXBean().getTotalStartedThreadCount() - before;
    }

    /** The control of the contract's test: the client's own timeout does not cover the body. */
    @Test
    void theTimeoutOfTheJdkClientAloneDoesNotCoverTheBody() throws Exception {
        try (FaultServer server = FaultServer.start(CERTIFICATES.localhost(), Scripts.dripping(100))) {
            HttpClient jdkClient =
                    HttpClient.newBuilder().sslContext(CERTIFICATES.trust()).build();
            HttpRequest request = HttpRequest.newBuilder(server.uri())
                    .timeout(Duration.ofMillis(1_500))
                    .build();
            CompletableFuture<?> answer = jdkClient.sendAsync(request, HttpResponse.BodyHandlers.ofByteArray());

            CompletableFuture<String> late =
                    new CompletableFuture<String>().completeOnTimeout("still waiting", 3_000, TimeUnit.MILLISECONDS);

            assertThat(CompletableFuture.anyOf(answer.handle((done, failure) -> "ended"), late)
                            .join())
                    .isEqualTo(Runtime.version().feature() >= 26 ? "ended" : "still waiting");
            answer.cancel(true);
        }
    }

    @Test
    void namesTheSettingThatIsInvalid() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> JdkHttpTransport.builder().connectTimeout(Duration.ZERO))
                .withMessageContaining("connectTimeout");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> JdkHttpTransport.builder().maxBody(0))
                .withMessageContaining("maxBody");
    }

    @Test
    void aCustomizerCannotEnableRedirects() throws Exception {
        try (FaultServer server = FaultServer.start(
                        CERTIFICATES.localhost(), Scripts.answering(307, "Location: /elsewhere\r\n", new byte[0]));
                JdkHttpTransport transport = JdkHttpTransport.builder()
                        .sslContext(CERTIFICATES.trust())
                        .customize(client -> client.followRedirects(HttpClient.Redirect.ALWAYS))
                        .build()) {
            TransportResult result = transport
                    .exchange(
                            new TransportRequest("GET", server.uri(), Map.of(), new byte[0]),
                            Deadline.in(Duration.ofSeconds(20), System::nanoTime))
                    .join();

            assertThat(result)
                    .isInstanceOfSatisfying(
                            TransportResult.Response.class,
                            response -> assertThat(response.status()).isEqualTo(307));
            assertThat(server.requests()).hasSize(1);
        }
    }

    @Test
    void customizersAreCalledInOrder() {
        StringBuilder order = new StringBuilder();
        JdkHttpTransport.builder()
                .customize(client -> order.append("first "))
                .customize(client -> order.append("second"))
                .build()
                .close();

        assertThat(order).hasToString("first second");
    }

    private static FaultServer healthy() {
        return FaultServer.start(CERTIFICATES.localhost(), Scripts.answering(200, "", new byte[] {'{', '}'}));
    }

    private static void get(HttpTransport transport, FaultServer server) {
        TransportResult result = transport
                .exchange(
                        new TransportRequest("POST", server.uri(), Map.of(), new byte[] {'{', '}'}),
                        Deadline.in(Duration.ofSeconds(20), System::nanoTime))
                .join();
        assertThat(result).isInstanceOf(TransportResult.Response.class);
    }
}
