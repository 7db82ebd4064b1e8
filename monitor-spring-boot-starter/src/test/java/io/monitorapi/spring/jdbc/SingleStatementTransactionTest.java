package io.monitorapi.spring.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.sql.SQLException;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.jdbc.UncategorizedSQLException;

class SingleStatementTransactionTest {

    private final SingleStatementTransaction transaction =
            new SingleStatementTransaction(H2.database("broken-connections"));
    private final AtomicInteger attempts = new AtomicInteger();

    @ParameterizedTest
    @ValueSource(strings = {"08003", "08006", "57P01", "40001"})
    void aStatementRunsAgainWhenItsConnectionIsBroken(String state) {
        assertThat(transaction.execute(() -> failingUntil(12, state))).isEqualTo("done");
        assertThat(attempts).hasValue(12);
    }

    @Test
    void aStatementFailsWhenAllConnectionsAreBroken() {
        assertThatExceptionOfType(UncategorizedSQLException.class)
                .isThrownBy(() -> transaction.execute(() -> failingUntil(1000, "08006")));
        assertThat(attempts).hasValue(50);
    }

    /** The control: other failures would not be cured by another connection. */
    @ParameterizedTest
    @ValueSource(strings = {"42601", "23505", "57014", "57P03", "08001", "08004"})
    void otherFailuresAreNotRepeated(String state) {
        assertThatExceptionOfType(UncategorizedSQLException.class)
                .isThrownBy(() -> transaction.execute(() -> failingUntil(1000, state)));
        assertThat(attempts).hasValue(1);
    }

    @Test
    void theTimeLimitOfACommandEndsItsAttempts() {
        Thread.currentThread().interrupt();

        assertThatExceptionOfType(UncategorizedSQLException.class)
                .isThrownBy(() -> transaction.execute(() -> failingUntil(1000, "08006")));

        assertThat(Thread.interrupted()).isTrue();
        assertThat(attempts).hasValue(1);
    }

    private String failingUntil(int attempt, String state) {
        if (attempts.incrementAndGet() < attempt) {
            throw new UncategorizedSQLException("test", null, new SQLException("broken", state));
        }
        return "done";
    }
}
