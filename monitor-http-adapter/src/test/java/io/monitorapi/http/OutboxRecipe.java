package io.monitorapi.http;

import com.github.kagkarlsson.scheduler.Scheduler;
import com.github.kagkarlsson.scheduler.SchedulerClient;
import com.github.kagkarlsson.scheduler.task.FailureHandler.OnFailureRetryLater;
import com.github.kagkarlsson.scheduler.task.helper.OneTimeTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import io.monitorapi.MonitorService;
import io.monitorapi.attribute.Purchase;
import io.monitorapi.engagement.Report;
import io.monitorapi.error.ApplicationException;
import io.monitorapi.session.Visitor;
import java.lang.reflect.Proxy;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import javax.sql.DataSource;

/** A shop in plain Java whose reports survive: the README shows what stands between its methods. */
record OutboxRecipe(MonitorService monitor, DataSource database, OneTimeTask<String> task) {

    static OutboxRecipe of(MonitorService monitor, DataSource database, Duration retryInterval) {
        OneTimeTask<String> task = Tasks.oneTime("monitor-report", String.class)
                .onFailure(new OnFailureRetryLater<>(retryInterval))
                .execute((row, context) -> deliver(monitor, database, row.getData()));
        return new OutboxRecipe(monitor, database, task);
    }

    Scheduler start() {
        Scheduler scheduler = Scheduler.create(database, task)
                .pollingInterval(Duration.ofSeconds(1))
                .build();
        scheduler.start();
        return scheduler;
    }

    void buy(String orderId, String visitor, BigDecimal total) throws SQLException {
        try (Connection transaction = database.getConnection()) {
            transaction.setAutoCommit(false);
            insertOrder(transaction, orderId, visitor, total);
            SchedulerClient.Builder.create(only(transaction), task)
                    .build()
                    .scheduleIfNotExists(task.instance(orderId, orderId), Instant.now());
            transaction.commit();
        }
    }

    /** A data source whose only connection is that of the transaction, which it leaves open. */
    static DataSource only(Connection transaction) {
        Connection open = (Connection) Proxy.newProxyInstance(
                OutboxRecipe.class.getClassLoader(),
                new Class<?>[] {Connection.class},
                (proxy, method, arguments) ->
                        method.getName().equals("close") ? null : method.invoke(transaction, arguments));
        return (DataSource) Proxy.newProxyInstance(
                OutboxRecipe.class.getClassLoader(), new Class<?>[] {DataSource.class}, (proxy, method, arguments) -> {
                    if (method.getName().equals("getConnection")) {
                        return open;
                    }
                    throw new UnsupportedOperationException(method.getName());
                });
    }

    static void deliver(MonitorService monitor, DataSource database, String orderId) {
        try (Connection connection = database.getConnection();
                PreparedStatement query =
                        connection.prepareStatement("select visitor, total from orders where id = ?")) {
            query.setString(1, orderId);
            ResultSet order = query.executeQuery();
            order.next();
            Report report = Report.builder()
                    .consumerId(order.getString("visitor"))
                    .engagementAttribute(Purchase.builder()
                            .orderId(orderId)
                            .total(order.getBigDecimal("total"))
                            .build())
                    .build();
            monitor.report(Visitor.of(order.getString("visitor")), report);
        } catch (ApplicationException refused) {
            System.err.println("The service refused the report of an order: " + refused.advice());
        } catch (SQLException failure) {
            throw new IllegalStateException(failure);
        }
    }

    private static void insertOrder(Connection transaction, String id, String visitor, BigDecimal total)
            throws SQLException {
        try (PreparedStatement insert =
                transaction.prepareStatement("insert into orders (id, visitor, total) values (?, ?, ?)")) {
            insert.setString(1, id);
            insert.setString(2, visitor);
            insert.setBigDecimal(3, total);
            insert.executeUpdate();
        }
    }
}
