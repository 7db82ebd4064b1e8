package io.monitorapi.middleboxes;

import static org.assertj.core.api.Assertions.assertThat;

import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisURI;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.codec.StringCodec;
import io.lettuce.core.output.StatusOutput;
import io.lettuce.core.protocol.CommandArgs;
import io.lettuce.core.protocol.CommandType;
import io.monitorapi.session.MonitorSession;
import io.monitorapi.session.Visitor;
import io.monitorapi.simulator.MonitorSimulator;
import io.monitorapi.simulator.ScriptedResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two nodes that share their sessions in a Redis that restarts, fails over, loses its scripts or evicts records. */
class SharedRedisTest {

    private static final List<Visitor> VISITORS =
            IntStream.range(0, 20).mapToObj(i -> Visitor.of("visitor-" + i)).toList();

    @TempDir
    private Path folder;

    private final MonitorSimulator simulator = MonitorSimulator.start();

    @AfterEach
    void stopSimulator() {
        simulator.close();
    }

    @Test
    void anotherNodeKnowsTheSessionsAfterARestartOfRedis() {
        try (Program redis = redis();
                Node one = node(redis.port());
                Node other = node(redis.port())) {
            one.ask(VISITORS);
            redis.restart("TERM");
            command(redis.port(), "PING");
            other.ask(VISITORS);
            one.ask(VISITORS);

            report("Redis restarted");
            assertThat(simulator.recording().sessionsCreated()).isEqualTo(VISITORS.size());
        }
    }

    @Test
    void anotherNodeKnowsTheSessionsAfterScriptFlush() {
        try (Program redis = redis();
                Node one = node(redis.port());
                Node other = node(redis.port())) {
            one.ask(VISITORS);
            command(redis.port(), "SCRIPT", "FLUSH");
            other.ask(VISITORS);

            report("SCRIPT FLUSH");
            assertThat(simulator.recording().sessionsCreated()).isEqualTo(VISITORS.size());
        }
    }

    /** These are the rights that suffice; the README names them. */
    @Test
    void aUserWithTheLeastRightsIsEnough() {
        try (Program redis = redis()) {
            command(
                    redis.port(),
                    "ACL",
                    "SETUSER",
                    "monitor",
                    "on",
                    ">secret",
                    "~monitor-api:session:*",
                    "-@all",
                    "+get",
                    "+set",
                    "+del",
                    "+pttl",
                    "+pexpire",
                    "+eval",
                    "+evalsha",
                    "+getrange",
                    "+hello");
            try (Node one = node(
                            redis.port(),
                            "--spring.data.redis.username=monitor",
                            "--spring.data.redis.password=secret");
                    Node other = node(
                            redis.port(),
                            "--spring.data.redis.username=monitor",
                            "--spring.data.redis.password=secret")) {
                one.ask(VISITORS);
                other.ask(VISITORS);
            }

            report("least rights");
            assertThat(simulator.recording().sessionsCreated()).isEqualTo(VISITORS.size());
        }
    }

    @Test
    void nodesShareTheirSessionsOverTls() {
        Path certificate = new ProxyCertificate().write(folder);
        try (Program redis = redis(port -> List.of(
                "--port", "0",
                "--tls-port", Integer.toString(port),
                "--tls-cert-file", certificate.toString(),
                "--tls-key-file", certificate.toString(),
                "--tls-ca-cert-file", certificate.toString(),
                "--tls-auth-clients", "no"))) {
            String[] tls = {
                "--spring.data.redis.host=localhost",
                "--spring.data.redis.ssl.bundle=redis",
                "--spring.ssl.bundle.pem.redis.truststore.certificate=file:" + certificate
            };
            try (Node one = nodeAt(redis.port(), tls);
                    Node other = nodeAt(redis.port(), tls)) {
                one.ask(VISITORS);
                other.ask(VISITORS);
            }

            report("Redis over TLS");
            assertThat(simulator.recording().sessionsCreated()).isEqualTo(VISITORS.size());
        }
    }

    /**
     * Redis has room for a part of the records only. The bound: no call fails, no visitor gets the session of another one, and
     * a call opens at most one session, so that two calls for each visitor open at most two, and fewer as some records are left:
     * the other node begins with the visitors who came last.
     */
    @Test
    void evictionMayCostSessionsButNoCallAndNeverMixesVisitors() {
        List<Visitor> visitors = IntStream.range(0, 600)
                .mapToObj(i -> Visitor.of("visitor-" + i))
                .toList();
        String[] settings = {"--monitor-api.creation-limit.per-second=1000"};
        try (Program redis = redis();
                Node one = node(redis.port(), settings);
                Node other = node(redis.port(), settings)) {
            one.ask(VISITORS);
            other.ask(VISITORS);
            long used = number(command(redis.port(), "INFO", "memory"), "used_memory:");
            command(redis.port(), "CONFIG", "SET", "maxmemory-policy", "allkeys-lru");
            command(redis.port(), "CONFIG", "SET", "maxmemory", Long.toString(used + 150_000));

            Map<MonitorSession, Visitor> owners = new HashMap<>();
            List<Visitor> lastFirst = new ArrayList<>(visitors);
            Collections.reverse(lastFirst);
            haveSessionsOfTheirOwn(visitors, one.ask(visitors), owners);
            haveSessionsOfTheirOwn(lastFirst, other.ask(lastFirst), owners);

            long evicted = number(command(redis.port(), "INFO", "stats"), "evicted_keys:");
            System.out.printf(
                    "FIGURE eviction: %d records evicted, %d sessions of %d visitors in %d calls%n",
                    evicted, simulator.recording().sessionsCreated(), visitors.size(), 2 * visitors.size());
            assertThat(evicted).isPositive();
            assertThat(simulator.recording().sessionsCreated()).isBetween(visitors.size(), 2 * visitors.size() - 1);
        }
    }

