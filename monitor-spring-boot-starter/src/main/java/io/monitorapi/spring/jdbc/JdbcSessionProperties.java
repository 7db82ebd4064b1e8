package io.monitorapi.spring.jdbc;

import io.monitorapi.spring.InvalidMonitorPropertyException;
import java.time.Duration;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.boot.sql.init.DatabaseInitializationMode;

/**
 * Settings of the sessions' table.
 *
 * @param timeout longest time for one question to the database, waiting for a connection included
 * @param tableName name of the table, which may have a schema's name in front
 * @param initializeSchema when the table is created: always, embedded (in databases in memory only) or never
 * @param schema location of the script that creates the table
 * @param platform name that takes the place of "@@platform@@" in the location; the database's own when it is not set
 * @param cleanupInterval pause between two deletions of expired rows; 0 leaves them to somebody else
 */
@ConfigurationProperties("monitor-api.session.jdbc")
record JdbcSessionProperties(
        @DefaultValue("1s") Duration timeout,
        @DefaultValue(SessionSchema.TABLE) String tableName,
        @DefaultValue("embedded") DatabaseInitializationMode initializeSchema,

        @DefaultValue("classpath:io/monitorapi/spring/jdbc/schema-@@platform@@.sql")
        String schema,

        @Nullable String platform,
        @DefaultValue("5m") Duration cleanupInterval) {

    private static final String NAME = "[A-Za-z_][A-Za-z0-9_]{0,62}";
    private static final Pattern TABLE = Pattern.compile(NAME + "(\\." + NAME + ")?");

    JdbcSessionProperties {
        if (timeout.toMillis() < 1) {
            throw new InvalidMonitorPropertyException("session.jdbc.timeout", "must be positive");
        }
        if (!TABLE.matcher(tableName).matches()) {
            throw new InvalidMonitorPropertyException(
                    "session.jdbc.table-name",
                    "must be an identifier of letters, digits and underscores, or two of them with a dot between");
        }
        if (cleanupInterval.isNegative()) {
            throw new InvalidMonitorPropertyException("session.jdbc.cleanup-interval", "must not be negative");
        }
    }
}
