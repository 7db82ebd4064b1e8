package io.monitorapi.spring.jdbc;

import com.zaxxer.hikari.HikariDataSource;
import java.time.Duration;
import javax.sql.DataSource;
import org.springframework.boot.jdbc.DataSourceUnwrapper;
import org.springframework.jdbc.datasource.DelegatingDataSource;
import org.springframework.util.ClassUtils;

/**
 * A small connection pool of the store alone: while the application uses all connections of its own pool, the database is not
 * unreachable, and known visitors must not get new sessions.
 */
final class SessionConnectionPool extends DelegatingDataSource implements AutoCloseable {

    /** One for each thread of the store, and one for the clean-up. */
    private static final int MAX_CONNECTIONS = JdbcSessionStoreFactory.MAX_THREADS + 1;

    private static final long MIN_TIMEOUT_MILLIS = 250; // Hikari refuses less

    private final HikariDataSource pool;

    private SessionConnectionPool(HikariDataSource pool) {
        super(pool);
        this.pool = pool;
    }

    /**
     * Returns a pool with the settings of the application's, credentials and driver properties included, or the application's data
     * source if that is not a Hikari pool. Does not connect.
     */
    static DataSource like(DataSource application, Duration timeout) {
        if (!ClassUtils.isPresent("com.zaxxer.hikari.HikariDataSource", SessionConnectionPool.class.getClassLoader())) {
            return application;
        }
        HikariDataSource model = DataSourceUnwrapper.unwrap(application, HikariDataSource.class);
        return model == null ? application : new SessionConnectionPool(pool(model, timeout));
    }

    private static HikariDataSource pool(HikariDataSource model, Duration timeout) {
        HikariDataSource pool = new HikariDataSource();
        model.copyStateTo(pool);
        pool.setPoolName("monitor-api-sessions");
        pool.setMaximumPoolSize(MAX_CONNECTIONS);
        pool.setMinimumIdle(1);
        pool.setConnectionTimeout(Math.max(MIN_TIMEOUT_MILLIS, timeout.toMillis()));
        pool.setInitializationFailTimeout(-1);
        return pool;
    }

    @Override
    public void close() {
        pool.close();
    }
}