    private static void haveSessionsOfTheirOwn(
            List<Visitor> visitors, List<MonitorSession> sessions, Map<MonitorSession, Visitor> owners) {
        for (int i = 0; i < visitors.size(); i++) {
            Visitor owner = owners.putIfAbsent(sessions.get(i), visitors.get(i));
            assertThat(owner).isIn(null, visitors.get(i));
        }
    }

    private static long number(String info, String name) {
        return info.lines()
                .filter(line -> line.startsWith(name))
                .mapToLong(line -> Long.parseLong(line.substring(name.length()).trim()))
                .findFirst()
                .orElseThrow();
    }

    /** The client of Redis must not stop before the last sessions are stored. */
    @Test
    void sessionsThatAreOpenedWhileANodeClosesAreKnownToTheNextNode() {
        List<Visitor> last = VISITORS.subList(0, 5);
        try (Program redis = redis();
                Node other = node(redis.port())) {
            try (Node closing = node(redis.port())) {
                simulator.script().always(ScriptedResponse.usual().after(Duration.ofMillis(500)));
                closing.askLater(last);
                await(() -> simulator.recording().requests() == last.size());
            }
            simulator.script().clear();
            other.ask(last);

            report("closing node");
            assertThat(simulator.recording().sessionsCreated()).isEqualTo(last.size());
        }
    }

    /** The control: nodes that share no store open a session each. */
    @Test
    void nodesWithoutASharedStoreOpenASessionEach() {
        try (Node one = Node.start(simulator);
                Node other = Node.start(simulator)) {
            one.ask(VISITORS);
            other.ask(VISITORS);

            assertThat(simulator.recording().sessionsCreated()).isEqualTo(2 * VISITORS.size());
        }
    }

    @Test
    void aFailoverBySentinelCostsNoSession() {
        Program.installed("redis-sentinel");
        try (Program primary = redis();
                Program replica = redis("--replicaof", "127.0.0.1 " + primary.port());
                Program sentinel = sentinel(primary.port())) {
            await(() -> command(primary.port(), "INFO", "replication").contains("state=online"));
            await(() -> command(sentinel.port(), "INFO", "sentinel").contains("slaves=1"));
            try (Node one = sentinelNode(sentinel.port());
                    Node other = sentinelNode(sentinel.port())) {
                one.ask(VISITORS);
                primary.signal("KILL");
                one.ask(VISITORS);
                await(() -> command(replica.port(), "INFO", "replication").contains("role:master"));
                one.ask(VISITORS);
                other.ask(VISITORS);

                report("failover");
                assertThat(simulator.recording().sessionsCreated()).isEqualTo(VISITORS.size());
            }
        }
    }

    private Program redis(String... more) {
        return redis(port -> List.of(more));
    }

    private Program redis(IntFunction<List<String>> more) {
        int port = Program.freePort();
        Path data = folder.resolve("redis-" + port);
        assertThat(data.toFile().mkdir()).isTrue();
        List<String> arguments = new ArrayList<>(List.of(
                "--port", Integer.toString(port),
                "--bind", "127.0.0.1",
                "--dir", data.toString(),
                "--save", "",
                "--appendonly", "yes",
                "--appendfsync", "always",
                "--repl-diskless-sync-delay", "0"));
        arguments.addAll(more.apply(port));
        return Program.start("redis-server", port, folder, arguments.toArray(String[]::new));
    }

    private Program sentinel(int primary) {
        int port = Program.freePort();
        Path configuration = Template.write(
                "sentinel.conf",
                folder.resolve("sentinel.conf"),
                Map.of("PORT", port, "PRIMARY", primary, "FOLDER", folder));
        return Program.start("redis-sentinel", port, folder, configuration.toString());
    }

    private Node node(int port, String... more) {
        return nodeAt(
                port,
                Stream.concat(Stream.of("--spring.data.redis.host=127.0.0.1"), Stream.of(more))
                        .toArray(String[]::new));
    }

    private Node nodeAt(int port, String... more) {
        return Node.start(
                simulator,
                Stream.concat(
                                Stream.of(
                                        "--monitor-api.session.store=redis",
                                        "--monitor-api.session.redis.timeout=5s",
                                        "--spring.data.redis.port=" + port),
                                Stream.of(more))
                        .toArray(String[]::new));
    }

    private Node sentinelNode(int port) {
        return Node.start(
                simulator,
                "--monitor-api.session.store=redis",
                "--monitor-api.session.redis.timeout=5s",
                "--spring.data.redis.sentinel.master=sessions",
                "--spring.data.redis.sentinel.nodes=127.0.0.1:" + port);
    }

    /** Sends a command over a connection of its own, once the server is ready. */
    private static String command(int port, String... words) {
        RedisClient client = RedisClient.create(RedisURI.create("127.0.0.1", port));
        try (StatefulRedisConnection<String, String> connection = client.connect()) {
            CommandArgs<String, String> arguments = new CommandArgs<>(StringCodec.UTF8);
            for (String word : List.of(words).subList(1, words.length)) {
                arguments.add(word);
            }
            return String.valueOf(connection
                    .sync()
                    .dispatch(CommandType.valueOf(words[0]), new StatusOutput<>(StringCodec.UTF8), arguments));
        } finally {
            client.shutdown();
        }
    }

    private static void await(BooleanSupplier condition) {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime() - end).as("time that is left").isNegative();
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(100));
        }
    }

    private void report(String what) {
        System.out.printf(
                "FIGURE %s: %d sessions of %d visitors%n",
                what, simulator.recording().sessionsCreated(), VISITORS.size());
    }
}
