package io.monitorapi.spring.outbox;

import javax.sql.DataSource;

class H2ReportOutboxTest extends ReportOutboxContract {

    @Override
    DataSource database() {
        return OutboxDatabases.h2();
    }
}
