package io.monitorapi.benchmarks.load;

import io.monitorapi.MonitorService;
import io.monitorapi.engagement.EngagementResult;
import io.monitorapi.http.HttpMonitor;
import io.monitorapi.http.apache.ApacheHttpTransport;
import io.monitorapi.http.jdk.JdkHttpTransport;
import io.monitorapi.http.transport.HttpTransport;
import io.monitorapi.session.MonitorSession;
import io.monitorapi.session.Visitor;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;

/** This SDK with default settings: sessions in memory, default retries, no listener. */
final class SdkClient implements LoadClient {

    /** The maximum number of calls in flight in these programs. */
    private static final int VISITORS = 1_024;

    private final HttpTransport transport;
    private final MonitorService service;
    private final List<Visitor> visitors;

    private SdkClient(Endpoint server, HttpTransport transport) {
        this.transport = transport;
        this.service = HttpMonitor.builder()
                .accountId("12345678")
                .appInstallationId("d5f4c1a2-installation")
                .baseUri(server.uri())
                .transport(transport)
                .build();
        this.visitors = IntStream.range(0, VISITORS)
                .mapToObj(i -> Visitor.of("visitor-" + i))
                .toList();
        visitors.forEach(visitor ->
                service.sessions().adopt(visitor, new MonitorSession("M4ZTA3ZTQ1ZjA2YzdhN2", LoadServer.SESSION_ID)));
    }

    static SdkClient onJdk(Endpoint server) {
        return new SdkClient(
                server, JdkHttpTransport.builder().sslContext(server.trust()).build());
    }

    static SdkClient onApache(Endpoint server) {
        ApacheHttpTransport transport =
                ApacheHttpTransport.builder().sslContext(server.trust()).build();
        return new SdkClient(server, transport);
    }

    @Override
    public void call(int caller) {
        check(service.getEngagement(visitors.get(caller), Work.REQUEST));
    }

    @Override
    public CompletableFuture<?> callAsync(int caller) {
        return service.getEngagementAsync(visitors.get(caller), Work.REQUEST).thenAccept(result -> check(result));
    }

    private static void check(EngagementResult result) {
        Work.check(Objects.requireNonNull(result.session()).sessionId());
    }

    @Override
    public void close() {
        service.close();
        transport.close();
    }
}
