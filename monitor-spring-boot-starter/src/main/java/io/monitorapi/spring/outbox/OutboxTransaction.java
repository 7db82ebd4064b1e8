package io.monitorapi.spring.outbox;

import com.github.kagkarlsson.scheduler.Scheduler;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.util.function.BooleanSupplier;
import javax.sql.DataSource;
import org.springframework.jdbc.datasource.DataSourceUtils;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Runs submissions in the caller's transaction, or in one of their own, and looks for due reports after the commit. */
final class OutboxTransaction {

    private final DataSource database;
    private final TransactionTemplate transactions;
    private final Scheduler scheduler;

    OutboxTransaction(DataSource database, PlatformTransactionManager manager, Scheduler scheduler) {
        this.database = database;
        this.transactions = new TransactionTemplate(manager);
        this.scheduler = scheduler;
    }

    boolean run(BooleanSupplier work) {
        if (TransactionSynchronizationManager.isActualTransactionActive()
                && !TransactionSynchronizationManager.hasResource(database)) {
            throw new IllegalStateException(
                    "the current transaction is not one of the outbox's DataSource, so the report"
                            + " would be sent even if it were rolled back: use a transaction manager of that DataSource");
        }
        return Boolean.TRUE.equals(transactions.execute(status -> {
            boolean changed = work.getAsBoolean();
            if (changed) {
                TransactionSynchronizationManager.registerSynchronization(new AfterCommit(scheduler));
            }
            return changed;
        }));
    }

    /**
     * Runs an insert that another transaction may have done at the same time. PostgreSQL refuses every statement after one that
     * failed, so the transaction goes back to where it was.
     *
     * @param insert inserts a row; false if it exists
     * @param exists whether the row exists
     * @return whether the row was inserted
     */
    boolean unlessDuplicate(BooleanSupplier insert, BooleanSupplier exists) {
        Connection connection = DataSourceUtils.getConnection(database);
        try {
            Savepoint savepoint = connection.setSavepoint();
            try {
                return insert.getAsBoolean();
            } catch (RuntimeException failure) {
                connection.rollback(savepoint);
                if (exists.getAsBoolean()) {
                    return false;
                }
                throw failure;
            }
        } catch (SQLException failure) {
            throw new IllegalStateException("the database refused a savepoint", failure);
        } finally {
            DataSourceUtils.releaseConnection(connection, database);
        }
    }

    private record AfterCommit(Scheduler scheduler) implements TransactionSynchronization {

        @Override
        public void afterCommit() {
            scheduler.triggerCheckForDueExecutions();
        }
    }
}
