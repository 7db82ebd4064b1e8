package io.monitorapi.spring.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import io.monitorapi.session.Visitor;
import io.monitorapi.spring.store.TimeLimitedExecutor;
import io.monitorapi.spring.store.VisitorKeys;
import io.monitorapi.testkit.Samples;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.jdbc.core.JdbcTemplate;

class MariaDbKilledConnectionsTest {

    /** As after a restart of the database: all connections of the pool are closed, and the pool does not know. */
    @ParameterizedTest
    @ValueSource(strings = {"mariadb", "mysql"})
    void aStatementRunsAgainWhenTheDatabaseHasClosedThePooledConnections(String driver) throws SQLException {
        Visitor visitor = Visitor.of(UUID.randomUUID().toString());
        try (HikariDataSource pool = RealMariaDb.shared().pool(driver);
                HikariDataSource administration = RealMariaDb.shared().pool("mariadb");
                TimeLimitedExecutor calls = new TimeLimitedExecutor("Database", Duration.ofSeconds(60), 4, Set.of())) {
            Schemas.create(pool, driver, SessionSchema.TABLE);
            JdbcSessionStore store = new JdbcSessionStore(
                    pool,
                    new VisitorKeys("sixteen-letters!", "a", "b"),
                    SessionSchema.TABLE,
                    Duration.ofDays(1),
                    calls);
            store.replace(visitor, 0, Samples.paired(1, 1));

            JdbcTemplate administrator = new JdbcTemplate(administration);
            for (long connection : connectionsOf(pool)) {
                administrator.execute("KILL CONNECTION " + connection);
            }

            assertThat(store.find(visitor)).contains(Samples.paired(1, 1));
        }
    }

    private static List<Long> connectionsOf(HikariDataSource pool) throws SQLException {
        List<Connection> opened = new ArrayList<>();
        List<Long> ids = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            Connection connection = pool.getConnection();
            opened.add(connection);
            try (var statement = connection.createStatement();
                    var row = statement.executeQuery("SELECT CONNECTION_ID()")) {
                row.next();
                ids.add(row.getLong(1));
            }
        }
        for (Connection connection : opened) {
            connection.close();
        }
        return ids;
    }
}
