package io.monitorapi.spring.jdbc;

import java.sql.SQLException;
import java.util.Set;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.TransactionSystemException;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Runs each statement in its own transaction, and again if the database has closed the pooled connection or rolled back a deadlock.
 *
 * <p>After a restart of the database, pools hand out connections that no longer work. That is no outage: without a repetition
 * each node would open new sessions for visitors whom the database knows. All statements are idempotent.
 */
final class SingleStatementTransaction {

    /** More than the connections of usual pools, each of which may be broken; the timeout of the store ends the attempts, too. */
    private static final int MAX_ATTEMPTS = 50;

    private static final Set<String> REPEATABLE = Set.of("57P01", "57P02", "40001");
    private static final Set<String> UNREACHABLE = Set.of("08001", "08004");

    private final TransactionTemplate transaction;

    SingleStatementTransaction(DataSource database) {
        this.transaction = new TransactionTemplate(new JdbcTransactionManager(database));
    }

    <T> @Nullable T execute(Supplier<T> statement) {
        for (int attempt = 1; ; attempt++) {
            try {
                return transaction.execute(status -> statement.get());
            } catch (RuntimeException failure) {
                if (attempt == MAX_ATTEMPTS || Thread.currentThread().isInterrupted() || !isRepeatable(failure)) {
                    throw failure;
                }
            }
        }
    }

    /**
     * SQL states of class 08 are connection exceptions; 57P01 and 57P02 mean that PostgreSQL has ended the connection, 40001
     * that MariaDB or MySQL has rolled back one of two inserts that waited for each other. Where no
     * connection could be opened (08001, 08004), another attempt would fail, too.
     */
    private static boolean isRepeatable(RuntimeException failure) {
        Throwable original = failure instanceof TransactionSystemException rollbackFailed
                        && rollbackFailed.getApplicationException() != null
                ? rollbackFailed.getApplicationException()
                : failure;
        for (Throwable cause = original; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException sql && sql.getSQLState() != null) {
                String state = sql.getSQLState();
                return REPEATABLE.contains(state) || (state.startsWith("08") && !UNREACHABLE.contains(state));
            }
        }
        return false;
    }
}
