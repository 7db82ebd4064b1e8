package io.monitorapi.http;

import io.monitorapi.MonitorService;
import io.monitorapi.attribute.MarketingInfo;
import io.monitorapi.attribute.SearchInfo;
import io.monitorapi.engagement.EngagementRequest;
import io.monitorapi.engagement.Identity;
import io.monitorapi.engagement.Report;
import io.monitorapi.http.testkit.FaultServer;
import io.monitorapi.http.testkit.NetworkFaults;
import io.monitorapi.http.testkit.StatusFaults;
import io.monitorapi.http.testkit.TestCertificates;
import io.monitorapi.http.transport.HttpTransport;
import io.monitorapi.port.MonitorListener;
import io.monitorapi.session.MonitorSession;
import io.monitorapi.session.Visitor;
import java.net.ProxySelector;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import javax.net.ssl.SSLContext;

/** One call that encounters a fault of the matrix, with its own service and server. */
final class FaultScenario implements AutoCloseable {

    /** The kinds of calls, by their letter in the matrix. */
    enum Kind {
        /** Opens a session. */
        H,
        /** Requests an engagement in a session. */
        S,
        /** Reports in a session, without an id by which the service could recognize a repetition. */
        R
    }

    static final MonitorSession SESSION = new MonitorSession("canary-vid", "canary-sid");
    static final Visitor VISITOR = Visitor.of("canary-visitor");
    static final Duration SHORT = Duration.ofMillis(1_500);

    private static final Duration LONG = Duration.ofSeconds(20);
    private static final TestCertificates CERTIFICATES = new TestCertificates();
    private static final SSLContext TRUST = CERTIFICATES.trust();
    private static final SSLContext LOCALHOST = CERTIFICATES.localhost();
    private static final NetworkFaults NETWORK = new NetworkFaults(CERTIFICATES);

    private static final EngagementRequest REQUEST = EngagementRequest.builder()
            .consumerId("canary-consumer")
            .identity(Identity.authenticated("https://canary.example", "canary-subject"))
            .entryPoints("canary-entry")
            .engagementAttribute(MarketingInfo.builder().affiliate("canary").build())
            .build();

    private final FaultRow row;
    private final Kind kind;
    private final FaultServer server;
    private final HttpTransport transport;
    private final RepeatOncePolicy policy = new RepeatOncePolicy();
    private final MonitorService service;

    FaultScenario(FaultRow row, Transport made, Kind kind, MonitorListener... listeners) {
        this.row = row;
        this.kind = kind;
        this.server = row.id().startsWith("N")
                ? NETWORK.start(row.fault())
                : FaultServer.start(LOCALHOST, StatusFaults.script(row.fault()));
        boolean viaProxy = row.fault().startsWith("proxy");
        this.transport = made.make(
                TRUST,
                viaProxy ? ProxySelector.of(server.address()) : ProxySelector.of(null),
                row.bound().equals("connect") ? SHORT : LONG);
        HttpMonitor.Builder builder = HttpMonitor.builder()
                .accountId("40001234")
                .appInstallationId("app")
                .baseUri(row.fault().equals("unknown host") ? URI.create("https://nowhere.invalid") : server.uri())
                .transport(transport)
                .retryPolicy(policy)
                .attemptLimit(row.bound().equals("attempt") ? SHORT : LONG)
                .deadline(LONG.multipliedBy(2));
        for (MonitorListener listener : listeners) {
            builder.listener(listener);
        }
        this.service = builder.build();
        if (row.id().equals("N13")) {
            service.getEngagement(Visitor.of("another"), EngagementRequest.empty());
            policy.clear();
        }
        if (kind != Kind.H) {
            service.sessions().adopt(VISITOR, SESSION);
        }
    }

    /** Makes the call and throws the exception that the call fails with. */
    void run(boolean async) {
        Report report = Report.builder()
                .consumerId("canary-consumer")
                .pageId("canary-page")
                .engagementAttribute(SearchInfo.of("canary"))
                .build();
        if (!async && kind == Kind.R) {
            service.report(VISITOR, report);
        } else if (!async) {
            service.getEngagement(VISITOR, REQUEST);
        } else {
            join(kind == Kind.R ? service.reportAsync(VISITOR, report) : service.getEngagementAsync(VISITOR, REQUEST));
        }
    }

    private static void join(CompletableFuture<?> call) {
        try {
            call.join();
        } catch (CompletionException failed) {
            throw (RuntimeException) failed.getCause();
        }
    }

    FaultServer server() {
        return server;
    }

    RepeatOncePolicy policy() {
        return policy;
    }

    /** {@return how many requests of this call the server has received} */
    int requests() {
        return server.requests().size() - (row.id().equals("N13") ? 1 : 0);
    }

    /** {@return the state of the visitor's session, in the words of the matrix} */
    String pair() {
        return service.sessions()
                .current(VISITOR)
                .map(now -> now.equals(SESSION) ? "kept" : "new")
                .orElse("dropped");
    }

    @Override
    public void close() {
        service.close();
        transport.close();
        server.close();
    }
}
