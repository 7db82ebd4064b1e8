package io.monitorapi.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.monitorapi.simulator.Client.Answer;
import java.io.IOException;
import java.net.Inet4Address;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.Socket;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MonitorSimulatorTest {

    private static final String IDENTIFIED =
            "{\"consumerId\":\"c\",\"engagementAttributes\":[{\"type\":\"searchInfo\"}]}";
    private static final String IMPRESSION = "{\"engagementAttributes\":[{\"type\":\"impDisplay\"}]}";

    private Instant now = Instant.parse("2026-01-01T00:00:00Z");
    private final InstantSource clock = () -> now;
    private final MonitorSimulator simulator = MonitorSimulator.start(
            SimulatorSettings.builder().clock(clock).sessionsPerSecond(100).build());
    private final Client client = new Client(simulator);

    @AfterEach
    void stop() {
        simulator.close();
    }

    @Test
    void opensASessionAndKeepsIt() {
        Answer first = client.engagement("", "{}");
        Answer second = client.engagementOf(first);

        assertThat(first.status()).isEqualTo(201);
        assertThat(second.status()).isEqualTo(200);
        assertThat(second.pair()).isEqualTo(first.pair());
        assertThat(first.vid()).hasSize(20);
        assertThat(first.sid()).hasSize(22);
        assertThat(simulator.seen().sessionsCreatedFor(first.vid())).isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource({"PT29M59S, 200", "PT30M, 201"})
    void endsAnIdleSessionAndKeepsItsVisitor(Duration idle, int status) {
        Answer first = client.engagement("", "{}");
        now = now.plus(idle);

        Answer second = client.engagementOf(first);

        assertThat(second.status()).isEqualTo(status);
        assertThat(second.vid()).isEqualTo(first.vid());
    }

    @Test
    void endsAnOldSession() {
        Answer session = client.engagement("", "{}");
        for (int minutes = 20; minutes < 360; minutes += 20) {
            now = now.plus(Duration.ofMinutes(20));
            assertThat(client.engagementOf(session).status()).isEqualTo(200);
        }
        now = now.plus(Duration.ofMinutes(20));

        assertThat(client.engagementOf(session).status()).isEqualTo(201);
    }

    @Test
    void endsAllSessionsAtOnce() {
        Answer session = client.engagement("", "{}");

        simulator.expireSessions();

        assertThat(client.engagementOf(session).status()).isEqualTo(201);
        assertThat(client.report(session.pair(), IDENTIFIED).code()).isEqualTo(39);
    }

    @Test
    void anUnknownVisitorIsANewOneForEngagementAndAnErrorForReport() {
        assertThat(client.engagement("&vid=nobody&sid=none", "{}").status()).isEqualTo(201);

        Answer report = client.report("&vid=nobody&sid=none", IDENTIFIED);

        assertThat(report.status()).isEqualTo(404);
        assertThat(report.code()).isEqualTo(37);
    }

    @Test
    void acceptsAReportByBothMethods() {
        Answer session = client.engagement("", "{}");
        String path = client.path("report") + "?v=1.0" + session.pair();

        assertThat(client.send("PUT", path, IDENTIFIED).status()).isEqualTo(200);
        assertThat(client.send("POST", path, IDENTIFIED, "X-HTTP-Method-Override", "PUT")
                        .status())
                .isEqualTo(200);
        assertThat(client.send("POST", path, IDENTIFIED).status()).isEqualTo(404);
        assertThat(simulator.seen().attributes()).isEqualTo(2);
    }

    @Test
    void acceptsAnImpressionOnlyInTheSessionOfItsOffer() {
        Answer session = client.engagement("", "{}");
        assertThat(client.report(session.pair(), IMPRESSION).status()).isEqualTo(200);
        assertThat(simulator.seen().impressions()).isEqualTo(1);

        Answer other = client.report("", "{\"consumerId\":\"c\",\"engagementAttributes\":[]}");
        assertThat(client.report(other.pair(), IMPRESSION).code()).isEqualTo(5);
    }

    @ParameterizedTest
    @CsvSource({
        "POST, engagement, ?v=2.0, {}, 400, 33",
        "POST, engagement, '', {}, 400, 33",
        "POST, engagement, ?v=1.0, [], 400, 5",
        "POST, engagement, ?v=1.0, {, 400, 5",
        "POST, engagement, ?v=1.0, '{\"engagementAttributes\":[{}]}', 400, 5",
        "POST, engagement, ?v=1.0, '{\"engagementAttributes\":[{\"type\":\"impClose\"}]}', 400, 5",
        "PUT, report, ?v=1.0, '{\"consumerId\":\"c\"}', 400, 5",
        "PUT, report, ?v=1.0, '{\"engagementAttributes\":[]}', 400, 5"
    })
    void refusesWhatTheServiceRefuses(
            String method, String operation, String query, String body, int status, int code) {
        Answer answer = client.send(method, client.path(operation) + query, body);

        assertThat(answer.status()).isEqualTo(status);
        assertThat(answer.code()).isEqualTo(code);
    }

    @Test
    void knowsItsAccountAndItsAppInstallation() {
        assertThat(client.send("POST", "/api/account/other/app/x/engagement?v=1.0", "{}")
                        .code())
                .isEqualTo(6);
        assertThat(client.send("POST", "/api/account/40001234/app/x/engagement?v=1.0", "{}")
                        .code())
                .isEqualTo(18);
        Answer elsewhere = client.send("POST", "/api/elsewhere", "{}");
        assertThat(elsewhere.status()).isEqualTo(404);
        assertThat(elsewhere.json().path("error").path("internalCode").asInt()).isEqualTo(28);
    }

    @Test
    void servesTheDomainApiInBothShapes() {
        String host = "localhost:" + simulator.baseUri().getPort();

        Answer one = client.send("GET", "/api/account/40001234/service/smt/baseURI.json?version=1.0", "");
        Answer all = client.send("GET", "/api/account/40001234/service/baseURI.json?version=1.0", "");

        assertThat(one.json().path("baseURI").asString()).isEqualTo(host);
        assertThat(all.json().path("baseURIs").path(1).path("baseURI").asString())
                .isEqualTo(host);
        assertThat(client.send("GET", "/api/account/other/service/smt/baseURI.json", "")
                        .status())
                .isEqualTo(401);
    }

    @Test
    void sendsUndocumentedMembersAndAnOddMediaType() {
        Answer answer = client.engagement("", "{}");

        assertThat(answer.type()).isEqualTo("application/octet-stream");
        assertThat(answer.json().has("undocumented")).isTrue();
        assertThat(answer.offered().has("undocumented")).isTrue();
    }

    @Test
    void offersByEntryPointAndByAttribute() {
        simulator
                .campaigns()
                .offer(
                        Campaign.builder()
                                .ids("1", "11")
                                .entryPoint("sec://billing")
                                .build(),
                        Campaign.builder()
                                .ids("2", "22")
                                .attribute("ctmrinfo", "ctype", "gold")
                                .build());

        Answer nothing = client.engagement("", "{}");
        Answer billing = client.engagement("", "{\"entryPoints\":[\"sec://billing\"]}");
        Answer gold = client.engagement(
                "", "{\"engagementAttributes\":[{\"type\":\"ctmrinfo\",\"info\":{\"ctype\":\"gold\"}}]}");

        assertThat(nothing.json().has("engagementDetails")).isFalse();
        assertThat(billing.offered().path("campaignId").asInt()).isEqualTo(1);
        assertThat(gold.offered().path("campaignId").asInt()).isEqualTo(2);
    }

    @Test
    void onlyConversationsContinueWithoutAgents() {
        simulator
                .campaigns()
                .offer(
                        Campaign.builder().build(),
                        Campaign.builder().ids(null, null).conversation("talk").build());
        simulator.campaigns().agentsOnline(false);

        Answer answer = client.engagement("", "{}");

        assertThat(answer.json().path("engagementDetails")).hasSize(1);
        assertThat(answer.offered().path("status").asString()).isEqualTo("conversation");
        assertThat(answer.offered().has("campaignId")).isFalse();
    }

    @Test
    void writesIdsAsTextIfAsked() {
        simulator.campaigns().idsAsText(true);

        assertThat(client.engagement("", "{}").offered().path("campaignId").isString())
                .isTrue();
    }

    @Test
    void capsNewSessionsOnly() {
        Answer session = client.engagement("", "{}");
        for (int i = 1; i < 100; i++) {
            assertThat(client.engagement("", "{}").status()).isEqualTo(201);
        }

        assertThat(client.engagement("", "{}").status()).isEqualTo(503);
        assertThat(client.engagementOf(session).status()).isEqualTo(200);
        now = now.plusSeconds(1);
        assertThat(client.engagement("", "{}").status()).isEqualTo(201);
    }

    @Test
    void anAccountThatLoadsNamesAVisitorWhoIsRegisteredOnce() {
        simulator.script().next(ScriptedAnswer.accountLoading());

        Answer loading = client.engagement("", "{}");
        String text = loading.json().path("message").asString();
        String vid = text.substring(text.indexOf("vid: ") + 5);
        Answer retried = client.engagement("&vid=" + vid.replace("+", "%2B").replace("/", "%2F"), "{}");

        assertThat(loading.status()).isEqualTo(500);
        assertThat(loading.code()).isEqualTo(20);
        assertThat(text).startsWith("Loading account: 40001234, vid: ");
        assertThat(retried.vid()).isEqualTo(vid);
        assertThat(simulator.seen().visitorsRegistered()).isEqualTo(1);
    }

    @Test
    void playsItsScriptInOrder() {
        simulator.script().next(2, ScriptedAnswer.error(503, 0), ScriptedAnswer.status(429));
        simulator.script().next(ScriptedAnswer.body(200, "text/html", "<html>"));

        List<Integer> statuses = new ArrayList<>();
        for (int i = 0; i < 6; i++) {
            statuses.add(client.engagement("", "{}").status());
        }

        assertThat(statuses).containsExactly(503, 429, 503, 429, 200, 201);
    }

    @Test
    void recordsRequests() {
        client.engagement("&vid=a%26b", "{\"consumerId\":\"secret\"}");

        RecordedRequest request = simulator.seen().recorded().get(0);

        assertThat(request.query()).containsEntry("vid", "a&b").containsEntry("v", "1.0");
        assertThat(request.body()).contains("secret");
        assertThat(request.toString()).doesNotContain("secret").doesNotContain("a&b");
    }

    @Test
    void countsExactlyUnderManyThreads() throws Exception {
        now = now.plusSeconds(10);
        Answer session = client.engagement("", "{}");
        ExecutorService pool = Executors.newFixedThreadPool(64);
        List<Future<Integer>> calls = new ArrayList<>();
        for (int i = 0; i < 64 * 20; i++) {
            calls.add(pool.submit(() -> client.engagementOf(session).status()));
        }
        for (Future<Integer> call : calls) {
            assertThat(call.get()).isEqualTo(200);
        }
        pool.shutdownNow();

        assertThat(simulator.seen().requests("engagement")).isEqualTo(64 * 20 + 1);
        assertThat(simulator.seen().sessionsCreated()).isEqualTo(1);
    }

    /** JDK 17's server needs 44 ms for each of these unless it is told not to wait. */
    @Test
    void aReusedConnectionIsServedWithoutDelay() {
        Answer session = client.engagement("", "{}");
        long[] nanos = new long[50];
        for (int i = 0; i < nanos.length; i++) {
            long begun = System.nanoTime();
            client.engagementOf(session);
            nanos[i] = System.nanoTime() - begun;
        }
        Arrays.sort(nanos);

        assertThat(Duration.ofNanos(nanos[nanos.length / 2])).isLessThan(Duration.ofMillis(25));
    }

    @Test
    void listensOnLoopbackOnly() throws Exception {
        int port = simulator.baseUri().getPort();
        for (NetworkInterface network : NetworkInterface.networkInterfaces().toList()) {
            for (var address : network.inetAddresses()
                    .filter(Inet4Address.class::isInstance)
                    .toList()) {
                assertThat(accepts(new InetSocketAddress(address, port))).isEqualTo(address.isLoopbackAddress());
            }
        }
    }

    @Test
    void namesASettingThatIsWrong() {
        assertThatIllegalArgumentException()
                .isThrownBy(
                        () -> SimulatorSettings.builder().accountId("not an id").build())
                .withMessageContaining("accountId");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> SimulatorSettings.builder().port(70_000).build())
                .withMessageContaining("port");
    }

    private static boolean accepts(InetSocketAddress address) {
        try (Socket socket = new Socket()) {
            socket.connect(address, 500);
            return true;
        } catch (IOException refused) {
            return false;
        }
    }
}
