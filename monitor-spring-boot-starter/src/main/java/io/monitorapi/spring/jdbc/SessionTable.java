package io.monitorapi.spring.jdbc;

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
 * Runs the statements on the session table. Each runs in its own transaction, because not every pool uses auto-commit and an open
 * transaction would freeze the time in some databases. A row is deleted when both its record and its claim have expired.
 *
 * <p>All times are the database's: the clocks of nodes differ, and a lease must end for all of them at the same time.
 */
final class SessionTable {

    private final DataSource database;
    private final String table;
    private final JdbcTemplate jdbc;
    private final SingleStatementTransaction transaction;
    private volatile @Nullable SessionSql sql;

    SessionTable(DataSource database, String table, Duration timeout) {
        this.database = database;
        this.table = table;
        this.jdbc = new JdbcTemplate(database);
        jdbc.setQueryTimeout((int) Math.max(1, timeout.plusMillis(999).toSeconds()));
        this.transaction = new SingleStatementTransaction(database);
    }

    /** The first statement connects to find out which database it is. */
    private SessionSql sql() {
        SessionSql statements = sql;
        if (statements == null) {
            SessionDialect dialect = Objects.requireNonNull(transaction.execute(() -> SessionDialects.of(database)));
            statements = new SessionSql(table, dialect);
            sql = statements;
        }
        return statements;
    }

    /** Reads the clock of the database. */
    Instant now() {
        String select = sql().now();
        BigDecimal seconds =
                Objects.requireNonNull(transaction.execute(() -> jdbc.queryForObject(select, BigDecimal.class)));
        return Instant.ofEpochMilli(seconds.movePointRight(3).longValue());
    }

    /** Reads a row; a claim with the caller's own token does not count as claimed. */
    @Nullable
    SessionRow row(String key, String token) {
        String select = sql().select();
        List<SessionRow> rows =
                Objects.requireNonNull(transaction.execute(() -> jdbc.query(select, SessionTable::read, token, key)));
        return rows.isEmpty() ? null : rows.get(0);
    }

    /** Inserts a claimed row without a record; returns false if another node has inserted the row. */
    boolean insertClaim(String key, String token, Duration lease) {
        return inserted(sql().insertClaim(), key, token, seconds(lease));
    }

    /** Inserts a row with a record; returns false if another node has inserted the row. */
    boolean insert(String key, RecordReplacement next) {
        return inserted(sql().insert(), key, next.parameter(), next.generation(), seconds(next.retention()));
    }

    /** Claims a row; returns false if it is claimed or its generation differs. */
    boolean claim(String key, long generation, String token, Duration lease) {
        return updated(sql().claim(), token, seconds(lease), key, generation, token);
    }

    void release(String key, String token) {
        updated(sql().release(), key, token);
    }

    /** Replaces a record of this generation, where 0 means no record; a new session ends the claim. */
    boolean replace(String key, long generation, RecordReplacement next) {
        return updated(
                sql().replace(next.hasSession()),
                next.parameter(),
                next.generation(),
                seconds(next.retention()),
                key,
                generation);
    }

    /** Removes an unreadable record. */
    void discard(String key, SessionRow unreadable) {
        updated(sql().discard(), key, unreadable.generation());
    }

    void delete(String key) {
        updated(sql().delete(), key);
    }

    /** Deletes a batch of expired rows and returns their number. */
    int deleteExpired(int limit) {
        return update(sql().deleteExpired(limit));
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
