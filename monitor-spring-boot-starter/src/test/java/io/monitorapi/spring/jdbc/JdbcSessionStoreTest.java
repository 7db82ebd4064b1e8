package io.monitorapi.spring.jdbc;

import static io.monitorapi.spring.store.Failures.failsInTime;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.monitorapi.session.Visitor;
import io.monitorapi.spring.store.StoreUnavailableException;
import io.monitorapi.spring.store.TimeLimitedExecutor;
import io.monitorapi.spring.store.VisitorKeys;
import io.monitorapi.testkit.Samples;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.CannotGetJdbcConnectionException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DelegatingDataSource;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

class JdbcSessionStoreTest {

    private static final Duration LEASE = Duration.ofSeconds(30);

    private final Visitor visitor = Visitor.of("canary-" + UUID.randomUUID());
    private final List<AutoCloseable> opened = new ArrayList<>();

    @AfterEach
    void close() throws Exception {
        for (AutoCloseable one : opened) {
            one.close();
        }
    }

    @Test
    void storesNoVisitorKey() {
        DataSource database = table(H2.database("canary"), "h2");
        JdbcSessionStore store = store(database, Duration.ofSeconds(30));
        store.claim(visitor, LEASE);
        store.replace(visitor, 0, Samples.visitorOnly(1, 1));

        assertThat(new JdbcTemplate(database).queryForList("SELECT * FROM monitor_session"))
                .singleElement()
                .satisfies(row -> {
                    assertThat(row.toString()).doesNotContain("canary");
                    assertThat(new String((byte[]) row.get("payload"), StandardCharsets.UTF_8))
                            .doesNotContain("canary");
                });
    }

    /** A statement that fails there makes all that follow in the transaction fail. */
    @Test
    void isIndependentOfATransactionOfTheCaller() {
        DataSource database = table(RealPostgres.database(), "postgresql");
        JdbcSessionStore store = store(database, Duration.ofSeconds(30));
        JdbcTemplate jdbc = new JdbcTemplate(database);
        TransactionTemplate transaction = new TransactionTemplate(new JdbcTransactionManager(database));

        transaction.executeWithoutResult(status -> {
            jdbc.queryForObject("SELECT 1", Integer.class);
            store.replace(visitor, 0, Samples.paired(1, 1));
            store.replace(visitor, 0, Samples.paired(2, 1));
            assertThat(jdbc.queryForObject("SELECT 1", Integer.class)).isEqualTo(1);
            status.setRollbackOnly();
        });

        assertThat(store.find(visitor)).contains(Samples.paired(1, 1));
    }

    /** The control of the test above: the same insert in the caller's transaction. */
    @Test
    void aStoreInTheCallersTransactionWouldRollItBack() {
        DataSource database = table(RealPostgres.database(), "postgresql");
        SessionTable careless = new SessionTable(database, SessionSchema.TABLE, Duration.ofSeconds(30));
        String key = visitor.key();
        String insert = "INSERT INTO monitor_session (session_key, generation, expires_at) VALUES (?, 1, now())";
        JdbcTemplate jdbc = new JdbcTemplate(database);
        jdbc.update(insert, key);

        assertThatExceptionOfType(RuntimeException.class)
                .isThrownBy(() -> new TransactionTemplate(new JdbcTransactionManager(database))
                        .executeWithoutResult(status -> {
                            try {
                                jdbc.update(insert, key);
                            } catch (RuntimeException duplicate) {
                                jdbc.queryForObject("SELECT 1", Integer.class);
                            }
                        }));
        careless.delete(key);
    }

    @Test
    void writesThroughAPoolWithoutAutoCommit() {
        HikariDataSource pool = pool(H2.database("pool"), 5, false);
        JdbcSessionStore store = store(table(pool, "h2"), Duration.ofSeconds(30));

        store.replace(visitor, 0, Samples.paired(1, 1));

        assertThat(store(H2.database("pool"), Duration.ofSeconds(30)).find(visitor))
                .isPresent();
    }

