package io.monitorapi.spring.jdbc;

import com.zaxxer.hikari.HikariDataSource;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;

/** MySQL's driver, dialect and script, on a MariaDB server: there is no package of MySQL itself. */
class MySqlSessionStoreContractTest extends JdbcSessionStoreContract {

    private static @Nullable HikariDataSource pool;

    @AfterAll
    static void closePool() {
        if (pool != null) {
            pool.close();
            pool = null;
        }
    }

    @Override
    DataSource database() {
        if (pool == null) {
            pool = RealMariaDb.shared().pool("mysql");
        }
        return pool;
    }

    @Override
    String platform() {
        return "mysql";
    }

    @Override
    String seconds() {
        return "INTERVAL ROUND(? * 1000000) MICROSECOND";
    }
}
