package io.monitorapi.spring.redis;

import io.monitorapi.MonitorService;
import io.monitorapi.engagement.EngagementRequest;
import io.monitorapi.engagement.EngagementResult;
import io.monitorapi.error.MonitorException;
import io.monitorapi.http.HttpMonitor;
import io.monitorapi.memory.InMemorySessionStore;
import io.monitorapi.port.SessionStore;
import io.monitorapi.session.MonitorSession;
import io.monitorapi.session.Visitor;
import io.monitorapi.spring.store.TimeLimitedExecutor;
import io.monitorapi.spring.store.VisitorKeys;
import java.io.ByteArrayInputStream;
import java.io.PrintWriter;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.Scanner;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.springframework.data.redis.RedisConnectionFailureException;

/**
 * One node in a JVM of its own, controlled by commands on its standard input: {@code run} makes a call for every
 * visitor in random order on 64 threads, {@code pairs} prints the pair of every visitor, and the end of the input ends the process.
 */
final class NodeProcess {

    static final int THREADS = 64;

    private final MonitorService service;
    private final List<Visitor> visitors;
    private final PrintWriter history;

    private NodeProcess(MonitorService service, int visitors, PrintWriter history) {
        this.service = service;
        this.visitors = IntStream.range(0, visitors)
                .mapToObj(i -> Visitor.of("visitor-" + i))
                .toList();
        this.history = history;
    }

    /**
     * Starts a node.
     *
     * @param arguments the service's address and certificate, Redis's port or 0 for none, the number of visitors, the account
     *     and its app installation, the timeout of Redis in seconds, the file of the history
     */
    public static void main(String[] arguments) throws Exception {
        HttpMonitor.Builder account =
                HttpMonitor.builder().accountId(arguments[4]).appInstallationId(arguments[5]);
        URI address = URI.create(arguments[0]);
        SessionStore store = store(
                Integer.parseInt(arguments[2]), address.getPort(), Duration.ofSeconds(Long.parseLong(arguments[6])));
        try (MonitorService service = service(account, address, Path.of(arguments[1]), store);
                PrintWriter history = new PrintWriter(Files.newBufferedWriter(Path.of(arguments[7])), true)) {
            NodeProcess node = new NodeProcess(service, Integer.parseInt(arguments[3]), history);
            System.out.println("ready");
            Scanner orders = new Scanner(System.in);
            while (orders.hasNextLine()) {
                System.out.println(orders.nextLine().equals("run") ? node.run() : node.pairs());
            }
        }
        System.exit(0);
    }

    /** The keys contain the port of the service, so that each test has its own keys. */
    private static SessionStore store(int redisPort, int servicePort, Duration patience) {
        if (redisPort == 0) {
            return new InMemorySessionStore();
        }
        TimeLimitedExecutor calls =
                new TimeLimitedExecutor("Redis", patience, 16, Set.of(RedisConnectionFailureException.class));
        VisitorKeys keys = new VisitorKeys("sixteen-letters!", "40001234", "7d0a");
        return new RedisSessionStore(
                RealRedis.connectionsTo(redisPort), keys, "nodes-" + servicePort + ":", Duration.ofDays(30), calls);
    }

    private static MonitorService service(
            HttpMonitor.Builder account, URI address, Path certificate, SessionStore store) throws Exception {
        return account.baseUri(address)
                .sslContext(trust(certificate))
                .connectTimeout(Duration.ofSeconds(60))
                .attemptLimit(Duration.ofSeconds(15))
                .deadline(Duration.ofMinutes(2))
                .maxInFlight(16)
                .nearCache(Duration.ofSeconds(1))
                .sessionStore(store)
                .build();
    }

    private static SSLContext trust(Path certificate) throws Exception {
        KeyStore trusted = KeyStore.getInstance(KeyStore.getDefaultType());
        trusted.load(null, null);
        trusted.setCertificateEntry(
                "simulator",
                CertificateFactory.getInstance("X.509")
                        .generateCertificate(new ByteArrayInputStream(Files.readAllBytes(certificate))));
        TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(trusted);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, trust.getTrustManagers(), null);
        return context;
    }

    private String run() throws Exception {
        List<Integer> order =
                new ArrayList<>(IntStream.range(0, visitors.size()).boxed().toList());
        Collections.shuffle(order, new Random(ProcessHandle.current().pid()));
        ConcurrentLinkedQueue<Integer> queue = new ConcurrentLinkedQueue<>(order);
        ExecutorService pool = Executors.newFixedThreadPool(THREADS);
        List<Future<Integer>> threads = new ArrayList<>();
        for (int i = 0; i < THREADS; i++) {
            threads.add(pool.submit(() -> callAll(queue)));
        }
        int failures = 0;
        for (Future<Integer> thread : threads) {
            failures += thread.get();
        }
        pool.shutdown();
        return "failed " + failures;
    }

    private int callAll(ConcurrentLinkedQueue<Integer> queue) {
        int failures = 0;
        for (Integer next = queue.poll(); next != null; next = queue.poll()) {
            failures += call(next) ? 0 : 1;
        }
        return failures;
    }

    private boolean call(int visitor) {
        long begun = System.currentTimeMillis();
        try {
            EngagementResult result = service.getEngagement(visitors.get(visitor), EngagementRequest.empty());
            history.println(visitor + " " + text(result.session()) + " " + begun);
            return true;
        } catch (MonitorException failure) {
            history.println(visitor + " - " + failure.reason() + " " + begun);
            return false;
        }
    }

    private String pairs() {
        return String.join(
                ",",
                visitors.stream()
                        .map(visitor -> service.sessions()
                                .current(visitor)
                                .map(NodeProcess::text)
                                .orElse("-"))
                        .toList());
    }

    private static String text(MonitorSession session) {
        return session.visitorId() + " " + session.sessionId();
    }
}
