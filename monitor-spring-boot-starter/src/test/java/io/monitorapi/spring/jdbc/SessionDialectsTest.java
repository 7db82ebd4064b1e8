package io.monitorapi.spring.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.monitorapi.spring.InvalidMonitorPropertyException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SessionDialectsTest {

    @ParameterizedTest
    @CsvSource({
        "PostgreSQL, CURRENT_TIMESTAMP",
        "H2, CURRENT_TIMESTAMP",
        "MySQL, UTC_TIMESTAMP(6)",
        "MariaDB, UTC_TIMESTAMP(6)"
    })
    void eachSupportedDatabaseHasADialect(String product, String now) {
        assertThat(SessionDialects.named(product).now()).isEqualTo(now);
    }

    @Test
    void anotherDatabaseIsRefusedWithTheFilesThatItNeeds() {
        assertThatExceptionOfType(InvalidMonitorPropertyException.class)
                .isThrownBy(() -> SessionDialects.named("Oracle"))
                .withMessageContaining("supports PostgreSQL, MariaDB, MySQL and H2, but the database is Oracle")
                .satisfies(refused -> assertThat(refused.remedy())
                        .contains("a SessionDialect", "SessionDialects", "schema-<database>.sql"));
    }
}
