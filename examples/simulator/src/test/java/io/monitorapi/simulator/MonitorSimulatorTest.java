package io.monitorapi.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.monitorapi.simulator.Client.Response;
import java.io.IOException;
import java.net.Inet4Address;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.Socket;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
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
    void opensASessionAndContinuesIt() {
        Response first = client.engagement("", "{}");
        Response second = client.engagementOf(first);

        assertThat(first.status()).isEqualTo(201);
        assertThat(second.status()).isEqualTo(200);
        assertThat(second.pair()).isEqualTo(first.pair());
        assertThat(first.vid()).hasSize(20);
        assertThat(first.sid()).hasSize(22);
        assertThat(simulator.recording().sessionsCreatedFor(first.vid())).isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource({"PT29M59S, 200", "PT30M, 201"})
    void expiresAnIdleSessionAndKeepsItsVisitor(Duration idle, int status) {
        Response first = client.engagement("", "{}");
        now = now.plus(idle);

        Response second = client.engagementOf(first);

        assertThat(second.status()).isEqualTo(status);
        assertThat(second.vid()).isEqualTo(first.vid());
    }

    @Test
    void expiresASessionAfterSixHours() {
        Response session = client.engagement("", "{}");
        for (int minutes = 20; minutes < 360; minutes += 20) {
            now = now.plus(Duration.ofMinutes(20));
            assertThat(client.engagementOf(session).status()).isEqualTo(200);
        }
        now = now.plus(Duration.ofMinutes(20));

        assertThat(client.engagementOf(session).status()).isEqualTo(201);
    }

    @Test
    void expireSessionsEndsAllSessions() {
        Response session = client.engagement("", "{}");

        simulator.expireSessions();

        assertThat(client.engagementOf(session).status()).isEqualTo(201);
        assertThat(client.report(session.pair(), IDENTIFIED).code()).isEqualTo(39);
    }

    @Test
    void registersAnUnknownVisitorOnEngagementAndRefusesItOnReport() {
        assertThat(client.engagement("&vid=nobody&sid=none", "{}").status()).isEqualTo(201);

        Response report = client.report("&vid=nobody&sid=none", IDENTIFIED);

        assertThat(report.status()).isEqualTo(404);
        assertThat(report.code()).isEqualTo(37);
    }

    @Test
    void acceptsAReportByPutAndByPostWithMethodOverride() {
        Response session = client.engagement("", "{}");
        String path = client.path("report") + "?v=1.0" + session.pair();

        assertThat(client.send("PUT", path, IDENTIFIED).status()).isEqualTo(200);
        assertThat(client.send("POST", path, IDENTIFIED, "X-HTTP-Method-Override", "PUT")
                        .status())
                .isEqualTo(200);
        assertThat(client.send("POST", path, IDENTIFIED).status()).isEqualTo(404);
        assertThat(simulator.recording().attributes()).isEqualTo(2);
    }

    @Test
    void acceptsAnImpressionOnlyInASessionWithAnOffer() {
        Response session = client.engagement("", "{}");
        assertThat(client.report(session.pair(), IMPRESSION).status()).isEqualTo(200);
        assertThat(simulator.recording().impressions()).isEqualTo(1);

        Response other = client.report("", "{\"consumerId\":\"c\",\"engagementAttributes\":[]}");
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
    void refusesInvalidRequestsAsTheServiceDoes(
            String method, String operation, String query, String body, int status, int code) {
        Response response = client.send(method, client.path(operation) + query, body);

        assertThat(response.status()).isEqualTo(status);
        assertThat(response.code()).isEqualTo(code);
    }

    @Test
    void refusesOtherAccountsAppInstallationsAndPaths() {
        assertThat(client.send("POST", "/api/account/other/app/x/engagement?v=1.0", "{}")
                        .code())
                .isEqualTo(6);
        assertThat(client.send("POST", "/api/account/40001234/app/x/engagement?v=1.0", "{}")
                        .code())
                .isEqualTo(18);
        Response unknownPath = client.send("POST", "/api/elsewhere", "{}");
        assertThat(unknownPath.status()).isEqualTo(404);
        assertThat(unknownPath.json().path("error").path("internalCode").asInt())
                .isEqualTo(28);
    }

    @Test
    void domainApiNamesOneServiceOrAllServices() {
        String host = "localhost:" + simulator.baseUri().getPort();

        Response one = client.send("GET", "/api/account/40001234/service/smt/baseURI.json?version=1.0", "");
        Response all = client.send("GET", "/api/account/40001234/service/baseURI.json?version=1.0", "");

        assertThat(one.json().path("baseURI").asString()).isEqualTo(host);
        assertThat(all.json().path("baseURIs").path(1).path("baseURI").asString())
                .isEqualTo(host);
        assertThat(client.send("GET", "/api/account/other/service/smt/baseURI.json", "")
                        .status())
                .isEqualTo(401);
    }

    @Test
    void responsesHaveUndocumentedMembersAndTheMediaTypeOfTheService() {
        Response response = client.engagement("", "{}");

        assertThat(response.type()).isEqualTo("application/octet-stream");
        assertThat(response.json().has("undocumented")).isTrue();
        assertThat(response.offered().has("undocumented")).isTrue();
    }

    @Test
    void offersCampaignsByEntryPointAndByAttribute() {
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

        Response nothing = client.engagement("", "{}");
        Response billing = client.engagement("", "{\"entryPoints\":[\"sec://billing\"]}");
        Response gold = client.engagement(
                "", "{\"engagementAttributes\":[{\"type\":\"ctmrinfo\",\"info\":{\"ctype\":\"gold\"}}]}");

        assertThat(nothing.json().has("engagementDetails")).isFalse();
        assertThat(billing.offered().path("campaignId").asInt()).isEqualTo(1);
        assertThat(gold.offered().path("campaignId").asInt()).isEqualTo(2);
    }

    @Test
    void offersOnlyRunningConversationsWhileAgentsAreOffline() {
        simulator
                .campaigns()
                .offer(
                        Campaign.builder().build(),
                        Campaign.builder().ids(null, null).conversation("talk").build());
        simulator.campaigns().agentsOnline(false);

        Response response = client.engagement("", "{}");

        assertThat(response.json().path("engagementDetails")).hasSize(1);
        assertThat(response.offered().path("status").asString()).isEqualTo("conversation");
        assertThat(response.offered().has("campaignId")).isFalse();
    }

    @Test
    void writesIdsAsTextWhenConfigured() {
        simulator.campaigns().idsAsText(true);

        assertThat(client.engagement("", "{}").offered().path("campaignId").isString())
                .isTrue();
    }

    @Test
    void limitsNewSessionsPerSecondAndStillServesOpenSessions() {
        Response session = client.engagement("", "{}");
        for (int i = 1; i < 100; i++) {
            assertThat(client.engagement("", "{}").status()).isEqualTo(201);
        }

        assertThat(client.engagement("", "{}").status()).isEqualTo(503);
        assertThat(client.engagementOf(session).status()).isEqualTo(200);
        now = now.plusSeconds(1);
        assertThat(client.engagement("", "{}").status()).isEqualTo(201);
    }

    @Test
    void accountLoadingNamesAVisitorThatIsRegisteredOnce() {
        simulator.script().next(ScriptedResponse.accountLoading());

        Response loading = client.engagement("", "{}");
        String text = loading.json().path("message").asString();
        String vid = text.substring(text.indexOf("vid: ") + 5);
        Response retried = client.engagement("&vid=" + vid.replace("+", "%2B").replace("/", "%2F"), "{}");

        assertThat(loading.status()).isEqualTo(500);
        assertThat(loading.code()).isEqualTo(20);
        assertThat(text).startsWith("Loading account: 40001234, vid: ");
        assertThat(retried.vid()).isEqualTo(vid);
        assertThat(simulator.recording().visitorsRegistered()).isEqualTo(1);
    }

    @Test
    void sendsScriptedResponsesInOrder() {
        simulator.script().next(2, ScriptedResponse.error(503, 0), ScriptedResponse.status(429));
        simulator.script().next(ScriptedResponse.body(200, "text/html", "<html>"));

        List<Integer> statuses = new ArrayList<>();
        for (int i = 0; i < 6; i++) {
            statuses.add(client.engagement("", "{}").status());
        }

        assertThat(statuses).containsExactly(503, 429, 503, 429, 200, 201);
    }

    @Test
    void recordsRequestsAndOmitsPersonalDataFromToString() {
        client.engagement("&vid=a%26b", "{\"consumerId\":\"secret\"}");

        RecordedRequest request = simulator.recording().recordedRequests().get(0);

        assertThat(request.query()).containsEntry("vid", "a&b").containsEntry("v", "1.0");
        assertThat(request.body()).contains("secret");
        assertThat(request.toString()).doesNotContain("secret").doesNotContain("a&b");
    }

    @Test
    void countsExactlyUnderConcurrentRequests() throws Exception {
        now = now.plusSeconds(10);
        Response session = client.engagement("", "{}");
        ExecutorService pool = Executors.newFixedThreadPool(64);
        List<Future<Integer>> calls = new ArrayList<>();
        for (int i = 0; i < 64 * 20; i++) {
            calls.add(pool.submit(() -> client.engagementOf(session).status()));
        }
        for (Future<Integer> call : calls) {
            assertThat(call.get()).isEqualTo(200);
        }
        pool.shutdownNow();

        assertThat(simulator.recording().requests("engagement")).isEqualTo(64 * 20 + 1);
        assertThat(simulator.recording().sessionsCreated()).isEqualTo(1);
    }

    /** Without it, the JDK's server delays each response on a reused connection by about 40 ms. */
    @Test
    void switchesOffTheDelayOfTheServer() {
        assertThat(System.getProperty("sun.net.httpserver.nodelay")).isEqualTo("true");
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
    void namesTheInvalidSetting() {
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
