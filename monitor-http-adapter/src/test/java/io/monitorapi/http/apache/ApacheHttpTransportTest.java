package io.monitorapi.http.apache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.monitorapi.error.Reason;
import io.monitorapi.error.Sent;
import io.monitorapi.http.testkit.FaultServer;
import io.monitorapi.http.testkit.FaultServer.Script;
import io.monitorapi.http.testkit.Scripts;
import io.monitorapi.http.testkit.TestCertificates;
import io.monitorapi.http.transport.TransportRequest;
import io.monitorapi.http.transport.TransportResult;
import io.monitorapi.port.Deadline;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ProxySelector;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.apache.hc.client5.http.DnsResolver;
import org.apache.hc.client5.http.SystemDefaultDnsResolver;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Behaviour of this transport beyond the contract of all transports. */
class ApacheHttpTransportTest {

    private static final TestCertificates CERTIFICATES = new TestCertificates();
    private static final byte[] BODY = {'{', '}'};
    private static final Script HEALTHY = Scripts.responding(200, "", BODY);

    @Test
    void isABlockingTransport() {
        try (ApacheHttpTransport transport = ApacheHttpTransport.builder().build()) {
            assertThat(transport.blocking()).isTrue();
        }
    }

    @Test
    void interruptingTheThreadEndsTheExchange() throws Exception {
        try (FaultServer server = FaultServer.start(CERTIFICATES.localhost(), Scripts.silent());
                ApacheHttpTransport transport = builder().build()) {
            CompletableFuture<TransportResult> result = new CompletableFuture<>();
            CompletableFuture<Boolean> flag = new CompletableFuture<>();
            Thread caller = new Thread(() -> {
                result.complete(exchange(transport, server.uri()));
                flag.complete(Thread.currentThread().isInterrupted());
            });
            caller.start();
            eventually(() -> server.requests().size() == 1);

            caller.interrupt();

            assertThat(result.get(10, TimeUnit.SECONDS))
                    .isEqualTo(new TransportResult.Failure(Reason.INTERRUPTED, Sent.MAYBE, null, null));
            assertThat(flag.join()).as("the interrupt flag is set").isTrue();
            eventually(() -> server.closedConnections() == 1);
        }
    }

    @Test
    void closingTheTransportEndsItsThreads() throws Exception {
        try (FaultServer server = FaultServer.start(CERTIFICATES.localhost(), HEALTHY)) {
            ThreadGroup group = new ThreadGroup("threads of the transport");
            Thread user = new Thread(group, () -> {
                try (ApacheHttpTransport transport = builder().build()) {
                    exchange(transport, server.uri());
                    assertThat(group.activeCount()).isGreaterThan(1);
                }
            });
            user.start();
            user.join();

            eventually(() -> group.activeCount() == 0);
        }
    }

    @Test
    void closesIdleConnectionsAtTheirTimeToLive() throws Exception {
        try (FaultServer server = FaultServer.start(CERTIFICATES.localhost(), HEALTHY);
                ApacheHttpTransport transport =
                        builder().timeToLive(Duration.ofMillis(100)).build()) {
            exchange(transport, server.uri());

            eventually(() -> server.closedConnections() == 1);
        }
    }

    @Test
    void waitsForAConnectionUntilItsDeadlineWhenAllAreInUse() throws Exception {
        try (FaultServer server = FaultServer.start(CERTIFICATES.localhost(), Scripts.silent());
                ApacheHttpTransport transport = builder().maxConnections(1).build()) {
            new OnThreads(transport)
                    .exchange(request(server.uri()), Deadline.in(Duration.ofSeconds(20), System::nanoTime));
            eventually(() -> server.requests().size() == 1);

            TransportResult second = transport
                    .exchange(request(server.uri()), Deadline.in(Duration.ofMillis(200), System::nanoTime))
                    .join();

            assertThat(second).isInstanceOfSatisfying(TransportResult.Failure.class, failed -> {
                assertThat(failed.reason()).isEqualTo(Reason.CONNECT);
                assertThat(failed.sent()).isEqualTo(Sent.NO);
            });
            assertThat(server.connections()).isEqualTo(1);
        }
    }

    @Test
    void abortsAResponseWhoseHeadersNeverEnd() throws Exception {
        Script endless = (request, out) -> {
            out.write("HTTP/1.1 200 OK\r\n".getBytes(StandardCharsets.ISO_8859_1));
            while (true) {
                out.write("X-More: and more\r\n".getBytes(StandardCharsets.ISO_8859_1));
            }
        };
        try (FaultServer server = FaultServer.start(CERTIFICATES.localhost(), endless);
                ApacheHttpTransport transport = builder().build()) {
            assertThat(exchange(transport, server.uri()))
                    .isInstanceOfSatisfying(
                            TransportResult.Failure.class,
                            failed -> assertThat(failed.reason()).isEqualTo(Reason.UNREADABLE));
        }
    }

