package io.monitorapi.http;

import io.monitorapi.MonitorService;
import io.monitorapi.attribute.SearchInfo;
import io.monitorapi.engagement.EngagementRequest;
import io.monitorapi.engagement.Report;
import io.monitorapi.http.transport.HttpTransport;
import io.monitorapi.session.Visitor;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import reactor.blockhound.BlockHound;

/** Makes asynchronous calls on a thread that must not block, the first ones of the JVM included. Prints what blocked. */
final class BlockingCalls {

    private static final String CALLER = "caller";
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private BlockingCalls() {}

    static void detect(URI server) throws InterruptedException {
        List<String> blocked = new CopyOnWriteArrayList<>();
        BlockHound.builder()
                .nonBlockingThreadPredicate(
                        existing -> existing.or(thread -> thread.getName().equals(CALLER)))
                .blockingMethodCallback(
                        method -> blocked.add(method + " at " + List.of(new Throwable().getStackTrace())))
                .install();
        for (Transport kind : Transport.values()) {
            try (HttpTransport transport =
                            kind.builder().connectTimeout(PATIENCE).build();
                    MonitorService service = HttpMonitor.builder()
                            .accountId("40001234")
                            .appInstallationId("app")
                            .baseUri(URI.create("https://localhost:" + server.getPort()))
                            .transport(transport)
                            .attemptLimit(PATIENCE)
                            .deadline(PATIENCE)
                            .build()) {
                int before = blocked.size();
                List<CompletableFuture<?>> calls = new CopyOnWriteArrayList<>();
                Thread caller = new Thread(() -> calls.addAll(calls(service)), CALLER);
                caller.start();
                caller.join();
                calls.forEach(CompletableFuture::join);
                System.out.println(kind + ": " + calls.size() + " calls completed, blocked " + (blocked.size() - before)
                        + " times");
            }
        }
        Thread control = new Thread(
                () -> {
                    try {
                        Thread.sleep(1);
                    } catch (InterruptedException interrupted) {
                        Thread.currentThread().interrupt();
                    }
                },
                CALLER);
        int before = blocked.size();
        control.start();
        control.join();
        System.out.println("control: blocked " + (blocked.size() - before) + " times");
        blocked.forEach(System.out::println);
    }

    private static List<CompletableFuture<?>> calls(MonitorService service) {
        return List.of(
                service.getEngagementAsync(Visitor.of("device-1"), EngagementRequest.empty()),
                service.getEngagementAsync(Visitor.of("device-2"), EngagementRequest.empty()),
                service.reportAsync(
                        Visitor.of("device-3"),
                        Report.builder()
                                .consumerId("consumer")
                                .pageId("page")
                                .engagementAttribute(SearchInfo.of("words"))
                                .build()));
    }
}
