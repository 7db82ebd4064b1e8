package io.monitorapi.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.monitorapi.MonitorService;
import io.monitorapi.engagement.EngagementRequest;
import io.monitorapi.error.MonitorException;
import io.monitorapi.error.Reason;
import io.monitorapi.http.apache.ApacheHttpTransport;
import io.monitorapi.http.testkit.ConnectProxy;
import io.monitorapi.http.testkit.FaultServer;
import io.monitorapi.http.testkit.FaultServer.Script;
import io.monitorapi.http.testkit.Scripts;
import io.monitorapi.http.transport.HttpTransport;
import java.net.Authenticator;
import java.net.InetSocketAddress;
import java.net.PasswordAuthentication;
import java.net.ProxySelector;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** The credentials of a proxy are sent to that proxy, and to no server. */
class ProxyCredentialsTest {

    private static final String USER = "proxy-user";
    private static final String PASSWORD = "proxy-password";

    /** Returns credentials to every requestor, as a careless application does. */
    private static final Authenticator FOR_EVERYBODY = new Authenticator() {
        @Override
        protected PasswordAuthentication getPasswordAuthentication() {
            return new PasswordAuthentication(USER, PASSWORD.toCharArray());
        }
    };

    @ParameterizedTest
    @CsvSource({
        "JDK, 'WWW-Authenticate: Basic realm=\"x\"\r\n'",
        "JDK, ''",
        "APACHE, 'WWW-Authenticate: Basic realm=\"x\"\r\n'",
        "APACHE, ''"
    })
    void aServiceThatAsksForCredentialsGetsOneRequestWithoutThem(Transport kind, String challenge) {
        Script unauthorized = Scripts.responding(401, challenge, new byte[0]);
        try (FaultServer server = Calls.serve(unauthorized);
                HttpTransport transport = kind.builder()
                        .sslContext(Calls.certificates().trust())
                        .proxy(ProxySelector.of(null))
                        .proxyAuthenticator(FOR_EVERYBODY)
                        .connectTimeout(Duration.ofSeconds(10))
                        .build();
                MonitorService service = Calls.service(server, transport).build()) {
            MonitorException failure = failure(service);

            assertThat(failure.reason()).isEqualTo(Reason.DENIED);
            assertThat(failure.status()).hasValue(401);
            assertThat(server.requests())
                    .singleElement()
                    .satisfies(request -> assertThat(request.head()).doesNotContainIgnoringCase("authorization"));
        }
    }

    @Test
    void apacheSendsTheCredentialsToTheProxyAndNotToTheService() {
        try (ConnectProxy proxy = new ConnectProxy(USER, PASSWORD);
                FaultServer server = Calls.serve(Calls.good());
                HttpTransport transport = via(proxy, PASSWORD);
                MonitorService service = Calls.service(server, transport).build()) {
            service.getEngagement(Calls.visitor(service, "good"), EngagementRequest.empty());

            assertThat(proxy.requests()).hasSize(2).allMatch(head -> head.startsWith("CONNECT "));
            assertThat(server.requests())
                    .singleElement()
                    .satisfies(request -> assertThat(request.head()).doesNotContainIgnoringCase("authorization"));
        }
    }

    @Test
    void wrongCredentialsFailAsAProxyFailure() {
        try (ConnectProxy proxy = new ConnectProxy(USER, PASSWORD);
                FaultServer server = Calls.serve(Calls.good());
                HttpTransport transport = via(proxy, "wrong");
                MonitorService service = Calls.service(server, transport).build()) {
            assertThat(failure(service).reason()).isEqualTo(Reason.PROXY);
            assertThat(server.requests()).isEmpty();
        }
    }

    /** The control of the tests above. */
    @ParameterizedTest
    @EnumSource(Transport.class)
    void withoutCredentialsTheProxyRefusesTheTunnel(Transport kind) {
        try (ConnectProxy proxy = new ConnectProxy(USER, PASSWORD);
                FaultServer server = Calls.serve(Calls.good());
                HttpTransport transport = kind.builder()
                        .sslContext(Calls.certificates().trust())
                        .proxy(ProxySelector.of(new InetSocketAddress("localhost", proxy.port())))
                        .connectTimeout(Duration.ofSeconds(10))
                        .build();
                MonitorService service = Calls.service(server, transport).build()) {
            assertThat(failure(service).reason()).isEqualTo(Reason.PROXY);
            assertThat(proxy.requests()).hasSize(1);
        }
    }

    private static HttpTransport via(ConnectProxy proxy, String password) {
        return ApacheHttpTransport.builder()
                .sslContext(Calls.certificates().trust())
                .proxy("localhost", proxy.port(), USER, password)
                .connectTimeout(Duration.ofSeconds(10))
                .build();
    }

    private static MonitorException failure(MonitorService service) {
        return catchThrowableOfType(
                MonitorException.class,
                () -> service.getEngagement(Calls.visitor(service, "good"), EngagementRequest.empty()));
    }
}
