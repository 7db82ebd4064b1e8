package io.monitorapi.spring.jdbc;

import io.monitorapi.spring.store.SessionRecordCodec;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * The statements on the one table, in SQL that H2 and PostgreSQL share; each change is a transaction of its own, as not every
 * pool commits by itself. A row goes when both its record and its claim are over.
 *
 * <p>Time is the database's: the nodes' clocks differ, and a lease that one of them gives must end for all at once.
 */
final class SessionTable {

    private static final String LATER = "CURRENT_TIMESTAMP + INTERVAL '1' SECOND * CAST(? AS DOUBLE PRECISION)";
    private static final String RECORD = "payload IS NOT NULL AND expires_at > CURRENT_TIMESTAMP";
    private static final String UNCLAIMED = "(claim_until IS NULL OR claim_until <= CURRENT_TIMESTAMP)";
    private static final String OVER = "expires_at <= CURRENT_TIMESTAMP AND " + UNCLAIMED;

    private final String table;
    private final JdbcTemplate jdbc;
    private final TransactionTemplate transaction;

    SessionTable(DataSource database, String table, Duration timeout) {
        this.table = table;
        this.jdbc = new JdbcTemplate(database);
        jdbc.setQueryTimeout((int) Math.max(1, timeout.plusMillis(999).toSeconds()));
        this.transaction = new TransactionTemplate(new JdbcTransactionManager(database));
    }

    @Nullable
    SessionRow row(String key) {
        String select = "SELECT CASE WHEN " + RECORD + " THEN SUBSTRING(payload FROM 1 FOR "
                + (SessionRecordCodec.LONGEST + 1) + ") END, generation, CASE WHEN " + UNCLAIMED
                + " THEN 0 ELSE 1 END FROM " + table + " WHERE session_key = ?";
        List<SessionRow> rows = jdbc.query(select, SessionTable::read, key);
        return rows.isEmpty() ? null : rows.get(0);
    }

    /** Adds a visitor who is being given a session; false when somebody else has added it. */
    boolean insertClaim(String key, String token, Duration lease) {
        return inserted(
                "INSERT INTO " + table + " (session_key, generation, expires_at, claim_token, claim_until)"
                        + " VALUES (?, 0, CURRENT_TIMESTAMP, ?, " + LATER + ")",
                key,
                token,
                seconds(lease));
    }

    /** Adds a visitor with its record; false when somebody else has added it. */
    boolean insert(String key, RecordReplacement next) {
        return inserted(
                "INSERT INTO " + table + " (session_key, payload, generation, expires_at) VALUES (?, ?, ?, " + LATER
                        + ")",
                key,
                next.parameter(),
                next.generation(),
                seconds(next.kept()));
    }

    /** Claims a visitor; false when it is claimed or not at this generation any more. */
    boolean claim(String key, long generation, String token, Duration lease) {
        return updated(
                "UPDATE " + table + " SET claim_token = ?, claim_until = " + LATER
                        + " WHERE session_key = ? AND generation = ? AND " + UNCLAIMED,
                token,
                seconds(lease),
                key,
                generation);
    }

    void release(String key, String token) {
        updated(
                "UPDATE " + table + " SET claim_token = NULL, claim_until = NULL"
                        + " WHERE session_key = ? AND claim_token = ?",
                key,
                token);
    }

    /** Replaces a record of this generation, 0 standing for none; a session ends the claim. */
    boolean replace(String key, long generation, RecordReplacement next) {
        String ending = next.hasSession() ? ", claim_token = NULL, claim_until = NULL" : "";
        return updated(
                "UPDATE " + table + " SET payload = ?, generation = ?, expires_at = " + LATER + ending
                        + " WHERE session_key = ? AND CASE WHEN " + RECORD + " THEN generation ELSE 0 END = ?",
                next.parameter(),
                next.generation(),
                seconds(next.kept()),
                key,
                generation);
    }

    /** Makes a record absent that cannot be read. */
    void discard(String key, SessionRow unreadable) {
        updated(
                "UPDATE " + table + " SET payload = NULL, generation = 0, expires_at = CURRENT_TIMESTAMP"
                        + " WHERE session_key = ? AND generation = ?",
                key,
                unreadable.generation());
    }

    void delete(String key) {
        updated("DELETE FROM " + table + " WHERE session_key = ?", key);
    }

    /** Deletes some rows whose time is over and tells how many; looks again at each, as it may have been renewed. */
    int deleteExpired(int most) {
        return update("DELETE FROM " + table + " WHERE session_key IN (SELECT session_key FROM " + table + " WHERE "
                + OVER + " ORDER BY expires_at FETCH FIRST " + most + " ROWS ONLY) AND " + OVER);
    }

    private boolean inserted(String sql, Object... parameters) {
        try {
            return updated(sql, parameters);
        } catch (DuplicateKeyException faster) {
            // Its transaction has gone with it, so that nothing else is spoilt, as PostgreSQL would.
            return false;
        }
    }

    private boolean updated(String sql, Object... parameters) {
        return update(sql, parameters) > 0;
    }

    private int update(String sql, Object... parameters) {
        return Objects.requireNonNull(transaction.execute(status -> jdbc.update(sql, parameters)));
    }

    private static SessionRow read(ResultSet row, int number) throws SQLException {
        byte[] payload = row.getBytes(1);
        return new SessionRow(payload == null ? new byte[0] : payload, row.getLong(2), row.getInt(3) == 1);
    }

    private static double seconds(Duration time) {
        return time.toMillis() / 1000.0;
    }
}
