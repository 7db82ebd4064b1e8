package io.monitorapi.spring.redis;

import static org.assertj.core.api.Assertions.assertThat;

import io.monitorapi.simulator.MonitorSimulator;
import io.monitorapi.spring.store.RealServers;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Four nodes, each a JVM of its own with 64 threads, on one Redis and one simulator; checks
 * the sessions that the simulator counted and the results of all calls.
 */
@Tag("long")
class ManyNodesTest {

    private static final int NODES = 4;
    private static final int VISITORS = 1_000;
    private static final int MIDDLE = 300;

    @TempDir
    private Path folder;

    private final MonitorSimulator simulator = MonitorSimulator.start();
    private final List<Node> nodes = new ArrayList<>();

    @AfterEach
    void stop() {
        nodes.forEach(Node::kill);
        simulator.close();
    }

    @Test
    void openOneSessionForEachVisitor() throws Exception {
        start(RealRedis.shared().port(), VISITORS);

        allRun();

        noCallFailed();
        print("no fault");
        assertThat(simulator.recording().sessionsCreated()).isEqualTo(VISITORS);
        history().everyVisitorHasOnePair();
        history().everyPairIsOneOf(issued());

        theServiceEndsAllSessionsInTheMiddle();
    }

    /** The same nodes, as they take long to start: none of them uses a session that has ended. */
    private void theServiceEndsAllSessionsInTheMiddle() {
        int before = simulator.recording().requests("engagement");
        allRun();
        waitUntil(() -> simulator.recording().requests("engagement") >= before + MIDDLE);
        List<String> ended = issued();
        simulator.expireSessions();
        long endedAt = System.currentTimeMillis();

        noCallFailed();
        waitUntil(() -> System.currentTimeMillis() > endedAt + 1_000);
        allRun();

        noCallFailed();
        waitUntil(this::allAgree);
        print("the service ends all sessions in the middle");
        assertThat(ended).hasSize(VISITORS);
        history().noCallIsInASessionThatHadEnded(ended, endedAt);
        history().everyPairIsOneOf(issued());
    }

    /** The control: without a shared store, each node opens its own sessions. */
    @Test
    void withoutASharedStoreEachNodeOpensItsOwn() throws Exception {
        start(0, 100);

        allRun();

        noCallFailed();
        assertThat(simulator.recording().sessionsCreated()).isEqualTo(NODES * 100);
    }

    /** Claims of a killed node expire; each may have opened a session whose pair was lost. */
    @Test
    @Tag("soak")
    void sessionsOutliveANodeThatIsKilled() throws Exception {
        start(RealRedis.shared().port(), VISITORS);

        allRun();
        waitUntil(() -> simulator.recording().sessionsCreated() >= MIDDLE);
        Node killed = nodes.remove(0);
        killed.kill();

        noCallFailed();
        print("one of four nodes is killed");
        assertThat(simulator.recording().sessionsCreated()).isBetween(VISITORS, VISITORS + NodeProcess.THREADS);
        history().everyVisitorHasOnePair();
        history().everyPairIsOneOf(issued());
    }

    /**
     * Redis loses all it knew in the middle and is away for a while. The bound: each node may open one session for each visitor
     * that it does not know, and does so once.
     */
    @Test
    @Tag("soak")
    void nodesContinueWhileRedisIsDownAndAgreeAfterwards() throws Exception {
        int port = RealServers.freePort();
        RealRedis redis = RealRedis.startAt(port);
        start(port, VISITORS, 2);

        allRun();
        waitUntil(() -> simulator.recording().sessionsCreated() >= MIDDLE);
        redis.stop();
        waitUntil(() -> simulator.recording().sessionsCreated() >= 2 * MIDDLE);
        RealRedis again = RealRedis.startAt(port);
        try {
            noCallFailed();
            waitUntil(this::allAgree);
            int created = simulator.recording().sessionsCreated();
            print("Redis is killed, and starts again without its memory");
            assertThat(created).isBetween(VISITORS, NODES * VISITORS);
            history().everyPairIsOneOf(issued());
            history().noNodeGoesBack(issued());

            allRun();

            noCallFailed();
            assertThat(simulator.recording().sessionsCreated())
                    .as("no session is opened afterwards")
                    .isEqualTo(created);
        } finally {
            again.stop();
        }
    }