    @Test
    void aClaimThatIsExecutedTwiceIsGrantedTwice() {
        SessionTable table = new SessionTable(table(H2.database("twice"), "h2"), SessionSchema.TABLE, LEASE);

        assertThat(table.insertClaim("key", "token-1", LEASE)).isTrue();

        assertThat(table.row("key", "token-1").claimed()).isFalse();
        assertThat(table.claim("key", 0, "token-1", LEASE)).isTrue();
        assertThat(table.row("key", "token-2").claimed()).isTrue();
        assertThat(table.claim("key", 0, "token-2", LEASE)).isFalse();
    }

    /** In an open transaction CURRENT_TIMESTAMP stands still, so that a claim would never expire. */
    @Test
    void readsLeaveNoTransactionOpenOnAConnectionWithoutAutoCommit() throws SQLException {
        DataSource database = table(H2.database("frozen"), "h2");
        new SessionTable(database, SessionSchema.TABLE, LEASE).insertClaim("key", "token", Duration.ofMillis(300));
        Connection connection = database.getConnection();
        connection.setAutoCommit(false);
        SingleConnectionDataSource single = new SingleConnectionDataSource(connection, true);
        opened.add(single::destroy);
        SessionTable table = new SessionTable(single, SessionSchema.TABLE, LEASE);

        long end = System.nanoTime() + Duration.ofSeconds(20).toNanos();
        while (table.row("key", "").claimed()) {
            assertThat(System.nanoTime() - end).as("the claim expires").isNegative();
            LockSupport.parkNanos(Duration.ofMillis(20).toNanos());
        }
    }

    @Test
    void failsInTimeWhenTheApplicationHoldsAllConnections() throws SQLException {
        HikariDataSource pool = pool(H2.database("greedy"), 1, true);
        JdbcSessionStore store = store(table(pool, "h2"), Duration.ofMillis(250));

        try (Connection held = pool.getConnection()) {
            assertThat(held.isClosed()).isFalse();
            failsInTime(() -> store.find(visitor));
        }
    }

    @Test
    void failsInTimeWhenAnotherTransactionLocksTheRow() {
        DataSource database = table(RealPostgres.database(), "postgresql");
        JdbcSessionStore store = store(database, Duration.ofMillis(250));
        while (!isThere(store)) {
            Thread.onSpinWait();
        }

        new TransactionTemplate(new JdbcTransactionManager(database)).executeWithoutResult(status -> {
            new JdbcTemplate(database).update("UPDATE monitor_session SET generation = generation");
            failsInTime(() -> store.replace(visitor, 1, Samples.paired(2, 2)));
            failsInTime(() -> store.claim(visitor, LEASE));
        });
    }

    /** A cold connection may take longer than the store may. */
    private boolean isThere(JdbcSessionStore store) {
        try {
            return store.replace(visitor, 0, Samples.visitorOnly(1, 1))
                    || store.find(visitor).isPresent();
        } catch (StoreUnavailableException slow) {
            return false;
        }
    }

    @Test
    void failsInTimeWhenTheDatabaseIsStopped() {
        DataSource gone = new DelegatingDataSource(H2.database()) {
            @Override
            public Connection getConnection() throws SQLException {
                throw new SQLException("connection refused", "08001");
            }
        };

        failsInTime(() -> store(gone, Duration.ofMillis(250)).find(visitor));
    }

    private JdbcSessionStore store(DataSource database, Duration timeout) {
        TimeLimitedExecutor calls =
                new TimeLimitedExecutor("Database", timeout, 4, Set.of(CannotGetJdbcConnectionException.class));
        opened.add(calls);
        VisitorKeys keys = new VisitorKeys("sixteen-letters!", "40001234", "7d0a");
        return new JdbcSessionStore(database, keys, SessionSchema.TABLE, Duration.ofDays(30), calls);
    }

    private static DataSource table(DataSource database, String platform) {
        Schemas.create(database, platform, SessionSchema.TABLE);
        return database;
    }

    private HikariDataSource pool(DataSource database, int size, boolean autoCommit) {
        HikariConfig config = new HikariConfig();
        config.setDataSource(database);
        config.setMaximumPoolSize(size);
        config.setAutoCommit(autoCommit);
        HikariDataSource pool = new HikariDataSource(config);
        opened.add(pool);
        return pool;
    }
}
