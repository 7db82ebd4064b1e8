package io.monitorapi.spring.jdbc;

import javax.sql.DataSource;
import org.h2.jdbcx.JdbcDataSource;

/** An in-memory H2 database that lives as long as this JVM. */
final class H2 {

    private H2() {}

    static DataSource database() {
        return database("sessions");
    }

    static DataSource database(String name) {
        JdbcDataSource database = new JdbcDataSource();
        database.setUrl("jdbc:h2:mem:" + name + ";DB_CLOSE_DELAY=-1");
        return database;
    }
}
