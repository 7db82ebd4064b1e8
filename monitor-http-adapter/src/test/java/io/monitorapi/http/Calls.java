package io.monitorapi.http;

import io.monitorapi.MonitorService;
import io.monitorapi.engagement.EngagementRequest;
import io.monitorapi.engagement.EngagementResult;
import io.monitorapi.http.testkit.FaultServer;
import io.monitorapi.http.testkit.FaultServer.Script;
import io.monitorapi.http.testkit.Scripts;
import io.monitorapi.http.testkit.TestCertificates;
import io.monitorapi.http.transport.HttpTransport;
import io.monitorapi.port.RetryPolicy;
import io.monitorapi.session.MonitorSession;
import io.monitorapi.session.Visitor;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import javax.net.ssl.SSLContext;

/** Creates services, servers and calls for tests; every visitor has a session already. */
final class Calls {

    static final Duration PATIENCE = Duration.ofSeconds(30);

    private static final TestCertificates CERTIFICATES = new TestCertificates();
    private static final SSLContext TRUST = CERTIFICATES.trust();
    private static final SSLContext LOCALHOST = CERTIFICATES.localhost();
    private static final byte[] GOOD = "{\"sessionId\":\"sid\",\"visitorId\":\"vid\"}".getBytes(StandardCharsets.UTF_8);

    private Calls() {}

    static FaultServer serve(Script script) {
        return FaultServer.start(LOCALHOST, script);
    }

    /** Responds normally to requests in a session named good, and runs the script for all others. */
    static Script unlessGood(Script script) {
        return (request, out) -> (request.line().contains("sid=good") ? good() : script).play(request, out);
    }

    static Script good() {
        return Scripts.responding(200, "", GOOD);
    }

    static TestCertificates certificates() {
        return CERTIFICATES;
    }

    static HttpMonitor.Builder service(FaultServer server) {
        return on(server).sslContext(TRUST).connectTimeout(Duration.ofSeconds(20));
    }

    static HttpMonitor.Builder service(FaultServer server, HttpTransport transport) {
        return on(server).transport(transport);
    }

    private static HttpMonitor.Builder on(FaultServer server) {
        return HttpMonitor.builder()
                .accountId("40001234")
                .appInstallationId("app")
                .baseUri(server.uri())
                .attemptLimit(PATIENCE)
                .deadline(PATIENCE)
                .retryPolicy(RetryPolicy.none())
                .creationLimit(100_000, 100_000)
                .closeGrace(Duration.ZERO);
    }

    static Visitor visitor(MonitorService service, String session) {
        Visitor visitor = Visitor.of("of " + session);
        service.sessions().adopt(visitor, new MonitorSession("vid", session));
        return visitor;
    }

    static CompletableFuture<EngagementResult> getEngagement(MonitorService service, Visitor visitor) {
        return service.getEngagementAsync(visitor, EngagementRequest.empty());
    }

    /** Makes successful calls, so that classes are loaded and code is compiled before time is measured. */
    static void warmUp(MonitorService service, int calls) {
        for (int i = 0; i < calls; i++) {
            service.getEngagement(visitor(service, "good"), EngagementRequest.empty());
        }
    }

    static boolean eventually(BooleanSupplier condition) {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (!condition.getAsBoolean() && System.nanoTime() < end) {
            LockSupport.parkNanos(1_000_000);
        }
        return condition.getAsBoolean();
    }

    /** {@return the number of platform threads that the SDK has started} */
    static long threads() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().startsWith("monitor-api-"))
                .count();
    }
}
