package io.monitorapi.spring.jdbc;

import static io.monitorapi.spring.InvalidMonitorPropertyException.require;

import java.time.Duration;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.boot.sql.init.DatabaseInitializationMode;

/**
 * Settings of the session table.
 *
 * @param timeout maximum time for one database command, including the wait for a connection
 * @param ownPool whether the store has a connection pool of its own, of at most 5 connections with the settings of the
 *     application's Hikari pool; a DataSource that is marked with SessionStoreConnection is used as it is
 * @param tableName name of the table, optionally qualified with a schema
 * @param initializeSchema when to create the table: always, embedded (in-memory databases only) or never
 * @param schema location of the script that creates the table
 * @param platform replacement of "@@platform@@" in the script location; derived from the database by default
 * @param cleanupInterval pause between two deletions of expired rows; 0 disables the deletion
 */
@ConfigurationProperties("monitor-api.session.jdbc")
record JdbcSessionProperties(
        @DefaultValue("1s") Duration timeout,
        @DefaultValue("true") boolean ownPool,
        @DefaultValue(SessionSchema.TABLE) String tableName,
        @DefaultValue("embedded") DatabaseInitializationMode initializeSchema,

        @DefaultValue("classpath:io/monitorapi/spring/jdbc/schema-@@platform@@.sql")
        String schema,

        @Nullable String platform,
        @DefaultValue("5m") Duration cleanupInterval) {

    private static final String NAME = "[A-Za-z_][A-Za-z0-9_]{0,62}";
    private static final Pattern TABLE = Pattern.compile(NAME + "(\\." + NAME + ")?");

    JdbcSessionProperties {
        require("session.jdbc.timeout", timeout.toMillis() >= 1, "must be at least 1 ms");
        require(
                "session.jdbc.table-name",
                TABLE.matcher(tableName).matches(),
                "must be an identifier of letters, digits and underscores, or two of them separated by a dot");
        require("session.jdbc.cleanup-interval", !cleanupInterval.isNegative(), "must not be negative");
    }
}
