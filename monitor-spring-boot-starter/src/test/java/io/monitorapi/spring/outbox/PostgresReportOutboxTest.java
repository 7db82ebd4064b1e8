package io.monitorapi.spring.outbox;

import javax.sql.DataSource;

class PostgresReportOutboxTest extends ReportOutboxContract {

    @Override
    DataSource database() {
        return OutboxDatabases.postgres();
    }
}
