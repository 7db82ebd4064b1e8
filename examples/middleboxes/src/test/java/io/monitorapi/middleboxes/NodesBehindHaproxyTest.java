package io.monitorapi.middleboxes;

import static org.assertj.core.api.Assertions.assertThat;

import io.monitorapi.session.Visitor;
import io.monitorapi.simulator.MonitorSimulator;
import java.lang.management.ManagementFactory;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two Spring Boot nodes, each a JVM of its own, with one Redis. */
class NodesBehindHaproxyTest {

    private static final int VISITORS = 1_000;

    @TempDir
    private Path folder;

    private final MonitorSimulator simulator = MonitorSimulator.start();

    @AfterEach
    void stopSimulator() {
        simulator.close();
    }

    /**
     * 1,000 visitors load a page five times, through HAProxy in turn on two nodes; Redis is killed and starts again, then a node
     * is killed.
     *
     * <p>The bound, V + F + B: each of the V visitors needs a session. While Redis is out of reach, a node serves the visitors
     * that it has served before from its memory; it opens a session only for a visitor who comes to it for the first time, once.
     * F is the number of such first contacts in the outage, at most one for each of the 700 visits in it. A killed node may
     * have opened, but not stored, a session for each of the B = 16 browsers. Nodes without a store in common would open 2 V.
     */
    @Test
    void killingRedisAndANodeOpensNoMoreSessionsThanTheBound() {
        try (Program redis = redis();
                NodeProcess a = launch("a", redis, "--monitor-api.session.redis.timeout=2s");
                NodeProcess b = launch("b", redis, "--monitor-api.session.redis.timeout=2s")) {
            a.awaitStart();
            b.awaitStart();
            try (Program haproxy = haproxy(a, b);
                    PageVisits visits = new PageVisits()) {
                URI page = URI.create("http://127.0.0.1:" + haproxy.port());
                awaitStore(visits, a);
                awaitStore(visits, b);

                CompletableFuture<Void> rounds = visits.begin(page, VISITORS, 2);
                visits.await(1_300);
                visits.outage(true);
                redis.stop("KILL");
                rounds.join();
                redis.startAgain();
                awaitStore(visits, a);
                awaitStore(visits, b);
                visits.outage(false);

                CompletableFuture<Void> more = visits.begin(page, VISITORS, 3);
                visits.await(visits.visits() + 1_000);
                b.kill();
                more.join();

                int sessions = simulator.recording().sessionsCreated();
                int inOutage = visits.firstContactsInOutage();
                int bound = VISITORS + inOutage + PageVisits.BROWSERS;
                System.out.printf(
                        "FIGURE two nodes behind HAProxy, Redis and a node killed: %d visits, %d reloads, failed %s, %d sessions,"
                                + " opened %s; first contacts in the outage %d, bound %d%n",
                        visits.visits(),
                        visits.reloads(),
                        visits.failures(),
                        sessions,
                        visits.created(),
                        inOutage,
                        bound);
                assertThat(visits.failures()).as(a.output() + b.output()).isEmpty();
                assertThat(inOutage).isPositive();
                assertThat(sessions).isBetween(VISITORS, bound);
            }
        }
    }

    /**
     * The bound is zero: a node that warms up before it serves pages has the sessions of the others at its first requests,
     * although a new JVM takes more than the limit of 1 s for its first question to Redis. (The default limit, 250 ms, would also
     * measure how busy the machine is.) A first question that takes more than 5 s is an outage,
     * in which each node opens a session for each visitor; only a machine with more than four running threads for each processor
     * may need that long.
     */
    @Test
    void nodesKnowAllVisitorsAtTheirFirstRequests() {
        List<Visitor> visitors =
                IntStream.range(0, 30).mapToObj(i -> Visitor.of("visitor-" + i)).toList();
        try (Program redis = redis()) {
            try (Node earlier = Node.start(simulator, settings(redis).toArray(String[]::new))) {
                earlier.ask(visitors);
            }
            try (NodeProcess a = launch("a", redis, "--monitor-api.session.redis.timeout=1s");
                    NodeProcess b = launch("b", redis, "--monitor-api.session.redis.timeout=1s");
                    PageVisits visits = new PageVisits()) {
                a.awaitStart();
                b.awaitStart();

                CompletableFuture.allOf(
                                visits.begin(a.uri(), visitors.size(), 1), visits.begin(b.uri(), visitors.size(), 1))
                        .join();

                int sessions = simulator.recording().sessionsCreated() - visitors.size();
                boolean busy = ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage()
                        > 4.0 * Runtime.getRuntime().availableProcessors();
                int bound = busy ? 2 * visitors.size() : 0;
                System.out.printf(
                        "FIGURE cold start of two nodes: %d visits of %d visitors, failed %s, %d new sessions, bound %d%n",
                        visits.visits(), visitors.size(), visits.failures(), sessions, bound);
                assertThat(visits.failures()).as(a.output() + b.output()).isEmpty();
                assertThat(sessions).as(a.output() + b.output()).isLessThanOrEqualTo(bound);
            }
        }
    }

    /** Waits until a node reaches Redis, which it tries once in ten seconds. */
    private static void awaitStore(PageVisits visits, NodeProcess node) {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
        while (!visits.visit(node.uri(), "visitor-0")) {
            assertThat(System.nanoTime() - end).as("time that is left").isNegative();
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(100));
        }
    }

    /** The limits of connecting and of a response are for a machine that has other things to do. */
    private NodeProcess launch(String name, Program redis, String... more) {
        List<String> settings = new ArrayList<>(settings(redis));
        settings.add("--monitor-api.creation-limit.per-second=1000");
        settings.add("--monitor-api.connect-timeout=10s");
        settings.add("--monitor-api.attempt-limit=12s");
        settings.addAll(List.of(more));
        return NodeProcess.launch(name, simulator, folder, settings);
    }

    private static List<String> settings(Program redis) {
        return List.of(
                "--monitor-api.session.store=redis",
                "--spring.data.redis.host=127.0.0.1",
                "--spring.data.redis.port=" + redis.port());
    }

    private Program haproxy(NodeProcess a, NodeProcess b) {
        int port = Program.freePort();
        Path configuration = Template.write(
                "round-robin.cfg",
                folder.resolve("round-robin.cfg"),
                Map.of("PORT", port, "NODE_A", a.port(), "NODE_B", b.port()));
        return Program.start("haproxy", port, folder, "-W", "-f", configuration.toString());
    }

    private Program redis() {
        int port = Program.freePort();
        return Program.start(
                "redis-server",
                port,
                folder,
                "--port",
                Integer.toString(port),
                "--bind",
                "127.0.0.1",
                "--dir",
                folder.toString(),
                "--save",
                "",
                "--appendonly",
                "yes",
                "--appendfsync",
                "always");
    }
}