    /** A response of a proxy must not pass for a response of the service. */
    @ParameterizedTest
    @CsvSource({"407, PROXY", "502, CONNECT"})
    void reportsAProxyThatRefusesTheTunnel(int status, Reason reason) throws Exception {
        try (ServerSocket proxy = new ServerSocket(0, 8, InetAddress.getByName("localhost"))) {
            Thread refusing = new Thread(() -> {
                try (Socket socket = proxy.accept()) {
                    socket.getOutputStream()
                            .write(("HTTP/1.1 " + status + " No\r\nContent-Length: 2\r\n\r\nno")
                                    .getBytes(StandardCharsets.ISO_8859_1));
                    socket.getInputStream().readNBytes(1_000);
                } catch (IOException ended) {
                    // the test has ended
                }
            });
            refusing.start();
            try (ApacheHttpTransport transport = builder()
                    .proxy(ProxySelector.of(new InetSocketAddress("localhost", proxy.getLocalPort())))
                    .build()) {
                assertThat(exchange(transport, URI.create("https://service.example/")))
                        .isInstanceOfSatisfying(TransportResult.Failure.class, failed -> {
                            assertThat(failed.reason()).isEqualTo(reason);
                            assertThat(failed.sent()).isEqualTo(Sent.NO);
                        });
            }
        }
    }

    @Test
    void aDnsLookupThatHangsIsAbortedAtItsLimitAndAtTheDeadline() {
        CountDownLatch never = new CountDownLatch(1);
        DnsResolver silent = new SystemDefaultDnsResolver() {
            @Override
            public InetAddress[] resolve(String host) {
                try {
                    never.await();
                } catch (InterruptedException ended) {
                    Thread.currentThread().interrupt();
                }
                return new InetAddress[0];
            }
        };

        assertThatExceptionOfType(UnknownHostException.class)
                .isThrownBy(() -> new BoundedDnsResolver(silent, Duration.ofMillis(50)).resolve("service.example"));
        try (ApacheHttpTransport transport =
                builder().connectTimeout(Duration.ofMinutes(5)).resolver(silent).build()) {
            TransportResult result = transport
                    .exchange(
                            request(URI.create("https://service.example/")),
                            Deadline.in(Duration.ofMillis(300), System::nanoTime))
                    .join();

            assertThat(result).isInstanceOfSatisfying(TransportResult.Failure.class, failure -> {
                assertThat(failure.reason()).isEqualTo(Reason.CONNECT);
                assertThat(failure.sent()).isEqualTo(Sent.NO);
            });
        }
        never.countDown();
    }

    @Test
    void triesTheSecondAddressOfAHostWhenTheFirstRefusesConnections() throws Exception {
        DnsResolver twoAddresses = new SystemDefaultDnsResolver() {
            @Override
            public InetAddress[] resolve(String host) throws UnknownHostException {
                return new InetAddress[] {
                    InetAddress.getByAddress("localhost", new byte[] {127, 0, 0, 77}),
                    InetAddress.getByName("localhost")
                };
            }
        };
        try (FaultServer server = FaultServer.start(CERTIFICATES.localhost(), HEALTHY);
                ApacheHttpTransport transport = builder().resolver(twoAddresses).build()) {
            assertThat(exchange(transport, server.uri())).isInstanceOf(TransportResult.Response.class);
        }
    }

    @Test
    void namesTheSettingThatIsInvalid() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ApacheHttpTransport.builder().connectTimeout(Duration.ZERO))
                .withMessageContaining("connectTimeout");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ApacheHttpTransport.builder().maxBody(0))
                .withMessageContaining("maxBody");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ApacheHttpTransport.builder().maxConnections(0))
                .withMessageContaining("maxConnections");
    }

    private static ApacheHttpTransport.Builder builder() {
        return ApacheHttpTransport.builder()
                .connectTimeout(Duration.ofSeconds(10))
                .sslContext(CERTIFICATES.trust());
    }

    private static TransportResult exchange(ApacheHttpTransport transport, URI uri) {
        return transport
                .exchange(request(uri), Deadline.in(Duration.ofSeconds(20), System::nanoTime))
                .join();
    }

    private static TransportRequest request(URI uri) {
        return new TransportRequest("POST", uri, Map.of(), BODY);
    }

    private static void eventually(BooleanSupplier condition) {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(10);
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime())
                    .as("the condition became true in time")
                    .isLessThan(end);
            Thread.onSpinWait();
        }
    }
}
