package io.monitorapi.spring.outbox;

import static io.monitorapi.spring.InvalidMonitorPropertyException.require;

import io.monitorapi.spring.InvalidMonitorPropertyException;
import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.boot.sql.init.DatabaseInitializationMode;

/**
 * Settings of the outbox.
 *
 * @param enabled whether to provide a ReportOutbox, which stores reports in the application's database
 * @param secret comma-separated list of secrets that encrypt the reports at rest, the same on all nodes, at least 16 characters
 *     each; the first encrypts, all decrypt
 * @param maxAge how long a report is tried before it expires
 * @param retention how long reports that were not delivered, and idempotency keys, are kept
 * @param threads maximum number of deliveries in flight on this node; without effect on a Scheduler of the application
 * @param pollingInterval pause between two looks for due reports; commits on the same node need none; without effect on a
 *     Scheduler of the application
 * @param heartbeatInterval pause between two heartbeats of a delivery, which another node takes over after four missed ones;
 *     without effect on a Scheduler of the application
 * @param tableName name of db-scheduler's table, optionally qualified with a schema
 * @param initializeSchema when to create the table: always, embedded (in-memory databases only) or never
 * @param schema location of the script that creates the table
 * @param platform replacement of "@@platform@@" in the script location; derived from the database by default
 */
@ConfigurationProperties("monitor-api.outbox")
record OutboxProperties(
        @DefaultValue("false") boolean enabled,
        @Nullable List<String> secret,
        @DefaultValue("24h") Duration maxAge,
        @DefaultValue("7d") Duration retention,
        @DefaultValue("8") int threads,
        @DefaultValue("5s") Duration pollingInterval,
        @DefaultValue("10s") Duration heartbeatInterval,
        @DefaultValue("scheduled_tasks") String tableName,
        @DefaultValue("embedded") DatabaseInitializationMode initializeSchema,

        @DefaultValue("classpath:io/monitorapi/spring/outbox/schema-@@platform@@.sql")
        String schema,

        @Nullable String platform) {

    private static final int MIN_SECRET_LENGTH = 16;
    private static final String NAME = "[A-Za-z_][A-Za-z0-9_]{0,62}";
    private static final Pattern TABLE = Pattern.compile(NAME + "(\\." + NAME + ")?");

    OutboxProperties {
        secret = secret == null ? List.of() : List.copyOf(secret);
        require(
                "outbox.secret",
                secret.stream().allMatch(each -> each.length() >= MIN_SECRET_LENGTH),
                "must have secrets of at least " + MIN_SECRET_LENGTH + " characters only");
        require("outbox.max-age", maxAge.toMillis() >= 1, "must be at least 1 ms");
        require("outbox.retention", retention.toMillis() >= 1, "must be at least 1 ms");
        require("outbox.threads", threads >= 1, "must be at least 1");
        require("outbox.polling-interval", pollingInterval.toMillis() >= 1, "must be at least 1 ms");
        require("outbox.heartbeat-interval", heartbeatInterval.toMillis() >= 1, "must be at least 1 ms");
        require(
                "outbox.table-name",
                TABLE.matcher(tableName).matches(),
                "must be an identifier of letters, digits and underscores, or two of them separated by a dot");
    }

    List<String> requiredSecrets() {
        if (secret == null || secret.isEmpty()) {
            throw new InvalidMonitorPropertyException(
                    "outbox.secret",
                    "must be set, because stored reports contain personal data and are encrypted",
                    "Set monitor-api.outbox.secret to a random text of at least " + MIN_SECRET_LENGTH
                            + " characters, the same on all nodes.");
        }
        return secret;
    }

    /** Omits the secrets. */
    @Override
    public String toString() {
        return "OutboxProperties[enabled=" + enabled + ", tableName=" + tableName + "]";
    }
}
