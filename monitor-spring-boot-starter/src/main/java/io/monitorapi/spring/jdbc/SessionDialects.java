package io.monitorapi.spring.jdbc;

import io.monitorapi.spring.InvalidMonitorPropertyException;
import javax.sql.DataSource;
import org.springframework.jdbc.core.ConnectionCallback;
import org.springframework.jdbc.core.JdbcTemplate;

/** Chooses the dialect of a database by the product name that its driver reports. */
final class SessionDialects {

    private SessionDialects() {}

    /**
     * Connects to the database.
     *
     * @throws InvalidMonitorPropertyException if the database is not supported
     */
    static SessionDialect of(DataSource database) {
        ConnectionCallback<String> product =
                connection -> connection.getMetaData().getDatabaseProductName();
        return named(String.valueOf(new JdbcTemplate(database).execute(product)));
    }

    static SessionDialect named(String product) {
        return switch (product) {
            case "PostgreSQL", "H2" -> new PostgresSessionDialect();
            case "MySQL", "MariaDB" -> new MySqlSessionDialect();
            default ->
                throw new InvalidMonitorPropertyException(
                        "session.store",
                        "is jdbc, which supports PostgreSQL, MariaDB, MySQL and H2, but the database is " + product,
                        "Use another database or the redis store. To add this one, contribute three files in"
                                + " io.monitorapi.spring.jdbc: a SessionDialect, its name in SessionDialects, and"
                                + " schema-<database>.sql.");
        };
    }
}
