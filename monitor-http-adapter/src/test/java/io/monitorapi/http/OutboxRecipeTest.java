package io.monitorapi.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.github.kagkarlsson.scheduler.Scheduler;
import io.monitorapi.MonitorService;
import io.monitorapi.simulator.MonitorSimulator;
import io.monitorapi.simulator.ScriptedResponse;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.api.Test;

/** The recipe of the README runs: reports follow their transaction, and wait while the service is down. */
class OutboxRecipeTest {

    private static final Path TABLE =
            Path.of("../monitor-spring-boot-starter/src/main/resources/io/monitorapi/spring/outbox/schema-h2.sql");

    private final JdbcDataSource database = new JdbcDataSource();

    @Test
    void aReportIsDeliveredAfterTheOutageAndNotAtAllAfterARollback() throws Exception {
        database.setUrl("jdbc:h2:mem:recipe;DB_CLOSE_DELAY=-1");
        execute(Files.readString(TABLE));
        execute("create table orders (id varchar(50) primary key, visitor varchar(50), total decimal(9, 2))");
        try (MonitorSimulator simulator = MonitorSimulator.start();
                MonitorService monitor = HttpMonitor.builder()
                        .accountId(simulator.accountId())
                        .appInstallationId(simulator.appInstallationId())
                        .baseUri(simulator.baseUri())
                        .sslContext(simulator.sslContext())
                        .deadline(Duration.ofSeconds(2))
                        .build()) {
            OutboxRecipe shop = OutboxRecipe.of(monitor, database, Duration.ofSeconds(1));
            simulator.script().next(ScriptedResponse.status(503));

            shop.buy("order-1", "4711", new BigDecimal("9.90"));
            assertThatExceptionOfType(SQLException.class)
                    .isThrownBy(() -> shop.buy("order-1", "4711", new BigDecimal("9.90")));
            Scheduler scheduler = shop.start();
            waitUntilNothingWaits();
            scheduler.stop();

            assertThat(simulator.recording().attributes()).isEqualTo(1);
            assertThat(simulator.recording().requests()).isGreaterThan(1);
        }
    }

    private void execute(String sql) throws SQLException {
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private void waitUntilNothingWaits() throws SQLException {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
        while (waiting() > 0) {
            assertThat(System.nanoTime()).isLessThan(end);
            LockSupport.parkNanos(50_000_000);
        }
    }

    private int waiting() throws SQLException {
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement()) {
            ResultSet count = statement.executeQuery("select count(*) from scheduled_tasks");
            count.next();
            return count.getInt(1);
        }
    }
}
