package io.monitorapi.spring.jdbc;

import javax.sql.DataSource;

class H2SessionStoreContractTest extends JdbcSessionStoreContract {

    @Override
    DataSource database() {
        return H2.database();
    }

    @Override
    String platform() {
        return "h2";
    }
}
