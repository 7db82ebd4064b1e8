package io.monitorapi.http.jdk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.monitorapi.error.Sent;
import io.monitorapi.http.testkit.FaultServer;
import io.monitorapi.http.testkit.Scripts;
import io.monitorapi.http.testkit.TestCertificates;
import io.monitorapi.http.transport.HttpTransport;
import io.monitorapi.http.transport.TransportRequest;
import io.monitorapi.http.transport.TransportResult;
import io.monitorapi.port.Deadline;
import io.monitorapi.testkit.VirtualTime;
import java.lang.management.ManagementFactory;
import java.net.Socket;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.LongStream;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509ExtendedTrustManager;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Behaviour of this transport beyond the contract of all transports. */
@Isolated("one test sets a system property")
class JdkHttpTransportTest {

    private static final String RETRY = "jdk.httpclient.enableAllMethodRetry";
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

    @ParameterizedTest
    @ValueSource(strings = {"", "true"})
    void cannotBeBuiltWhenTheJdkClientRepeatsRequestsOfAllMethods(String value) {
        System.setProperty(RETRY, value);
        try {
            assertThatIllegalStateException()
                    .isThrownBy(() -> JdkHttpTransport.builder().build())
                    .withMessageContaining(RETRY);
            System.setProperty(RETRY, "false");
            JdkHttpTransport.builder().build().close();
        } finally {
            System.clearProperty(RETRY);
        }
    }

    /** A check of a certificate may take seconds, for example when it queries an OCSP server. */
    @Test
    void aSlowCheckOfACertificateDelaysNoOtherExchangeAndNoDeadline() throws Exception {
        BlockingTrustManager blocking = new BlockingTrustManager();
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, new TrustManager[] {blocking}, null);
        try (FaultServer server = healthy();
                JdkHttpTransport transport = JdkHttpTransport.builder()
                        .sslContext(context)
                        .connectTimeout(Duration.ofMinutes(5))
                        .build()) {
            CompletableFuture<TransportResult> blocked = transport.exchange(
                    new TransportRequest("POST", server.uri(), Map.of(), new byte[] {'{', '}'}),
                    Deadline.in(Duration.ofMillis(500), System::nanoTime));
            assertThat(blocking.entered.await(20, TimeUnit.SECONDS)).isTrue();

            get(transport, server);

            assertThat(blocked.get(20, TimeUnit.SECONDS))
                    .isInstanceOfSatisfying(
                            TransportResult.Failure.class,
                            failure -> assertThat(failure.sent()).isEqualTo(Sent.NO));
            assertThat(blocking.release.getCount()).isEqualTo(1);
        } finally {
            blocking.release.countDown();
        }
    }

    /** Blocks the first check of a certificate until it is released. */
    private static final class BlockingTrustManager extends X509ExtendedTrustManager {

        private final CountDownLatch entered = new CountDownLatch(1);
        private final CountDownLatch release = new CountDownLatch(1);
        private final AtomicBoolean first = new AtomicBoolean(true);

        private void check() {
            if (first.getAndSet(false)) {
                entered.countDown();
                try {
                    release.await();
                } catch (InterruptedException interrupted) {
                    Thread.currentThread().interrupt();
                }
            }
        }

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type, SSLEngine engine) {
            check();
        }

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type, Socket socket) {
            check();
        }

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type) {
            check();
        }

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type, SSLEngine engine) {}

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type, Socket socket) {}

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type) {}

        @Override
        public X509Certificate[] getAcceptedIssuers() {
            return new X509Certificate[0];
        }
    }

    /** Before JDK 21, one thread of the JDK's client ends with the next garbage collection. */
    @Test
    void closingTheTransportEndsItsThreads() throws Exception {
        try (FaultServer server = healthy()) {
            ThreadGroup group = new ThreadGroup("threads of the transport");
            AtomicReference<JdkHttpTransport> referenced = new AtomicReference<>();
            Thread user = new Thread(group, () -> {
                JdkHttpTransport transport = JdkHttpTransport.builder()
                        .sslContext(CERTIFICATES.trust())
                        .build();
                referenced.set(transport);
                get(transport, server);
                assertThat(group.activeCount()).isGreaterThan(1);
                transport.close();
            });
            user.start();
            user.join();

            long end = System.nanoTime() + Duration.ofSeconds(30).toNanos();
            while (group.activeCount() > 0 && System.nanoTime() < end) {
                System.gc();
                Thread.onSpinWait();
            }
            assertThat(group.activeCount()).isZero();
            assertThat(referenced.get()).isNotNull();
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
            CompletableFuture<?> response = jdkClient.sendAsync(request, HttpResponse.BodyHandlers.ofByteArray());

            CompletableFuture<String> late =
                    new CompletableFuture<String>().completeOnTimeout("still waiting", 3_000, TimeUnit.MILLISECONDS);

            assertThat(CompletableFuture.anyOf(response.handle((done, failure) -> "ended"), late)
                            .join())
                    .isEqualTo(Runtime.version().feature() >= 26 ? "ended" : "still waiting");
            response.cancel(true);
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
                        CERTIFICATES.localhost(), Scripts.responding(307, "Location: /elsewhere\r\n", new byte[0]));
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
        return FaultServer.start(CERTIFICATES.localhost(), Scripts.responding(200, "", new byte[] {'{', '}'}));
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
