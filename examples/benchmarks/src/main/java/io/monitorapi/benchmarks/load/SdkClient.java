package io.monitorapi.benchmarks.load;

import io.monitorapi.MonitorService;
import io.monitorapi.http.HttpMonitor;
import io.monitorapi.http.HttpTransport;
import io.monitorapi.http.JdkHttpTransport;
import io.monitorapi.http.apache.ApacheHttpTransport;
import io.monitorapi.session.MonitorSession;
import io.monitorapi.session.Visitor;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;

/** This SDK with nothing set: sessions in memory, the default retries, no listener. */
final class SdkClient implements LoadClient {

    static final String ON_JDK = "**this SDK**, JDK transport";
    static final String ON_APACHE = "**this SDK**, Apache transport";

    private final String name;
    private final HttpTransport transport;
    private final MonitorService service;
    private final List<Visitor> visitors;

    private SdkClient(String name, ServerProcess server, HttpTransport transport, int callers) {
        this.name = name;
        this.transport = transport;
        this.service = HttpMonitor.builder()
                .accountId("12345678")
                .appInstallationId("d5f4c1a2-installation")
                .baseUri(server.uri())
                .transport(transport)
                .build();
        this.visitors = IntStream.range(0, callers)
                .mapToObj(i -> Visitor.of("visitor-" + i))
                .toList();
        visitors.forEach(visitor ->
                service.sessions().adopt(visitor, new MonitorSession("M4ZTA3ZTQ1ZjA2YzdhN2", LoadServer.SESSION_ID)));
    }

    static SdkClient onJdk(ServerProcess server, int callers) {
        return new SdkClient(
                ON_JDK,
                server,
                JdkHttpTransport.builder().sslContext(server.trust()).build(),
                callers);
    }

    static SdkClient onApache(ServerProcess server, boolean blocking, int callers) {
        ApacheHttpTransport transport = ApacheHttpTransport.builder()
                .sslContext(server.trust())
                .blocking(blocking)
                .build();
        return new SdkClient(ON_APACHE, server, transport, callers);
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public void call(int caller) {
        Work.check(service.getEngagement(visitors.get(caller), Work.REQUEST)
                .session()
                .sessionId());
    }

    @Override
    public CompletableFuture<?> callLater(int caller) {
        return service.getEngagementAsync(visitors.get(caller), Work.REQUEST)
                .thenAccept(result -> Work.check(result.session().sessionId()));
    }

    @Override
    public void close() {
        service.close();
        transport.close();
    }
}
