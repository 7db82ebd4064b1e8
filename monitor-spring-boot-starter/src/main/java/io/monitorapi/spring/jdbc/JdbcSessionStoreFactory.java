package io.monitorapi.spring.jdbc;

import io.monitorapi.port.SessionStore;
import io.monitorapi.spring.SessionProperties;
import io.monitorapi.spring.SessionStoreFactory;
import io.monitorapi.spring.store.TimeLimitedExecutor;
import io.monitorapi.spring.store.VisitorKeys;
import java.util.Set;
import javax.sql.DataSource;
import org.springframework.jdbc.BadSqlGrammarException;
import org.springframework.jdbc.CannotGetJdbcConnectionException;

/** Makes the stores of all clients; they share the table, the threads and the clean-up, which end with this. */
final class JdbcSessionStoreFactory implements SessionStoreFactory, AutoCloseable {

    /** Fewer than a pool of connections usually has, as the application needs some as well. */
    private static final int MOST_THREADS = 4;

    private static final int DELETED_AT_ONCE = 500;

    /** A table that is not there is told by the second. */
    private static final Set<Class<? extends Exception>> TELLING =
            Set.of(CannotGetJdbcConnectionException.class, BadSqlGrammarException.class);

    private final DataSource database;
    private final SessionProperties sessions;
    private final JdbcSessionProperties properties;
    private final TimeLimitedExecutor calls;
    private final ExpiredSessionCleaner expired;

    JdbcSessionStoreFactory(DataSource database, SessionProperties sessions, JdbcSessionProperties properties) {
        this.database = database;
        this.sessions = sessions;
        this.properties = properties;
        this.calls = new TimeLimitedExecutor("Database", properties.timeout(), MOST_THREADS, TELLING);
        SessionTable table = new SessionTable(database, properties.tableName(), properties.timeout());
        this.expired = new ExpiredSessionCleaner(table, DELETED_AT_ONCE);
        if (!properties.cleanupInterval().isZero()) {
            expired.every(properties.cleanupInterval());
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
    }
}
