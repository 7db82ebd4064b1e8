package io.monitorapi.spring.jdbc;

/** The dialect of PostgreSQL, which H2 understands, too. */
final class PostgresSessionDialect implements SessionDialect {

    @Override
    public String now() {
        return "CURRENT_TIMESTAMP";
    }

    @Override
    public String afterSeconds() {
        return "CURRENT_TIMESTAMP + INTERVAL '1' SECOND * CAST(? AS DOUBLE PRECISION)";
    }

    @Override
    public String epochSeconds() {
        return "EXTRACT(EPOCH FROM CURRENT_TIMESTAMP)";
    }

    /** Checks each row again, because it may have been renewed. */
    @Override
    public String deleteExpired(String table, String expired, int limit) {
        return "DELETE FROM " + table + " WHERE session_key IN (SELECT session_key FROM " + table + " WHERE " + expired
                + " ORDER BY expires_at FETCH FIRST " + limit + " ROWS ONLY) AND " + expired;
    }
}
