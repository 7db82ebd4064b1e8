package io.monitorapi.http;

import static io.monitorapi.http.ScriptedTransport.ACCEPTED;
import static io.monitorapi.http.ScriptedTransport.reply;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import io.monitorapi.MonitorService;
import io.monitorapi.engagement.EngagementRequest;
import io.monitorapi.error.Reason;
import io.monitorapi.error.Sent;
import io.monitorapi.http.HttpMonitor.Builder;
import io.monitorapi.http.transport.TransportResult;
import io.monitorapi.testkit.Samples;
import java.net.URI;
import java.time.Duration;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class HttpMonitorTest {

    private final ScriptedTransport transport = new ScriptedTransport();

    @Test
    void sendsTheRequestToTheService() {
        transport.respondsWith(reply(201, ACCEPTED));

        try (MonitorService service = valid().build()) {
            assertThat(service.getEngagement(Samples.visitor(), EngagementRequest.empty())
                            .session())
                    .isEqualTo(Samples.session(1));
        }
    }

    @Test
    void retriesRequestsThatWereNotSentByDefault() {
        transport.respondsWith(new TransportResult.Failure(Reason.CONNECT, Sent.NO, null, null), reply(201, ACCEPTED));

        try (MonitorService service = valid().build()) {
            service.getEngagement(Samples.visitor(), EngagementRequest.empty());
        }

        assertThat(transport.requests()).hasSize(2);
    }

    @Test
    void leavesAGivenTransportOpen() {
        valid().build().close();

        assertThat(transport.isClosed()).isFalse();
    }

    @Test
    void sendsNothingBeforeTheFirstCall() {
        valid().build().close();

        assertThat(transport.requests()).isEmpty();
    }

    static Stream<Arguments> wrong() {
        return Stream.of(
                setting("accountId", own -> own.accountId("")),
                setting("accountId", own -> own.accountId(" ")),
                setting("accountId", own -> own.accountId("a/b")),
                setting("accountId", own -> own.accountId("..")),
                setting("accountId", own -> own.accountId("a".repeat(21))),
                setting("accountId", own -> own.accountId("\u0663")),
                setting("appInstallationId", own -> own.appInstallationId("\t")),
                setting("appInstallationId", own -> own.appInstallationId(".")),
                setting("appInstallationId", own -> own.appInstallationId("..")),
                setting("appInstallationId", own -> own.appInstallationId("\uD800")),
                setting("baseUri", own -> own.baseUri(URI.create("http://monitor.example"))),
                setting("baseUri", own -> own.baseUri(URI.create("HTTP://127.0.0.1:80"))),
                setting("baseUri", own -> own.baseUri(URI.create("ftp://monitor.example"))),
                setting("baseUri", own -> own.baseUri(URI.create("monitor.example"))),
                setting("baseUri", own -> own.baseUri(URI.create(""))),
                setting("baseUri", own -> own.baseUri(URI.create("https:monitor.example"))),
                setting("baseUri", own -> own.baseUri(URI.create("https:///x"))),
                setting("baseUri", own -> own.baseUri(URI.create("https://user@monitor.example"))),
                setting("baseUri", own -> own.baseUri(URI.create("https://monitor.example?x"))),
                setting("baseUri", own -> own.baseUri(URI.create("https://monitor.example#x"))),
                setting("baseUri", own -> own.baseUri(URI.create("https://monitor.example/api"))),
                setting("baseUri", own -> own.baseUri(URI.create("https://monitor.example:0"))),
                setting("baseUri", own -> own.baseUri(URI.create("https://monitor.example:99999"))),
                setting("baseUri", own -> own.baseUri(URI.create("https://under_score.example"))),
                setting("domainFrontHost", own -> own.domainFrontHost("")),
                setting("domainFrontHost", own -> own.domainFrontHost("http://monitor.example")),
                setting("domainFrontHost", own -> own.domainFrontHost("monitor.example/")),
                setting("domainFrontHost", own -> own.domainFrontHost("u@monitor.example")),
                setting("domainFrontHost", own -> own.domainFrontHost("monitor.example:0")),
                setting("domainFrontHost", own -> own.domainFrontHost("monitor..example")),
                setting("domainFrontHost", own -> own.domainFrontHost("-")),
                setting("allowedServiceHosts", own -> own.allowedServiceHosts("monitor.example")),
                setting("allowedServiceHosts", own -> own.allowedServiceHosts("monitor.example:")),
                setting("allowedServiceHosts", own -> own.allowedServiceHosts("monitor.example:99999")),
                setting("allowedServiceHosts", own -> own.allowedServiceHosts("*.example:443")),
                setting("allowedServiceHosts", own -> own.allowedServiceHosts(" ")),
                setting("apiVersion", own -> own.apiVersion(" ")),
                setting("userAgentSuffix", own -> own.userAgentSuffix("")),
                setting("userAgentSuffix", own -> own.userAgentSuffix("a b")),
                setting("userAgentSuffix", own -> own.userAgentSuffix("é")),
                setting("userAgentSuffix", own -> own.userAgentSuffix("a\r\nX: y")),
                setting("connectTimeout", own -> own.connectTimeout(Duration.ZERO)),
                setting("connectTimeout", own -> own.connectTimeout(Duration.ofSeconds(-1))),
                setting("deadline", own -> own.deadline(Duration.ZERO)),
                setting("attemptLimit", own -> own.attemptLimit(Duration.ofSeconds(-1))),
                setting("maxInFlight", own -> own.maxInFlight(0)),
                setting("maxWaiting", own -> own.maxWaiting(-1)));
    }

    @ParameterizedTest
    @MethodSource("wrong")
    void anInvalidSettingIsNamed(String field, UnaryOperator<Builder> setting) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> setting.apply(valid()).build())
                .withMessageContaining(field);
    }

    static Stream<Arguments> missing() {
        return Stream.of(
                setting("accountId", own -> own.accountId(null)),
                setting("appInstallationId", own -> own.appInstallationId(null)),
                setting("baseUri", own -> own.baseUri(null)),
                setting("domainFrontHost", own -> own.domainFrontHost(null)),
                setting("allowedServiceHosts", own -> own.allowedServiceHosts((String) null)),
                setting("allowedServiceHosts", own -> own.allowedServiceHosts((String[]) null)),
                setting("apiVersion", own -> own.apiVersion(null)),
                setting("userAgentSuffix", own -> own.userAgentSuffix(null)),
                setting("sslContext", own -> own.sslContext(null)),
                setting("proxy", own -> own.proxy(null)),
                setting("proxyAuthenticator", own -> own.proxyAuthenticator(null)),
                setting("connectTimeout", own -> own.connectTimeout(null)),
                setting("transport", own -> own.transport(null)),
                setting("sessionStore", own -> own.sessionStore(null)),
                setting("retryPolicy", own -> own.retryPolicy(null)),
                setting("listener", own -> own.listener(null)),
                setting("lifetime", own -> own.lifetime(null)),
                setting("deadline", own -> own.deadline(null)),
                setting("attemptLimit", own -> own.attemptLimit(null)),
                setting("executor", own -> own.executor(null)),
                setting("clock", own -> own.time(null, null, null)));
    }

    @ParameterizedTest
    @MethodSource("missing")
    void aNullSettingIsNamed(String field, UnaryOperator<Builder> setting) {
        assertThatNullPointerException()
                .isThrownBy(() -> setting.apply(valid()).build())
                .withMessageContaining(field);
    }

    @Test
    void saysThatTheAccountIsMissing() {
        assertThatIllegalArgumentException()
                .isThrownBy(
                        () -> HttpMonitor.builder().appInstallationId("app-1").build())
                .withMessageContaining("accountId is missing");
    }

    @Test
    void saysThatTheAppInstallationIsMissing() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> HttpMonitor.builder().accountId("40001234").build())
                .withMessageContaining("appInstallationId is missing");
    }

    @ParameterizedTest
    @MethodSource("right")
    void acceptsValidSettings(UnaryOperator<Builder> setting) {
        setting.apply(valid()).build().close();
    }

    static Stream<UnaryOperator<Builder>> right() {
        return Stream.of(
                own -> own.accountId("le_12345"),
                own -> own.appInstallationId("any text at all/"),
                own -> own.baseUri(URI.create("https://127.0.0.1:8443/")),
                own -> own.baseUri(URI.create("HTTPS://[::1]:8443")),
                own -> own.domainFrontHost("localhost:8443"),
                own -> own.userAgentSuffix("shop"),
                own -> own.maxWaiting(0));
    }

    private Builder valid() {
        return HttpMonitor.builder()
                .accountId("40001234")
                .appInstallationId("app-1")
                .baseUri(URI.create("https://monitor.example"))
                .transport(transport);
    }

    private static Arguments setting(String field, UnaryOperator<Builder> setting) {
        return Arguments.of(field, setting);
    }
}
