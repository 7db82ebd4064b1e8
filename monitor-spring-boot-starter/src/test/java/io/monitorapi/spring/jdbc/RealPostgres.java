package io.monitorapi.spring.jdbc;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.monitorapi.spring.store.RealServers;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** A PostgreSQL process on a free port of this machine, shared by all tests of this JVM, with which it ends. */
final class RealPostgres {

    private static @Nullable DataSource shared;

    private RealPostgres() {}

    static synchronized DataSource database() {
        if (shared == null) {
            EmbeddedPostgres server = RealServers.start(
                    "PostgreSQL", () -> EmbeddedPostgres.builder().start());
            HikariConfig pool = new HikariConfig();
            pool.setDataSource(server.getPostgresDatabase());
            pool.setMaximumPoolSize(20);
            shared = new HikariDataSource(pool);
        }
        return shared;
    }
}
