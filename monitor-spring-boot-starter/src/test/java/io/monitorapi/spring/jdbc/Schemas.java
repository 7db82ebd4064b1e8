package io.monitorapi.spring.jdbc;

import java.time.Duration;
import javax.sql.DataSource;
import org.springframework.boot.sql.init.DatabaseInitializationMode;

/** Creates the table as the starter does. */
final class Schemas {

    private Schemas() {}

    static void create(DataSource database, String platform, String tableName) {
        new SessionSchema(
                        database,
                        new JdbcSessionProperties(
                                Duration.ofSeconds(1),
                                true,
                                tableName,
                                DatabaseInitializationMode.ALWAYS,
                                "classpath:io/monitorapi/spring/jdbc/schema-@@platform@@.sql",
                                platform,
                                Duration.ZERO))
                .initializeDatabase();
    }
}
