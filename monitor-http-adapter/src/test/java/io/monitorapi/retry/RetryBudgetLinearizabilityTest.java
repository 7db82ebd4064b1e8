package io.monitorapi.retry;

import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.monitorapi.error.MonitorException;
import io.monitorapi.error.Reason;
import org.jetbrains.lincheck.LincheckAssertionError;
import org.jetbrains.lincheck.datastructures.ModelCheckingOptions;
import org.jetbrains.lincheck.datastructures.Operation;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** However calls interleave, no token is lost and none is spent twice. */
@Tag("long")
class RetryBudgetLinearizabilityTest {

    private static final MonitorException FAILURE =
            MonitorException.builder(Reason.UNAVAILABLE).build();

    @Test
    void countsAsIfCallsWereMadeOneByOne() {
        options().check(Tokens.class);
    }

    /** The control: a budget that reads and then writes. */
    @Test
    void aBudgetThatReadsBeforeItWritesDoesNot() {
        assertThatExceptionOfType(LincheckAssertionError.class)
                .isThrownBy(() -> options().check(ReadsFirst.class));
    }

    private static ModelCheckingOptions options() {
        return new ModelCheckingOptions()
                .iterations(6)
                .invocationsPerIteration(150)
                .threads(3)
                .actorsPerThread(3);
    }

    public static class Tokens {

        private final RetryBudget budget = new RetryBudget(4, 2);

        @Operation
        public boolean acquires() {
            return budget.tryAcquire(FAILURE);
        }

        @Operation
        public void succeeds() {
            budget.succeeded();
        }
    }

    public static class ReadsFirst {

        private volatile int tokens = 4;

        @Operation
        public boolean acquires() {
            int left = tokens;
            if (left >= 2) {
                tokens = left - 2;
            }
            return left >= 2;
        }

        @Operation
        public void succeeds() {
            tokens = Math.min(4, tokens + 1);
        }
    }
}
