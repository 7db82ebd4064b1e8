package io.monitorapi.http;

import static io.monitorapi.http.ScriptedTransport.ACCEPTED;
import static io.monitorapi.http.ScriptedTransport.reply;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.monitorapi.engagement.EngagementRequest;
import io.monitorapi.error.Reason;
import io.monitorapi.error.Sent;
import io.monitorapi.http.transport.TransportRequest;
import io.monitorapi.http.transport.TransportResult;
import io.monitorapi.port.Deadline;
import io.monitorapi.port.GatewayResult;
import io.monitorapi.port.GatewayResult.Accepted;
import io.monitorapi.port.GatewayResult.Failed;
import io.monitorapi.session.MonitorSession;
import io.monitorapi.session.SessionRecord;
import io.monitorapi.testkit.Samples;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class HttpMonitorGatewayTest {

    private static final String PATH = "https://monitor.example/api/account/40001234/app/app-1/engagement?v=1.0";

    private final ScriptedTransport transport = new ScriptedTransport();

    @Test
    void requestsAnEngagementForANewVisitor() {
        fetch(null);

        TransportRequest call = transport.onlyRequest();
        assertThat(call.method()).isEqualTo("POST");
        assertThat(call.uri()).hasToString(PATH);
        assertThat(call.body()).isEqualTo("{}".getBytes());
    }

    @Test
    void sendsAcceptContentTypeAndUserAgent() {
        fetch(null);

        assertThat(transport.onlyRequest().headers())
                .containsEntry("Content-Type", "application/json")
                .containsEntry("Accept", "application/json")
                .containsOnlyKeys("Content-Type", "Accept", "User-Agent")
                .hasEntrySatisfying(
                        "User-Agent", agent -> assertThat(agent).matches("monitor-sdk/\\d+\\.\\d+\\.\\d+\\S*"));
    }

    @Test
    void addsTheApplicationToTheUserAgent() {
        fetch(null, builder -> builder.userAgentSuffix("shop/2.1"));

        assertThat(transport.onlyRequest().headers().get("User-Agent"))
                .startsWith("monitor-sdk/")
                .endsWith(" shop/2.1");
    }

    @Test
    void sendsThePairOfAVisitor() {
        fetch(Samples.paired(1, 1));

        assertThat(transport.onlyRequest().uri()).hasToString(PATH + "&vid=vid-1&sid=sid-1");
    }

    @Test
    void sendsTheVisitorIdAlone() {
        fetch(Samples.visitorOnly(1, 1));

        assertThat(transport.onlyRequest().uri()).hasToString(PATH + "&vid=vid-1");
    }

    @Test
    void encodesIds() {
        MonitorSession hostile = new MonitorSession("a&sid=evil", "#/?+%");
        fetch(new SessionRecord.Paired(hostile, Samples.NOW, Samples.NOW, 1, null));

        assertThat(transport.onlyRequest().uri()).hasToString(PATH + "&vid=a%26sid%3Devil&sid=%23%2F%3F%2B%25");
    }

    @Test
    void encodesTheAppInstallationIdAsOneSegment() {
        fetch(null, builder -> builder.appInstallationId("../a b?"));

        assertThat(transport.onlyRequest().uri().getRawPath())
                .isEqualTo("/api/account/40001234/app/..%2Fa%20b%3F/engagement");
    }

    @Test
    void sendsWhetherItIsOnBehalf() {
        fetch(Samples.paired(1, 1), builder -> builder.onBehalf(true));
        fetch(null, builder -> builder.onBehalf(false));

        assertThat(transport.requests().get(0).uri()).hasToString(PATH + "&vid=vid-1&sid=sid-1&obh=true");
        assertThat(transport.requests().get(1).uri()).hasToString(PATH + "&obh=false");
    }

    @Test
    void sendsAnotherVersion() {
        fetch(null, builder -> builder.apiVersion("1.1"));

        assertThat(transport.onlyRequest().uri().getQuery()).isEqualTo("v=1.1");
    }

    @Test
    void readsTheResponse() {
        assertThat(((Accepted) fetch(null)).session()).isEqualTo(Samples.session(1));
    }

    @Test
    void sendsNothingWhenTheRequestIsTooLarge() {
        EngagementRequest large =
                EngagementRequest.builder().entryPoints("x".repeat(300_000)).build();

        Failed failed = (Failed) resultOf(gateway(own -> own).fetchEngagement(null, large, soon()));

        assertThat(failed.reason()).isEqualTo(Reason.UNSENDABLE);
        assertThat(failed.sent()).isEqualTo(Sent.NO);
        assertThat(transport.requests()).isEmpty();
    }

    @Test
    void cancellingEndsTheExchange() {
        CompletableFuture<TransportResult> exchange = new CompletableFuture<>();
        transport.respondsLater(exchange);

        gateway(own -> own)
                .fetchEngagement(null, EngagementRequest.empty(), soon())
                .cancel(true);

        assertThat(exchange).isCancelled();
    }

    @Test
    void returnsAFailureWhenTheTransportBreaksItsContract() {
        RuntimeException secret = new IllegalStateException("secret");
        transport.respondsLater(CompletableFuture.failedFuture(secret));

        assertThat(resultOf(gateway(own -> own).fetchEngagement(null, EngagementRequest.empty(), soon())))
                .isEqualTo(new Failed(
                        Reason.ADAPTER, Sent.MAYBE, "the transport failed with java.lang.IllegalStateException", null));
    }

    @Test
    void returnsAFailureWhenTheTransportThrows() {
        Failed failed = (Failed) resultOf(gateway(own -> own).fetchEngagement(null, EngagementRequest.empty(), soon()));

        assertThat(failed.reason()).isEqualTo(Reason.ADAPTER);
    }

    @Test
    void returnsAFailureWhenTheTransportCannotBeLoaded() {
        NoClassDefFoundError missing = new NoClassDefFoundError("org/example/Missing");
        transport.throwsOnce(missing);

        assertThat(resultOf(gateway(own -> own).fetchEngagement(null, EngagementRequest.empty(), soon())))
                .isEqualTo(new Failed(
                        Reason.ADAPTER,
                        Sent.MAYBE,
                        "the transport failed with java.lang.NoClassDefFoundError",
                        missing));
    }

    @Test
    void returnsAFailureWhenTheTransportReturnsNull() {
        transport.respondsLater(CompletableFuture.completedFuture(null));

        Failed failed = (Failed) resultOf(gateway(own -> own).fetchEngagement(null, EngagementRequest.empty(), soon()));

        assertThat(failed.reason()).isEqualTo(Reason.ADAPTER);
    }

    @Test
    void blocksIfItsTransportDoes() {
        assertThat(gateway(own -> own).blocking()).isFalse();
        transport.blocks();
        assertThat(gateway(own -> own).blocking()).isTrue();
    }

    @Test
    void doesNotCloseAGivenTransport() {
        gateway(own -> own).close();

        assertThat(transport.isClosed()).isFalse();
    }

    @Test
    void closesATransportOfItsOwn() {
        HttpMonitorGateway own = HttpMonitorGateway.builder()
                .accountId("40001234")
                .appInstallationId("app-1")
                .baseUri(URI.create("https://127.0.0.1:1"))
                .build();
        own.close();

        Failed failed = (Failed) resultOf(own.fetchEngagement(null, EngagementRequest.empty(), soon()));

        assertThat(failed.reason()).isEqualTo(Reason.CLOSED);
        assertThat(failed.sent()).isEqualTo(Sent.NO);
    }

    @Test
    void keepsItsHeadersWhateverATransportDoes() {
        fetch(null);

        assertThat(transport.onlyRequest().headers()).isUnmodifiable();
    }

    @Test
    void refusesSettingsThatAGivenTransportWouldIgnore() throws Exception {
        SSLContext context = SSLContext.getDefault();

        assertThatIllegalArgumentException()
                .isThrownBy(() -> gateway(builder -> builder.sslContext(context)))
                .withMessageContaining("sslContext");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> gateway(builder -> builder.connectTimeout(Duration.ofSeconds(1))))
                .withMessageContaining("connectTimeout");
    }

    private GatewayResult fetch(@Nullable SessionRecord record) {
        return fetch(record, own -> own);
    }

    private GatewayResult fetch(@Nullable SessionRecord record, UnaryOperator<HttpMonitorGateway.Builder> settings) {
        transport.respondsWith(reply(201, ACCEPTED));
        return resultOf(gateway(settings).fetchEngagement(record, EngagementRequest.empty(), soon()));
    }

    private HttpMonitorGateway gateway(UnaryOperator<HttpMonitorGateway.Builder> settings) {
        return settings.apply(HttpMonitorGateway.builder()
                        .accountId("40001234")
                        .appInstallationId("app-1")
                        .baseUri(URI.create("https://monitor.example"))
                        .transport(transport))
                .build();
    }

    private static Deadline soon() {
        return Deadline.in(Duration.ofSeconds(10), System::nanoTime);
    }

    private static GatewayResult resultOf(CompletableFuture<GatewayResult> result) {
        return result.orTimeout(10, TimeUnit.SECONDS).join();
    }
}
