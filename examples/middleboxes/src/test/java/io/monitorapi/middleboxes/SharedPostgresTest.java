package io.monitorapi.middleboxes;

import static org.assertj.core.api.Assertions.assertThat;

import io.monitorapi.session.MonitorSession;
import io.monitorapi.session.Visitor;
import io.monitorapi.simulator.MonitorSimulator;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two nodes that share their sessions in a PostgreSQL that restarts, only reads, or is reached through pgbouncer. */
class SharedPostgresTest {

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
    void anotherNodeKnowsTheSessionsAfterARestartOfPostgres() throws IOException {
        int port = Program.freePort();
        EmbeddedPostgres database = postgres(port);
        try (Node one = node(port);
                Node other = node(port)) {
            one.ask(VISITORS);
            database.close();
            one.ask(VISITORS);
            database = postgres(port);
            other.ask(VISITORS);
            one.ask(VISITORS);

            report("PostgreSQL restarted");
            assertThat(simulator.recording().sessionsCreated()).isEqualTo(VISITORS.size());
        } finally {
            database.close();
        }
    }

    /**
     * The store's database is a replica that only reads: sessions that it has are used; for other visitors the memory of the node
     * stands in, and no thread keeps trying.
     */
    @Test
    void aDatabaseThatOnlyReadsCostsNoCallAndKeepsNoThreadBusy() throws IOException, SQLException {
        List<Visitor> newcomers = IntStream.range(0, 20)
                .mapToObj(i -> Visitor.of("newcomer-" + i))
                .toList();
        try (EmbeddedPostgres database = postgres(Program.freePort())) {
            try (Node writer = node(database.getPort())) {
                writer.ask(VISITORS);
            }
            try (Connection connection = database.getPostgresDatabase().getConnection();
                    Statement statement = connection.createStatement()) {
                statement.execute("ALTER DATABASE postgres SET default_transaction_read_only = on");
            }
            try (Node reader = node(database.getPort(), "--monitor-api.session.jdbc.initialize-schema=never")) {
                reader.ask(VISITORS);
                int created = simulator.recording().sessionsCreated();
                List<MonitorSession> first = reader.ask(newcomers);
                List<MonitorSession> second = reader.ask(newcomers);
                int seconds = secondsUntilTheStoreIsIdle();

                System.out.printf(
                        "FIGURE database that only reads: %d sessions of %d visitors that it has, %d of %d others in two"
                                + " calls each; threads of the store idle after %d s%n",
                        created,
                        VISITORS.size(),
                        simulator.recording().sessionsCreated() - created,
                        newcomers.size(),
                        seconds);
                assertThat(created).isEqualTo(VISITORS.size());
                assertThat(second).isEqualTo(first);
            }
        }
    }

    private static int secondsUntilTheStoreIsIdle() {
        for (int seconds = 0; seconds < 20; seconds++) {
            boolean busy = Thread.getAllStackTraces().values().stream()
                    .flatMap(Stream::of)
                    .anyMatch(frame -> frame.getClassName().startsWith("io.monitorapi.spring.jdbc."));
            if (!busy) {
                return seconds;
            }
            LockSupport.parkNanos(TimeUnit.SECONDS.toNanos(1));
        }
        throw new AssertionError("a thread of the store is still busy");
    }

    /** Each transaction may run on another connection of the database. */
    @Test
    void pgbouncerInTransactionModeIsNoObstacle() throws IOException {
        Program.installed("pgbouncer");
        try (EmbeddedPostgres database = postgres(Program.freePort());
                Program bouncer = pgbouncer(database.getPort());
                Node one = node(bouncer.port());
                Node other = node(bouncer.port())) {
            for (int round = 0; round < 3; round++) {
                one.ask(VISITORS);
                other.ask(VISITORS);
            }

            report("pgbouncer");
            assertThat(simulator.recording().sessionsCreated()).isEqualTo(VISITORS.size());
        }
    }

    private EmbeddedPostgres postgres(int port) throws IOException {
        return EmbeddedPostgres.builder()
                .setPort(port)
                .setDataDirectory(folder.resolve("postgres"))
                .setCleanDataDirectory(false)
                .start();
    }

    private Program pgbouncer(int database) {
        assertThat(Stream.of(folder.toFile())
                        .allMatch(each -> each.setReadable(true, false)
                                && each.setWritable(true, false)
                                && each.setExecutable(true, false)))
                .isTrue();
        int port = Program.freePort();
        Path configuration = Template.write(
                "pgbouncer.ini",
                folder.resolve("pgbouncer.ini"),
                Map.of("PORT", port, "DATABASE", database, "FOLDER", folder));
        return Program.start("pgbouncer", port, folder, "-u", "nobody", configuration.toString());
    }

    /** Without server-side prepared statements, which pgbouncer does not follow from one connection to another. */
    private Node node(int port) {
        return node(port, "--monitor-api.session.jdbc.initialize-schema=always");
    }

    private Node node(int port, String schema) {
        return Node.start(
                simulator,
                schema,
                "--monitor-api.session.store=jdbc",
                "--monitor-api.session.jdbc.timeout=10s",
                "--spring.datasource.hikari.connection-timeout=5000",
                "--spring.datasource.username=postgres",
                "--spring.datasource.url=jdbc:postgresql://127.0.0.1:" + port + "/postgres?prepareThreshold=0");
    }

    private void report(String what) {
        System.out.printf(
                "FIGURE %s: %d sessions of %d visitors%n",
                what, simulator.recording().sessionsCreated(), VISITORS.size());
    }
}
