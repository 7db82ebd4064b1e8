package io.monitorapi.spring.jdbc;

import io.monitorapi.spring.store.SessionRecordCodec;
import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * The SQL statements on the session table, valid in both H2 and PostgreSQL. Each statement runs in its own transaction, because
 * not every pool uses auto-commit and an open transaction would freeze CURRENT_TIMESTAMP. A row is deleted when both its record
 * and its claim have expired.
 *
 * <p>All times are the database's: the clocks of nodes differ, and a lease must end for all of them at the same time.
 */
final class SessionTable {

    private static final String AFTER_SECONDS = "CURRENT_TIMESTAMP + INTERVAL '1' SECOND * CAST(? AS DOUBLE PRECISION)";
    private static final String RECORD = "payload IS NOT NULL AND expires_at > CURRENT_TIMESTAMP";
    private static final String UNCLAIMED = "(claim_until IS NULL OR claim_until <= CURRENT_TIMESTAMP)";
    private static final String EXPIRED = "expires_at <= CURRENT_TIMESTAMP AND " + UNCLAIMED;

    private final String table;
    private final JdbcTemplate jdbc;
    private final SingleStatementTransaction transaction;

    SessionTable(DataSource database, String table, Duration timeout) {
        this.table = table;
        this.jdbc = new JdbcTemplate(database);
        jdbc.setQueryTimeout((int) Math.max(1, timeout.plusMillis(999).toSeconds()));
        this.transaction = new SingleStatementTransaction(database);
    }

    /** Reads the clock of the database. */
    Instant now() {
        String select = "SELECT EXTRACT(EPOCH FROM CURRENT_TIMESTAMP)";
        BigDecimal seconds =
                Objects.requireNonNull(transaction.execute(() -> jdbc.queryForObject(select, BigDecimal.class)));
        return Instant.ofEpochMilli(seconds.movePointRight(3).longValue());
    }

    /** Reads a row; a claim with the caller's own token does not count as claimed. */
    @Nullable
    SessionRow row(String key, String token) {
        String select = "SELECT CASE WHEN " + RECORD + " THEN SUBSTRING(payload FROM 1 FOR "
                + (SessionRecordCodec.MAX_BYTES + 1) + ") END, generation, CASE WHEN " + UNCLAIMED
                + " OR claim_token = ? THEN 0 ELSE 1 END FROM " + table + " WHERE session_key = ?";
        List<SessionRow> rows =
                Objects.requireNonNull(transaction.execute(() -> jdbc.query(select, SessionTable::read, token, key)));
        return rows.isEmpty() ? null : rows.get(0);
    }

    /** Inserts a claimed row without a record; returns false if another node has inserted the row. */
    boolean insertClaim(String key, String token, Duration lease) {
        return inserted(
                "INSERT INTO " + table + " (session_key, generation, expires_at, claim_token, claim_until)"
                        + " VALUES (?, 0, CURRENT_TIMESTAMP, ?, " + AFTER_SECONDS + ")",
                key,
                token,
                seconds(lease));
    }

    /** Inserts a row with a record; returns false if another node has inserted the row. */
    boolean insert(String key, RecordReplacement next) {
        return inserted(
                "INSERT INTO " + table + " (session_key, payload, generation, expires_at) VALUES (?, ?, ?, "
                        + AFTER_SECONDS + ")",
                key,
                next.parameter(),
                next.generation(),
                seconds(next.retention()));
    }

    /** Claims a row; returns false if it is claimed or its generation differs. */
    boolean claim(String key, long generation, String token, Duration lease) {
        return updated(
                "UPDATE " + table + " SET claim_token = ?, claim_until = " + AFTER_SECONDS
                        + " WHERE session_key = ? AND generation = ? AND (" + UNCLAIMED + " OR claim_token = ?)",
                token,
                seconds(lease),
                key,
                generation,
                token);
    }

    void release(String key, String token) {
        updated(
                "UPDATE " + table + " SET claim_token = NULL, claim_until = NULL"
                        + " WHERE session_key = ? AND claim_token = ?",
                key,
                token);
    }

    /** Replaces a record of this generation, where 0 means no record; a new session ends the claim. */
    boolean replace(String key, long generation, RecordReplacement next) {
        String endClaim = next.hasSession() ? ", claim_token = NULL, claim_until = NULL" : "";
        return updated(
                "UPDATE " + table + " SET payload = ?, generation = ?, expires_at = " + AFTER_SECONDS + endClaim
                        + " WHERE session_key = ? AND CASE WHEN " + RECORD + " THEN generation ELSE 0 END = ?",
                next.parameter(),
                next.generation(),
                seconds(next.retention()),
                key,
                generation);
    }

    /** Removes an unreadable record. */
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

    /** Deletes a batch of expired rows and returns their number; checks each row again, because it may have been renewed. */
    int deleteExpired(int limit) {
        return update("DELETE FROM " + table + " WHERE session_key IN (SELECT session_key FROM " + table + " WHERE "
                + EXPIRED + " ORDER BY expires_at FETCH FIRST " + limit + " ROWS ONLY) AND " + EXPIRED);
    }

    private boolean inserted(String sql, Object... parameters) {
        try {
            return updated(sql, parameters);
        } catch (DuplicateKeyException alreadyInserted) {
            // The transaction has been rolled back, so later statements on the connection work in PostgreSQL too.
            return false;
        }
    }

    private boolean updated(String sql, Object... parameters) {
        return update(sql, parameters) > 0;
    }

    private int update(String sql, Object... parameters) {
        return Objects.requireNonNull(transaction.execute(() -> jdbc.update(sql, parameters)));
    }

    private static SessionRow read(ResultSet row, int number) throws SQLException {
        byte[] payload = row.getBytes(1);
        return new SessionRow(payload == null ? new byte[0] : payload, row.getLong(2), row.getInt(3) == 1);
    }

    private static double seconds(Duration time) {
        return time.toMillis() / 1000.0;
    }
}
