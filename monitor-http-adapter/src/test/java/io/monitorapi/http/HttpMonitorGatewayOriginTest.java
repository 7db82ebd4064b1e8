package io.monitorapi.http;

import static io.monitorapi.http.ScriptedTransport.ACCEPTED;
import static io.monitorapi.http.ScriptedTransport.reply;
import static org.assertj.core.api.Assertions.assertThat;

import io.monitorapi.engagement.EngagementRequest;
import io.monitorapi.error.Reason;
import io.monitorapi.error.Sent;
import io.monitorapi.http.transport.TransportResult;
import io.monitorapi.port.Deadline;
import io.monitorapi.port.GatewayResult;
import io.monitorapi.port.GatewayResult.Accepted;
import io.monitorapi.port.GatewayResult.Failed;
import io.monitorapi.testkit.VirtualTime;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A gateway that gets the host of the service from the Domain API. */
class HttpMonitorGatewayOriginTest {

    private static final String DOMAIN_API = "api.liveperson.net";
    private static final String FIRST = "va.v.liveperson.net";
    private static final String SECOND = "lo.v.liveperson.net";

    private final VirtualTime time = new VirtualTime();
    private final ScriptedTransport transport = new ScriptedTransport();
    private final HttpMonitorGateway gateway = HttpMonitorGateway.builder()
            .accountId("40001234")
            .appInstallationId("app-1")
            .transport(transport)
            .time(time, time)
            .build();

    @Test
    void usesTheHostThatTheDomainApiNames() {
        transport.respondsWith(names(FIRST), reply(201, ACCEPTED), reply(200, ACCEPTED));

        assertThat(fetch()).isInstanceOf(Accepted.class);
        assertThat(fetch()).isInstanceOf(Accepted.class);

        assertThat(transport.requests())
                .extracting(call -> call.uri().getHost())
                .containsExactly(DOMAIN_API, FIRST, FIRST);
    }

    @Test
    void sendsNothingWithoutAHost() {
        transport.respondsWith(names("evil.example"));

        Failed failed = (Failed) fetch();

        assertThat(failed.reason()).isEqualTo(Reason.DOMAIN_UNRESOLVED);
        assertThat(failed.sent()).isEqualTo(Sent.NO);
        assertThat(transport.onlyRequest().uri().getHost()).isEqualTo(DOMAIN_API);
    }

    @ParameterizedTest
    @EnumSource(
            value = Reason.class,
            names = {"CONNECT", "DNS", "TLS"})
    void looksUpAnotherHostAfterAFailedConnection(Reason reason) {
        transport.respondsWith(
                names(FIRST), reply(201, ACCEPTED), failure(reason), names(SECOND), reply(201, ACCEPTED));

        fetchTwiceAndOnceMore();

        assertThat(transport.requests())
                .extracting(call -> call.uri().getHost())
                .containsExactly(DOMAIN_API, FIRST, FIRST, DOMAIN_API, SECOND);
    }

    @ParameterizedTest
    @EnumSource(
            value = Reason.class,
            names = {"TIMEOUT", "CONNECTION_LOST", "PROXY", "CLOSED"})
    void keepsTheHostAfterOtherFailures(Reason reason) {
        transport.respondsWith(names(FIRST), reply(201, ACCEPTED), failure(reason), reply(201, ACCEPTED));

        fetchTwiceAndOnceMore();

        assertThat(transport.requests())
                .extracting(call -> call.uri().getHost())
                .containsExactly(DOMAIN_API, FIRST, FIRST, FIRST);
    }

    @Test
    void sendsNothingAfterTheCallIsCancelledDuringTheLookUp() {
        CompletableFuture<TransportResult> lookup = new CompletableFuture<>();
        transport.respondsLater(lookup);

        CompletableFuture<GatewayResult> result = gateway.fetchEngagement(null, EngagementRequest.empty(), soon());
        result.cancel(true);
        lookup.complete(names(FIRST));

        assertThat(transport.onlyRequest().uri().getHost()).isEqualTo(DOMAIN_API);
    }

    /** The second request is made when the look-up is old enough to be repeated. */
    private void fetchTwiceAndOnceMore() {
        fetch();
        time.advance(Duration.ofMinutes(2));
        fetch();
        fetch();
    }

    private GatewayResult fetch() {
        return gateway.fetchEngagement(null, EngagementRequest.empty(), soon())
                .orTimeout(10, TimeUnit.SECONDS)
                .join();
    }

    private static Deadline soon() {
        return Deadline.in(Duration.ofSeconds(10), System::nanoTime);
    }

    private static TransportResult failure(Reason reason) {
        return new TransportResult.Failure(reason, Sent.NO, null, null);
    }

    private static TransportResult names(String host) {
        return reply(200, "{\"service\":\"smt\",\"account\":\"40001234\",\"baseURI\":\"" + host + "\"}");
    }
}
