package io.monitorapi.spring.jdbc;

import io.monitorapi.spring.store.RealServers;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** A PostgreSQL process on a free port of this machine, shared by all tests of this JVM, with which it ends. */
final class RealPostgres {

    private static @Nullable EmbeddedPostgres shared;

    private RealPostgres() {}

    static synchronized DataSource database() {
        if (shared == null) {
            shared = RealServers.start(
                    "PostgreSQL", () -> EmbeddedPostgres.builder().start());
        }
        return shared.getPostgresDatabase();
    }
}
