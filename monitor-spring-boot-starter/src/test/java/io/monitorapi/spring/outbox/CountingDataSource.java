package io.monitorapi.spring.outbox;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.sql.DataSource;
import org.springframework.jdbc.datasource.DelegatingDataSource;

/** Counts the statements of each thread. */
final class CountingDataSource extends DelegatingDataSource {

    private final List<Thread> statements = new CopyOnWriteArrayList<>();

    CountingDataSource(DataSource database) {
        super(database);
    }

    int statementsOf(Thread thread) {
        return (int) statements.stream().filter(thread::equals).count();
    }

    int statements() {
        return statements.size();
    }

    @Override
    public Connection getConnection() throws SQLException {
        Connection connection = super.getConnection();
        return (Connection) Proxy.newProxyInstance(
                getClass().getClassLoader(), new Class<?>[] {Connection.class}, (proxy, method, arguments) -> {
                    if (method.getName().equals("prepareStatement")
                            || method.getName().equals("createStatement")) {
                        statements.add(Thread.currentThread());
                    }
                    try {
                        return method.invoke(connection, arguments);
                    } catch (InvocationTargetException failure) {
                        throw failure.getCause();
                    }
                });
    }
}
