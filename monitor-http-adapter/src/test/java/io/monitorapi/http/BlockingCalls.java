package io.monitorapi.http;

import io.monitorapi.MonitorService;
import io.monitorapi.attribute.SearchInfo;
import io.monitorapi.engagement.EngagementRequest;
import io.monitorapi.engagement.Report;
import io.monitorapi.http.transport.HttpTransport;
import io.monitorapi.memory.InMemorySessionStore;
import io.monitorapi.port.SessionStore;
import io.monitorapi.session.SessionRecord;
import io.monitorapi.session.Visitor;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
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
            detect(server, kind, "memory", new InMemorySessionStore(), blocked);
            detect(server, kind, "blocking store", new BlockingStore(), blocked);
        }
        control("control", blocked, () -> Thread.sleep(1));
        control("control of the store", blocked, () -> new BlockingStore().find(Visitor.of("device-1")));
        blocked.forEach(System.out::println);
    }

    private static void detect(URI server, Transport kind, String stored, SessionStore store, List<String> blocked)
            throws InterruptedException {
        try (HttpTransport transport = kind.builder().connectTimeout(PATIENCE).build();
                MonitorService service = HttpMonitor.builder()
                        .accountId("40001234")
                        .appInstallationId("app")
                        .baseUri(URI.create("https://localhost:" + server.getPort()))
                        .transport(transport)
                        .attemptLimit(PATIENCE)
                        .deadline(PATIENCE)
                        .sessionStore(store)
                        .build()) {
            int before = blocked.size();
            List<CompletableFuture<?>> calls = new CopyOnWriteArrayList<>();
            Thread caller = new Thread(() -> calls.addAll(calls(service)), CALLER);
            caller.start();
            caller.join();
            calls.forEach(CompletableFuture::join);
            System.out.println(kind + ", " + stored + ": " + calls.size() + " calls completed, blocked "
                    + (blocked.size() - before) + " times");
        }
    }

    private static void control(String name, List<String> blocked, BlockingWork work) throws InterruptedException {
        int before = blocked.size();
        Thread thread = new Thread(
                () -> {
                    try {
                        work.run();
                    } catch (InterruptedException interrupted) {
                        Thread.currentThread().interrupt();
                    }
                },
                CALLER);
        thread.start();
        thread.join();
        System.out.println(name + ": blocked " + (blocked.size() - before) + " times");
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

    private interface BlockingWork {

        void run() throws InterruptedException;
    }

    /** Blocks in every method, as a store with a network does. */
    private static final class BlockingStore implements SessionStore {

        private final SessionStore memory = new InMemorySessionStore();

        private <T> T block(Supplier<T> command) {
            try {
                Thread.sleep(1);
            } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
            }
            return command.get();
        }

        @Override
        public Optional<SessionRecord> find(Visitor visitor) {
            return block(() -> memory.find(visitor));
        }

        @Override
        public Claim claim(Visitor visitor, Duration lease) {
            return block(() -> memory.claim(visitor, lease));
        }

        @Override
        public void release(Visitor visitor, Claim.Granted granted) {
            block(() -> {
                memory.release(visitor, granted);
                return true;
            });
        }

        @Override
        public boolean replace(Visitor visitor, long expectedGeneration, @Nullable SessionRecord next) {
            return block(() -> memory.replace(visitor, expectedGeneration, next));
        }

        @Override
        public void forget(Visitor visitor) {
            block(() -> {
                memory.forget(visitor);
                return true;
            });
        }
    }
}
