package io.monitorapi.spring.jdbc;

import io.monitorapi.port.SessionStore;
import io.monitorapi.spring.InvalidMonitorPropertyException;
import io.monitorapi.spring.SessionProperties;
import io.monitorapi.spring.SessionStoreFactory;
import io.monitorapi.spring.store.TimeLimitedExecutor;
import io.monitorapi.spring.store.VisitorKeys;
import java.time.Duration;
import java.util.Set;
import javax.sql.DataSource;
import org.springframework.jdbc.BadSqlGrammarException;
import org.springframework.jdbc.CannotGetJdbcConnectionException;

/** Creates the stores of all clients, which share the table, the threads and the clean-up of this factory. */
final class JdbcSessionStoreFactory implements SessionStoreFactory, AutoCloseable {

    /** Fewer than the usual size of a connection pool, because the application needs connections too. */
    static final int MAX_THREADS = 4;

    /** Until the first success: in a new JVM, connecting and loading the driver take up to 1.6 s of processor time. */
    private static final Duration FIRST_TIMEOUT = Duration.ofSeconds(5);

    private static final int DELETE_BATCH = 500;

    /** The second reports a missing table, the third a database that is not supported. */
    private static final Set<Class<? extends Exception>> SAFE_CAUSES = Set.of(
            CannotGetJdbcConnectionException.class,
            BadSqlGrammarException.class,
            InvalidMonitorPropertyException.class);

    private final DataSource database;
    private final SessionProperties sessions;
    private final JdbcSessionProperties properties;
    private final TimeLimitedExecutor calls;
    private final ExpiredSessionCleaner expired;

    JdbcSessionStoreFactory(DataSource database, SessionProperties sessions, JdbcSessionProperties properties) {
        this.database = database;
        this.sessions = sessions;
        this.properties = properties;
        this.calls = new TimeLimitedExecutor("Database", properties.timeout(), FIRST_TIMEOUT, MAX_THREADS, SAFE_CAUSES);
        SessionTable table = new SessionTable(database, properties.tableName(), properties.timeout());
        this.expired = new ExpiredSessionCleaner(table, DELETE_BATCH);
        if (!properties.cleanupInterval().isZero()) {
            expired.schedule(properties.cleanupInterval());
        }
    }

    @Override
    public SessionStore storeFor(String accountId, String appInstallationId) {
        VisitorKeys keys = new VisitorKeys(sessions.requiredKeySecret(), accountId, appInstallationId);
        return new JdbcSessionStore(database, keys, properties.tableName(), sessions.visitorRetention(), calls);
    }

    @Override
    public void close() {
        expired.close();
        calls.close();
        if (database instanceof SessionConnectionPool own) {
            own.close();
        }
    }
}
