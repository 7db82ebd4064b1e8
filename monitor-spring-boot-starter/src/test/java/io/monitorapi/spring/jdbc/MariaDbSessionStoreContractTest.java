package io.monitorapi.spring.jdbc;

import com.zaxxer.hikari.HikariDataSource;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;

/** MariaDB by its own driver. */
class MariaDbSessionStoreContractTest extends JdbcSessionStoreContract {

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
            pool = RealMariaDb.shared().pool("mariadb");
        }
        return pool;
    }

    @Override
    String platform() {
        return "mariadb";
    }

    @Override
    String seconds() {
        return "INTERVAL ROUND(? * 1000000) MICROSECOND";
    }
}