    /** The first command of a new JVM may take seconds on a busy machine. */
    private void start(int redisPort, int visitors) throws IOException {
        start(redisPort, visitors, 30);
    }

    private void start(int redisPort, int visitors, int secondsForRedis) throws IOException {
        Path certificate = Files.writeString(folder.resolve("trust.pem"), simulator.certificatePem());
        for (int i = 0; i < NODES; i++) {
            nodes.add(new Node(
                    folder.resolve("history-" + i),
                    simulator.baseUri().toString(),
                    certificate.toString(),
                    Integer.toString(redisPort),
                    Integer.toString(visitors),
                    simulator.accountId(),
                    simulator.appInstallationId(),
                    Integer.toString(secondsForRedis)));
        }
        assertThat(nodes).allMatch(node -> node.read().equals("ready"));
    }

    private void allRun() {
        nodes.forEach(node -> node.send("run"));
    }

    private void noCallFailed() {
        List<String> ends = nodes.stream().map(Node::read).toList();
        assertThat(ends).as("failed with " + history().reasons()).containsOnly("failed 0");
    }

    private boolean allAgree() {
        nodes.forEach(node -> node.send("pairs"));
        Set<String> pairs = nodes.stream().map(Node::read).collect(Collectors.toSet());
        return pairs.size() == 1 && !pairs.iterator().next().contains("-,");
    }

    private History history() {
        return History.read(nodes.stream().map(Node::history).toList());
    }

    private List<String> issued() {
        return simulator.recording().sessionsOpened().stream()
                .map(opened -> opened.visitorId() + " " + opened.sessionId())
                .toList();
    }

    private void print(String fault) {
        System.out.println(NODES + " JVMs x " + NodeProcess.THREADS + " threads, " + VISITORS + " visitors, " + fault
                + ": " + simulator.recording().sessionsCreated() + " sessions");
    }

    /** Waits until the condition holds; the generous bound is for busy machines. */
    private static void waitUntil(BooleanSupplier holds) {
        long end = System.nanoTime() + Duration.ofMinutes(2).toNanos();
        while (!holds.getAsBoolean()) {
            assertThat(System.nanoTime() - end).as("waited for two minutes").isNegative();
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20));
        }
    }

    /** The process of a node. */
    private static final class Node {

        private final Process process;
        private final PrintWriter commands;
        private final BufferedReader output;
        private final Path history;

        Node(Path history, String... arguments) throws IOException {
            this.history = history;
            List<String> command = new ArrayList<>(List.of(
                    ProcessHandle.current().info().command().orElseThrow(),
                    "-Xmx256m",
                    "-cp",
                    System.getProperty("java.class.path"),
                    NodeProcess.class.getName()));
            command.addAll(List.of(arguments));
            command.add(history.toString());
            this.process = new ProcessBuilder(command)
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start();
            this.commands = new PrintWriter(process.outputWriter(StandardCharsets.UTF_8), true);
            this.output = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
        }

        void send(String command) {
            commands.println(command);
        }

        /** Skips the output of libraries. */
        String read() {
            try {
                for (String line = output.readLine(); line != null; line = output.readLine()) {
                    if (line.matches("ready|failed \\d+|.*,.*") && !line.contains(" -- ")) {
                        return line;
                    }
                }
                return "ended";
            } catch (IOException killed) {
                return "killed";
            }
        }

        Path history() {
            return history;
        }

        void kill() {
            process.destroyForcibly();
        }
    }
}
