package io.monitorapi.spring.outbox;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.monitorapi.spring.store.RealServers;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.h2.jdbcx.JdbcDataSource;
import org.jspecify.annotations.Nullable;

/** Databases that live as long as this JVM. */
final class OutboxDatabases {

    private static final AtomicInteger COUNTER = new AtomicInteger();

    private static @Nullable DataSource postgres;

    private OutboxDatabases() {}

    static DataSource h2() {
        JdbcDataSource database = new JdbcDataSource();
        database.setUrl("jdbc:h2:mem:outbox" + COUNTER.incrementAndGet() + ";DB_CLOSE_DELAY=-1");
        HikariConfig pool = new HikariConfig();
        pool.setDataSource(database);
        return new HikariDataSource(pool);
    }

    static synchronized DataSource postgres() {
        if (postgres == null) {
            EmbeddedPostgres server = RealServers.start(
                    "PostgreSQL", () -> EmbeddedPostgres.builder().start());
            HikariConfig pool = new HikariConfig();
            pool.setDataSource(server.getPostgresDatabase());
            pool.setMaximumPoolSize(20);
            postgres = new HikariDataSource(pool);
        }
        return postgres;
    }

    static String newTable() {
        return "outbox_" + COUNTER.incrementAndGet();
    }
}
