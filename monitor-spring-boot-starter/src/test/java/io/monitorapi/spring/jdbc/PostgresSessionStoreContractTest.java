package io.monitorapi.spring.jdbc;

import javax.sql.DataSource;

class PostgresSessionStoreContractTest extends JdbcSessionStoreContract {

    @Override
    DataSource database() {
        return RealPostgres.database();
    }

    @Override
    String platform() {
        return "postgresql";
    }
}
