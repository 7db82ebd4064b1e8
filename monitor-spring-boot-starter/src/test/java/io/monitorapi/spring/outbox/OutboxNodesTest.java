package io.monitorapi.spring.outbox;

import static io.monitorapi.spring.outbox.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import io.monitorapi.simulator.MonitorSimulator;
import io.monitorapi.simulator.RecordedRequest;
import io.monitorapi.simulator.ScriptedResponse;
import io.monitorapi.spring.store.RealServers;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * Four shops, each a JVM of its own, on one PostgreSQL and one simulator. A shop is killed and replaced every few seconds, and the
 * service is down in the middle. What the database committed and what the simulator received decides.
 */
@Tag("long")
class OutboxNodesTest {

    private static final int NODES = 4;
    private static final int KILLS = 3;
    private static final int SALES = Integer.getInteger("outbox.sales", 400);
    private static final Pattern ORDER = Pattern.compile("\"orderId\":\"([^\"]+)\"");

    private final MonitorSimulator simulator = MonitorSimulator.start();
    private final EmbeddedPostgres postgres =
            RealServers.start("PostgreSQL", () -> EmbeddedPostgres.builder().start());
    private final JdbcTemplate jdbc = new JdbcTemplate(postgres.getPostgresDatabase());
    private final List<Node> nodes = new ArrayList<>();
    private final Set<String> received = new LinkedHashSet<>();
    private RecordedRequest last;
    private int started;

    @AfterEach
    void stop() throws IOException {
        nodes.forEach(Node::kill);
        simulator.close();
        postgres.close();
    }

    @Test
    void everyCommittedReportIsDeliveredInOrderAndNoneOfARollback() throws Throwable {
        long begun = System.nanoTime();
        sellThroughKillsAndAnOutage("outbox");
        eventually(() -> {
            record();
            assertThat(rows("monitor-report")).isZero();
        });
        record();

        List<String> committed = committed();
        print("outbox", committed.size(), begun);
        assertThat(rows("monitor-report-ended")).isZero();
        assertThat(received).containsExactlyInAnyOrderElementsOf(committed);
        assertThat(simulator.recording().attributes()).isBetween(committed.size(), committed.size() * 11 / 10);
        assertThat(firstReceivedByVisitor()).isEqualTo(committedByVisitor());
    }

    /** The control: reports after the commit are lost with their node and during the outage. */
    @Test
    void reportsAfterTheCommitAreLost() throws Throwable {
        long begun = System.nanoTime();
        sellThroughKillsAndAnOutage("plain");
        int accepted = 0;
        while (accepted != simulator.recording().attributes()) {
            accepted = simulator.recording().attributes();
            LockSupport.parkNanos(TimeUnit.SECONDS.toNanos(6));
        }

        print("report() after the commit", committed().size(), begun);
        assertThat(accepted).isLessThan(committed().size());
    }

    private void sellThroughKillsAndAnOutage(String mode) throws Throwable {
        createTables();
        for (int i = 0; i < NODES; i++) {
            start(mode);
        }
        eventually(() -> assertThat(committed().size()).isGreaterThan(NODES * SALES / 10));
        simulator.script().always(ScriptedResponse.status(503));
        for (int i = 0; i < KILLS; i++) {
            recordFor(4);
            nodes.remove(0).kill();
            start(mode);
        }
        recordFor(4);
        simulator.script().clear();
        for (Node node : nodes) {
            recordFor(1);
            node.awaitSold();
        }
    }

    private void createTables() {
        jdbc.execute("create table sale (id varchar(50) primary key, customer varchar(50), number int)");
        OutboxApplication.withoutSecret(postgres.getPostgresDatabase())
                .withPropertyValues("monitor-api.outbox.secret=" + OutboxApplication.SECRET)
                .run(context -> assertThat(context).hasNotFailed());
    }

    private void start(String mode) throws IOException {
        nodes.add(new Node(
                "shop" + started++,
                mode,
                Integer.toString(SALES),
                postgres.getJdbcUrl("postgres", "postgres"),
                simulator.accountId(),
                simulator.appInstallationId(),
                simulator.baseUri().toString(),
                simulator.certificatePem()));
    }

    private int rows(String task) {
        return jdbc.queryForObject("select count(*) from scheduled_tasks where task_name = ?", Integer.class, task);
    }

    private List<String> committed() {
        return jdbc.queryForList("select id from sale", String.class);
    }

    private Map<String, List<String>> committedByVisitor() {
        Map<String, List<String>> orders = new LinkedHashMap<>();
        jdbc.query("select customer, id from sale order by number", row -> {
            orders.computeIfAbsent(row.getString(1), key -> new ArrayList<>()).add(row.getString(2));
        });
        return orders;
    }

    /** The first request of each report counts: a later report must not be sent before an earlier one is delivered. */
    private Map<String, List<String>> firstReceivedByVisitor() {
        Map<String, List<String>> orders = new LinkedHashMap<>();
        for (String id : received) {
            String name = id.substring(0, id.indexOf('-'));
            int number = Integer.parseInt(id.substring(id.indexOf('-') + 1));
            orders.computeIfAbsent(name + "-" + number % OutboxNode.VISITORS, key -> new ArrayList<>())
                    .add(id);
        }
        return orders;
    }

    private void recordFor(int seconds) {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(seconds);
        while (System.nanoTime() < end) {
            record();
            LockSupport.parkNanos(20_000_000);
        }
    }

    /** The simulator keeps its last 1,000 requests. */
    private void record() {
        List<RecordedRequest> requests = simulator.recording().recordedRequests();
        int next = 0;
        for (int i = 0; i < requests.size(); i++) {
            next = requests.get(i) == last ? i + 1 : next;
        }
        for (RecordedRequest request : requests.subList(next, requests.size())) {
            Matcher order = ORDER.matcher(request.body());
            if (order.find()) {
                received.add(order.group(1));
            }
            last = request;
        }
    }

    private void print(String mode, int committed, long begun) {
        int accepted = simulator.recording().attributes();
        System.out.printf(
                "OUTBOX %s: %d nodes, %d killed, %d committed, %d accepted by the service, %d requests, %d s%n",
                mode,
                started,
                KILLS,
                committed,
                accepted,
                simulator.recording().requests("report"),
                TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - begun));
    }

    /** A JVM, seen from here. */
    private static final class Node {

        private final Process process;
        private final BufferedReader output;

        Node(String... arguments) throws IOException {
            List<String> command = new ArrayList<>(List.of(
                    ProcessHandle.current().info().command().orElseThrow(),
                    "-Xmx256m",
                    "-XX:TieredStopAtLevel=1",
                    "-cp",
                    System.getProperty("java.class.path"),
                    OutboxNode.class.getName()));
            command.addAll(List.of(arguments));
            this.process = new ProcessBuilder(command)
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start();
            this.output = process.inputReader(StandardCharsets.UTF_8);
        }

        void awaitSold() throws IOException {
            for (String line = output.readLine(); line != null; line = output.readLine()) {
                if (line.equals("sold")) {
                    return;
                }
                System.out.println(line);
            }
            throw new AssertionError("the node ended");
        }

        void kill() {
            process.destroyForcibly();
        }
    }
}
