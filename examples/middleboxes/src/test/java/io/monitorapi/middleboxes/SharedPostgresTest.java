package io.monitorapi.middleboxes;

import static org.assertj.core.api.Assertions.assertThat;

import io.monitorapi.session.Visitor;
import io.monitorapi.simulator.MonitorSimulator;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two nodes that share their sessions in a PostgreSQL that restarts, or that they reach through pgbouncer. */
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
        return Node.start(
                simulator,
                "--monitor-api.session.store=jdbc",
                "--monitor-api.session.jdbc.timeout=10s",
                "--monitor-api.session.jdbc.initialize-schema=always",
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
