package io.monitorapi.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.monitorapi.MonitorService;
import io.monitorapi.attribute.SearchInfo;
import io.monitorapi.engagement.EngagementRequest;
import io.monitorapi.engagement.Report;
import io.monitorapi.http.testkit.FaultServer;
import io.monitorapi.http.testkit.Scripts;
import io.monitorapi.http.testkit.TestCertificates;
import io.monitorapi.session.MonitorSession;
import io.monitorapi.session.Visitor;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** An id is always the value of exactly one parameter of the request line, which is read from a raw TLS socket. */
class IdsOnTheWireTest {

    private static final TestCertificates CERTIFICATES = new TestCertificates();
    private static final byte[] RESPONSE =
            "{\"sessionId\":\"sid\",\"visitorId\":\"vid\"}".getBytes(StandardCharsets.UTF_8);
    private static final String PATH = "/api/account/40001234/app/..%2Fapp%3F/";

    private final List<String> lines = new CopyOnWriteArrayList<>();

    @ParameterizedTest
    @CsvSource(
            delimiter = ' ',
            value = {
                "a&sid=evil a%26sid%3Devil",
                "../x ..%2Fx",
                "%0d%0aX: %250d%250aX%3A",
                "#?=;+ %23%3F%3D%3B%2B",
                "https://evil/ https%3A%2F%2Fevil%2F",
                "~._- ~._-"
            })
    void isPercentEncoded(String id, String encoded) throws Exception {
        try (FaultServer server = FaultServer.start(CERTIFICATES.localhost(), (request, out) -> {
                    lines.add(request.line());
                    Scripts.responding(200, "", RESPONSE).play(request, out);
                });
                MonitorService service = service(server)) {
            Visitor visitor = Visitor.of("device-1");

            service.sessions().adopt(visitor, new MonitorSession(id, id));
            service.getEngagement(visitor, EngagementRequest.empty());
            service.sessions().adopt(visitor, new MonitorSession(id, id));
            service.report(visitor, Report.of(SearchInfo.of("phone")));
        }

        String query = "?v=1.0&vid=" + encoded + "&sid=" + encoded + " HTTP/1.1";
        assertThat(lines).containsExactly("POST " + PATH + "engagement" + query, "PUT " + PATH + "report" + query);
    }

    static List<String> noIds() {
        return List.of("\u00e9", "a\r\nX: y", "a\nb", "a b", "", "\u0000", "x".repeat(257), "x".repeat(1_000_000));
    }

    @ParameterizedTest(name = "#{index}")
    @MethodSource("noIds")
    void refusesTextThatIsNoId(String id) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new MonitorSession(id, "sid"))
                .withMessageContaining("visitorId")
                .withMessageContaining("256 visible ASCII");
        assertThatIllegalArgumentException().isThrownBy(() -> new MonitorSession("vid", id));
    }

    @ParameterizedTest
    @ValueSource(strings = {"POST_WITH_OVERRIDE", "PUT"})
    void aReportIsSentAsConfigured(ReportMethod method) throws Exception {
        List<String> heads = new CopyOnWriteArrayList<>();
        try (FaultServer server = FaultServer.start(CERTIFICATES.localhost(), (request, out) -> {
                    heads.add(request.head());
                    Scripts.responding(200, "", RESPONSE).play(request, out);
                });
                MonitorService service = settings(server).reportMethod(method).build()) {
            Visitor visitor = Visitor.of("device-1");
            service.getEngagement(visitor, EngagementRequest.empty());
            service.report(visitor, Report.of(SearchInfo.of("phone")));
        }

        boolean overridden = method == ReportMethod.POST_WITH_OVERRIDE;
        assertThat(heads.get(0)).startsWith("POST ").doesNotContainIgnoringCase("override");
        assertThat(heads.get(1)).startsWith(overridden ? "POST " : "PUT ");
        assertThat(heads.get(1).contains("X-HTTP-Method-Override: PUT")).isEqualTo(overridden);
    }

    private static MonitorService service(FaultServer server) {
        return settings(server).build();
    }

    private static HttpMonitor.Builder settings(FaultServer server) {
        return HttpMonitor.builder()
                .accountId("40001234")
                .appInstallationId("../app?")
                .baseUri(server.uri())
                .sslContext(CERTIFICATES.trust());
    }
}
