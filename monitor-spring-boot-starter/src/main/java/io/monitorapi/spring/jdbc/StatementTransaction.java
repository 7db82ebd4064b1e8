package io.monitorapi.spring.jdbc;

import java.sql.SQLException;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.TransactionSystemException;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Runs each statement in its own transaction, and again on another connection if the database has closed the pooled one.
 *
 * <p>After a restart of the database, pools hand out connections that no longer work. That is no outage: without a repetition
 * each node would open new sessions for visitors whom the database knows. All statements are idempotent.
 */
final class StatementTransaction {

    /** The store uses at most four connections at a time, and each may be broken. */
    private static final int MOST_ATTEMPTS = 5;

    private final TransactionTemplate transaction;

    StatementTransaction(DataSource database) {
        this.transaction = new TransactionTemplate(new JdbcTransactionManager(database));
    }

    <T> @Nullable T execute(Supplier<T> statement) {
        for (int attempt = 1; ; attempt++) {
            try {
                return transaction.execute(status -> statement.get());
            } catch (RuntimeException failure) {
                if (attempt == MOST_ATTEMPTS || !isBrokenConnection(failure)) {
                    throw failure;
                }
            }
        }
    }

    /** SQL states of class 08 are connection exceptions; 57P01 to 57P03 mean that PostgreSQL is being stopped or started. */
    private static boolean isBrokenConnection(RuntimeException failure) {
        Throwable original = failure instanceof TransactionSystemException rollbackFailed
                        && rollbackFailed.getApplicationException() != null
                ? rollbackFailed.getApplicationException()
                : failure;
        for (Throwable cause = original; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException sql && sql.getSQLState() != null) {
                return sql.getSQLState().startsWith("08") || sql.getSQLState().startsWith("57P0");
            }
        }
        return false;
    }
}
