package io.monitorapi.spring.outbox;

import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;

/** The questions about db-scheduler's table that its API does not answer. All are answered by the primary key's index. */
final class OutboxTable {

    /** The position of the time in {@link RowIds}, counted from 1. */
    private static final String OLDEST_ID = "select min(substring(task_instance, 33, 16)) from ";

    private final JdbcTemplate jdbc;
    private final JdbcTemplate firstRow;
    private final String name;

    OutboxTable(DataSource database, String name) {
        this.jdbc = new JdbcTemplate(database);
        this.firstRow = new JdbcTemplate(database);
        firstRow.setMaxRows(1);
        this.name = name;
    }

    /** Another report of the same visitor. */
    record Neighbor(String id, Instant due, boolean inFlight) {}

    @Nullable
    Neighbor firstBefore(String id) {
        return first("task_instance >= ? and task_instance < ?", RowIds.first(id), id);
    }

    @Nullable
    Neighbor firstAfter(String id) {
        return first("task_instance > ? and task_instance <= ?", id, RowIds.last(id));
    }

    private @Nullable Neighbor first(String condition, String from, String to) {
        List<Neighbor> rows = firstRow.query(
                "select task_instance, execution_time, picked from " + name + " where task_name = ? and " + condition
                        + " order by task_instance",
                (row, number) -> new Neighbor(
                        row.getString(1), row.getObject(2, Timestamp.class).toInstant(), row.getBoolean(3)),
                OutboxTasks.WAITING,
                from,
                to);
        return rows.isEmpty() ? null : rows.get(0);
    }

    long waiting() {
        Long count = jdbc.queryForObject(
                "select count(*) from " + name + " where task_name = ?", Long.class, OutboxTasks.WAITING);
        return count == null ? 0 : count;
    }

    Duration oldestAge(Instant now) {
        String oldest =
                jdbc.queryForObject(OLDEST_ID + name + " where task_name = ?", String.class, OutboxTasks.WAITING);
        if (oldest == null) {
            return Duration.ZERO;
        }
        Duration age = Duration.between(RowIds.submitted("0".repeat(32) + oldest), now);
        return age.isNegative() ? Duration.ZERO : age;
    }
}
