package io.monitorapi.spring.jdbc;

/** The dialect of MySQL and MariaDB. Times are UTC, because CURRENT_TIMESTAMP jumps with daylight saving time there. */
final class MySqlSessionDialect implements SessionDialect {

    @Override
    public String now() {
        return "UTC_TIMESTAMP(6)";
    }

    @Override
    public String afterSeconds() {
        return "UTC_TIMESTAMP(6) + INTERVAL ROUND(? * 1000000) MICROSECOND";
    }

    @Override
    public String epochSeconds() {
        return "TIMESTAMPDIFF(MICROSECOND, '1970-01-01 00:00:00', UTC_TIMESTAMP(6)) / 1000000";
    }

    @Override
    public String deleteExpired(String table, String expired, int limit) {
        return "DELETE FROM " + table + " WHERE " + expired + " ORDER BY expires_at LIMIT " + limit;
    }
}
