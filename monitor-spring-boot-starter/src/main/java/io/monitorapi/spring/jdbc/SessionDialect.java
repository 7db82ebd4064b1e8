package io.monitorapi.spring.jdbc;

/** The parts of the SQL statements that differ between databases. All times are the database's, independent of time zones. */
interface SessionDialect {

    /** {@return an expression for the current time, of the type of the time columns} */
    String now();

    /** {@return an expression for the time in as many seconds as its only parameter says, a double} */
    String afterSeconds();

    /** {@return an expression for the seconds since 1970, with at least three decimal places} */
    String epochSeconds();

    /**
     * Returns the statement that deletes a batch of expired rows.
     *
     * @param table the table name
     * @param expired the condition for an expired row
     * @param limit the maximum number of rows
     * @return the statement
     */
    String deleteExpired(String table, String expired, int limit);
}
