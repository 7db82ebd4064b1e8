package io.monitorapi.spring.jdbc;

import io.monitorapi.spring.store.SessionRecordCodec;

/** The text of the SQL statements on the session table, in one dialect. */
final class SessionSql {

    private final String table;
    private final SessionDialect dialect;
    private final String recordExists;
    private final String unclaimed;

    SessionSql(String table, SessionDialect dialect) {
        this.table = table;
        this.dialect = dialect;
        this.recordExists = "payload IS NOT NULL AND expires_at > " + dialect.now();
        this.unclaimed = "(claim_until IS NULL OR claim_until <= " + dialect.now() + ")";
    }

    String now() {
        return "SELECT " + dialect.epochSeconds();
    }

    /** Parameters: token, key. */
    String select() {
        return "SELECT CASE WHEN " + recordExists + " THEN SUBSTRING(payload FROM 1 FOR "
                + (SessionRecordCodec.MAX_BYTES + 1) + ") END, generation, CASE WHEN " + unclaimed
                + " OR claim_token = ? THEN 0 ELSE 1 END FROM " + table + " WHERE session_key = ?";
    }

    /** Parameters: key, token, seconds of the lease. */
    String insertClaim() {
        return "INSERT INTO " + table
                + " (session_key, generation, expires_at, claim_token, claim_until) VALUES (?, 0, " + dialect.now()
                + ", ?, " + dialect.afterSeconds() + ")";
    }

    /** Parameters: key, payload, generation, seconds of the retention. */
    String insert() {
        return "INSERT INTO " + table + " (session_key, payload, generation, expires_at) VALUES (?, ?, ?, "
                + dialect.afterSeconds() + ")";
    }

    /** Parameters: token, seconds of the lease, key, generation, token. */
    String claim() {
        return "UPDATE " + table + " SET claim_token = ?, claim_until = " + dialect.afterSeconds()
                + " WHERE session_key = ? AND generation = ? AND (" + unclaimed + " OR claim_token = ?)";
    }

    /** Parameters: key, token. */
    String release() {
        return "UPDATE " + table
                + " SET claim_token = NULL, claim_until = NULL WHERE session_key = ? AND claim_token = ?";
    }

    /** Parameters: payload, generation, seconds of the retention, key, expected generation or 0 for no record. */
    String replace(boolean endsClaim) {
        return "UPDATE " + table + " SET payload = ?, generation = ?, expires_at = " + dialect.afterSeconds()
                + (endsClaim ? ", claim_token = NULL, claim_until = NULL" : "")
                + " WHERE session_key = ? AND CASE WHEN " + recordExists + " THEN generation ELSE 0 END = ?";
    }

    /** Parameters: key, generation. */
    String discard() {
        return "UPDATE " + table + " SET payload = NULL, generation = 0, expires_at = " + dialect.now()
                + " WHERE session_key = ? AND generation = ?";
    }

    /** Parameter: key. */
    String delete() {
        return "DELETE FROM " + table + " WHERE session_key = ?";
    }

    String deleteExpired(int limit) {
        return dialect.deleteExpired(table, "expires_at <= " + dialect.now() + " AND " + unclaimed, limit);
    }
}
