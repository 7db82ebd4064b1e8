package io.monitorapi.http;

import static io.monitorapi.http.ScriptedTransport.reply;
import static org.assertj.core.api.Assertions.assertThat;

import io.monitorapi.error.Reason;
import io.monitorapi.error.Sent;
import io.monitorapi.http.OriginResolver.Resolution;
import io.monitorapi.http.OriginResolver.Resolved;
import io.monitorapi.http.OriginResolver.Unresolved;
import io.monitorapi.http.transport.TransportRequest;
import io.monitorapi.http.transport.TransportResult;
import io.monitorapi.port.Deadline;
import io.monitorapi.port.GatewayResult;
import io.monitorapi.testkit.VirtualTime;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DomainLookupTest {

    private static final Resolved FIRST = new Resolved("https://va.v.liveperson.net");
    private static final Resolved SECOND = new Resolved("https://lo.v.liveperson.net");
    private static final TransportResult NAMES_FIRST = names("va.v.liveperson.net");
    private static final TransportResult NAMES_SECOND = names("lo.v.liveperson.net");
    private static final TransportResult DOWN = new TransportResult.Failure(Reason.CONNECT, Sent.NO, null, null);

    private final VirtualTime time = new VirtualTime();
    private final ScriptedTransport transport = new ScriptedTransport();
    private final DomainLookup lookup = lookup();

    @Test
    void requestsTheDomainApi() {
        transport.respondsWith(NAMES_FIRST);

        assertThat(find()).isEqualTo(FIRST);
        TransportRequest call = transport.onlyRequest();
        assertThat(call.method()).isEqualTo("GET");
        assertThat(call.uri())
                .hasToString("https://api.liveperson.net/api/account/40001234/service/smt/baseURI.json?version=1.0");
        assertThat(call.headers()).containsOnlyKeys("Accept", "User-Agent");
        assertThat(call.body()).isEmpty();
    }

    @Test
    void requestsAnotherFrontHost() {
        transport.respondsWith(NAMES_FIRST);
        DomainLookup other = new DomainLookup(transport, settings().domainFrontHost("Domain.Example:8443"));

        other.resolve(deadline());

        assertThat(transport.onlyRequest().uri().getAuthority()).isEqualTo("domain.example:8443");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"service\":\"smt\",\"account\":\"40001234\",\"baseURI\":\"va.v.liveperson.net\"}",
                "{\"service\":\"smt\",\"account\":40001234,\"baseURI\":\"va.v.liveperson.net\",\"x\":[{\"service\":1}]}",
                "{\"service\":\"smt\",\"baseURI\":\"VA.v.LivePerson.net:443\"}",
                "{\"baseURIs\":[{\"service\":\"smt\",\"account\":\"40001234\",\"baseURI\":\"va.v.liveperson.net\"}]}",
                "{\"baseURIs\":[{\"service\":\"idp\",\"baseURI\":\"lo.idp.liveperson.net\"},null,"
                        + "{\"service\":\"SMT\",\"baseURI\":\"lo.v.liveperson.net\"},"
                        + "{\"service\":\"smt\",\"account\":\"7\",\"baseURI\":\"lo.v.liveperson.net\"},"
                        + "{\"service\":\"smt\",\"account\":\"40001234\",\"baseURI\":\"va.v.liveperson.net\"}]}"
            })
    void readsBothForms(String body) {
        transport.respondsWith(reply(200, body));

        assertThat(((Resolved) find()).origin()).startsWith(FIRST.origin());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "[]",
                "null",
                "<html>",
                "{}",
                "{\"baseURIs\":[]}",
                "{\"baseURIs\":null}",
                "{\"baseURI\":\"va.v.liveperson.net\"}",
                "{\"service\":\"smt\"}",
                "{\"service\":\"smt\",\"baseURI\":null}",
                "{\"service\":\"smt\",\"baseURI\":7}",
                "{\"service\":\"SMT\",\"baseURI\":\"va.v.liveperson.net\"}",
                "{\"service\":\"smt\",\"account\":\"7\",\"baseURI\":\"va.v.liveperson.net\"}",
                "{\"service\":\"smt\",\"baseURI\":\"va.v.liveperson.net\",\"baseURI\":\"va.v.liveperson.net\"}",
                "{\"baseURIs\":[{\"service\":\"smt\",\"baseURI\":\"va.v.liveperson.net\"},"
                        + "{\"service\":\"smt\",\"baseURI\":\"lo.v.liveperson.net\"}]}"
            })
    void findsNoHostInOtherResponses(String body) {
        transport.respondsWith(reply(200, body));

        assertThat(failure(find()).reason()).isEqualTo(Reason.DOMAIN_UNRESOLVED);
    }

    @ParameterizedTest
    @CsvSource({
        "302, DOMAIN_UNRESOLVED",
        "400, DOMAIN_UNRESOLVED",
        "401, DOMAIN_UNRESOLVED",
        "404, DOMAIN_UNRESOLVED",
        "429, UNAVAILABLE",
        "500, UNAVAILABLE",
        "503, UNAVAILABLE"
    })
    void findsNoHostWithOtherStatuses(int status, Reason reason) {
        transport.respondsWith(reply(status, "{\"service\":\"smt\",\"baseURI\":\"va.v.liveperson.net\"}"));

        GatewayResult.Failed failure = failure(find());

        assertThat(failure.reason()).isEqualTo(reason);
        assertThat(failure.sent()).isEqualTo(Sent.NO);
        assertThat(failure.detail()).contains("HTTP " + status);
    }

    @Test
    void findsNoHostInEncodedContent() {
        transport.respondsWith(reply(
                200,
                Map.of("Content-Encoding", List.of("gzip")),
                "{\"service\":\"smt\",\"baseURI\":\"va.v.liveperson.net\"}"));

        GatewayResult.Failed failure = failure(find());

        assertThat(failure.reason()).isEqualTo(Reason.DOMAIN_UNRESOLVED);
        assertThat(failure.detail()).contains("content encoding");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://va.v.liveperson.net",
                "va.v.liveperson.net/",
                "va.v.liveperson.net/path",
                "va.v.liveperson.net?x",
                "va.v.liveperson.net#x",
                "va.v.liveperson.net\\x",
                "user@va.v.liveperson.net",
                "evil.example@va.v.liveperson.net",
                "va%2ev.liveperson.net",
                " va.v.liveperson.net",
                "va.v.liveperson.net ",
                "va.v.liveperson.net\r\n",
                "va.v.liveperson.net.",
                "va.v.liveperson.net:8443",
                "va.v.liveperson.net:80",
                "va.v.liveperson.net:",
                "va..liveperson.net",
                "-va.liveperson.net",
                "va-.liveperson.net",
                "v_a.liveperson.net",
                "v\u0430.liveperson.net",
                "xn--v-7sb.liveperson.net",
                ".liveperson.net",
                "liveperson.net",
                "evilliveperson.net",
                "liveperson.net.evil.example",
                "va.v.liveperson.net.evil.example",
                "evil.example",
                "localhost",
                "127.0.0.1",
                "2130706433",
                "0177.0.0.1",
                "[::1]",
                "169.254.169.254",
                ""
            })
    void refusesHostsThatAreNotTheServices(String host) {
        transport.respondsWith(names(host.replace("\\", "\\\\").replace("\r\n", "\\r\\n")));

        assertThat(failure(find()).reason()).isEqualTo(Reason.DOMAIN_UNRESOLVED);
    }

    @Test
    void refusesTooLongHosts() {
        transport.respondsWith(names("a".repeat(60).concat(".").repeat(5) + "liveperson.net"));

        assertThat(failure(find()).reason()).isEqualTo(Reason.DOMAIN_UNRESOLVED);
    }

    @ParameterizedTest
    @CsvSource({
        "127.0.0.1:8443, https://127.0.0.1:8443",
        "Monitor.Example, https://monitor.example",
        "monitor.example:443, https://monitor.example:443",
        "a.liveperson.com, https://a.liveperson.com"
    })
    void acceptsHostsThatAreAllowed(String named, String origin) {
        transport.respondsWith(names(named));
        DomainLookup own =
                new DomainLookup(transport, settings().allowedServiceHosts("127.0.0.1:8443", "monitor.example:443"));

        assertThat(own.resolve(deadline())).isCompletedWithValue(new Resolved(origin));
    }

    @Test
    void keepsTheResponseForAnHour() {
        transport.respondsWith(NAMES_FIRST, NAMES_SECOND);
        find();
        time.advance(Duration.ofMinutes(59));
        assertThat(find()).isEqualTo(FIRST);
        assertThat(transport.requests()).hasSize(1);

        time.advance(Duration.ofMinutes(2));
        find();

        assertThat(transport.requests()).hasSize(2);
        assertThat(find()).isEqualTo(SECOND);
    }

    @Test
    void usesTheOldResponseDuringALookup() {
        transport.respondsWith(NAMES_FIRST).respondsLater(new CompletableFuture<>());
        find();
        time.advance(Duration.ofHours(2));

        assertThat(lookup.resolve(deadline())).isCompletedWithValue(FIRST);
    }

    @Test
    void keepsTheOldResponseWhenTheDomainApiFails() {
        transport.respondsWith(NAMES_FIRST, DOWN);
        find();
        time.advance(Duration.ofHours(2));
        find();

        assertThat(find()).isEqualTo(FIRST);
        assertThat(transport.requests()).hasSize(2);
    }

    @Test
    void looksUpAgainAMinuteAfterAFailure() {
        transport.respondsWith(NAMES_FIRST, DOWN, NAMES_SECOND);
        find();
        time.advance(Duration.ofHours(2));
        find();
        time.advance(Duration.ofMinutes(1));
        find();

        assertThat(find()).isEqualTo(SECOND);
    }

    @Test
    void looksUpAgainAtOnceWhenThereIsNoResponseYet() {
        transport.respondsWith(DOWN, NAMES_FIRST);

        assertThat(failure(find())).isEqualTo(failureOf(Reason.CONNECT));
        assertThat(find()).isEqualTo(FIRST);
    }

    @Test
    void waitsForANewResponseWhenTheHostIsUnreachable() {
        CompletableFuture<TransportResult> second = new CompletableFuture<>();
        transport.respondsWith(NAMES_FIRST).respondsLater(second);
        find();
        time.advance(Duration.ofMinutes(2));
        lookup.reportUnreachable(FIRST.origin());

        CompletableFuture<Resolution> found = lookup.resolve(deadline());

        assertThat(found).isNotDone();
        second.complete(NAMES_SECOND);
        assertThat(found).isCompletedWithValue(SECOND);
    }

    @Test
    void usesAnUnreachableHostWhenTheDomainApiFails() {
        transport.respondsWith(NAMES_FIRST, DOWN);
        find();
        time.advance(Duration.ofMinutes(2));
        lookup.reportUnreachable(FIRST.origin());

        assertThat(find()).isEqualTo(FIRST);
    }

    @Test
    void doesNotLookUpAgainWithinAMinute() {
        transport.respondsWith(NAMES_FIRST);
        find();
        lookup.reportUnreachable(FIRST.origin());

        assertThat(find()).isEqualTo(FIRST);
        assertThat(transport.requests()).hasSize(1);
    }

    @Test
    void anUnreachableHostDoesNotAffectAnotherOne() {
        transport.respondsWith(NAMES_FIRST);
        find();
        time.advance(Duration.ofMinutes(2));
        lookup.reportUnreachable("https://old.v.liveperson.net");

        assertThat(find()).isEqualTo(FIRST);
        assertThat(transport.requests()).hasSize(1);
    }

    @Test
    void oneLookupServesAllWaitingCalls() {
        CompletableFuture<TransportResult> first = new CompletableFuture<>();
        transport.respondsLater(first);

        List<CompletableFuture<Resolution>> waiting =
                List.of(lookup.resolve(deadline()), lookup.resolve(deadline()), lookup.resolve(deadline()));
        first.complete(NAMES_FIRST);

        assertThat(waiting).allSatisfy(found -> assertThat(found).isCompletedWithValue(FIRST));
        assertThat(transport.requests()).hasSize(1);
    }

    @Test
    void cancellingOneWaitingCallDoesNotAffectTheOthers() {
        CompletableFuture<TransportResult> first = new CompletableFuture<>();
        transport.respondsLater(first);
        CompletableFuture<Resolution> impatient = lookup.resolve(deadline());
        CompletableFuture<Resolution> patient = lookup.resolve(deadline());

        impatient.cancel(true);
        first.complete(NAMES_FIRST);

        assertThat(patient).isCompletedWithValue(FIRST);
    }

    @Test
    void waitsNoLongerThanTheCallsDeadline() {
        transport.respondsLater(new CompletableFuture<>());

        CompletableFuture<Resolution> found = lookup.resolve(Deadline.in(Duration.ofMillis(50), System::nanoTime));

        assertThat(failure(found.orTimeout(10, TimeUnit.SECONDS).join())).isEqualTo(failureOf(Reason.TIMEOUT));
    }

    @Test
    void survivesATransportThatThrows() {
        assertThat(failure(find())).isEqualTo(failureOf(Reason.ADAPTER));
        transport.respondsWith(NAMES_FIRST);
        assertThat(find()).isEqualTo(FIRST);
    }

    @Test
    void survivesATransportThatCannotBeLoaded() {
        NoClassDefFoundError missing = new NoClassDefFoundError("org/example/Missing");
        transport.throwsOnce(missing).respondsWith(NAMES_FIRST);

        assertThat(failure(find())).isEqualTo(failureOf(Reason.ADAPTER, missing));
        assertThat(find()).isEqualTo(FIRST);
    }

    @Test
    void reportsWhyTheDomainApiIsUnreachable() {
        IOException cause = new IOException("certificate expired");
        transport.respondsWith(new TransportResult.Failure(Reason.TLS, Sent.NO, null, cause));

        assertThat(failure(find()).cause()).isSameAs(cause);
    }

    @Test
    void survivesATransportThatReturnsNull() {
        transport.respondsLater(CompletableFuture.completedFuture(null));

        assertThat(failure(find()).reason()).isEqualTo(Reason.ADAPTER);
    }

    @Test
    void waitsOnTheCallersThreadWhenTheTransportBlocks() {
        transport.blocks().respondsLater(new CompletableFuture<>());

        CompletableFuture<Resolution> found = lookup.resolve(Deadline.in(Duration.ofMillis(50), System::nanoTime));

        assertThat(found).isDone();
        assertThat(failure(found.join())).isEqualTo(failureOf(Reason.TIMEOUT));
    }

    private Resolution find() {
        return lookup.resolve(deadline()).orTimeout(10, TimeUnit.SECONDS).join();
    }

    private DomainLookup lookup() {
        return new DomainLookup(transport, settings());
    }

    private HttpMonitorGateway.Builder settings() {
        return HttpMonitorGateway.builder().accountId("40001234").time(time, time);
    }

    private static Deadline deadline() {
        return Deadline.in(Duration.ofSeconds(10), System::nanoTime);
    }

    private static TransportResult names(String host) {
        return reply(200, "{\"service\":\"smt\",\"account\":\"40001234\",\"baseURI\":\"" + host + "\"}");
    }

    private static GatewayResult.Failed failureOf(Reason reason) {
        return failureOf(reason, null);
    }

    private static GatewayResult.Failed failureOf(Reason reason, @Nullable Throwable cause) {
        return new GatewayResult.Failed(reason, Sent.NO, "during the Domain API lookup", cause);
    }

    private static GatewayResult.Failed failure(Resolution result) {
        assertThat(result).isInstanceOf(Unresolved.class);
        return ((Unresolved) result).failure();
    }
}
