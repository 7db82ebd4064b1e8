package io.monitorapi.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ArgumentsTest {

    @Test
    void everyRefusalNamesTheField() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Arguments.requirePositive("deadline", Duration.ZERO))
                .withMessage("deadline must be positive, but is PT0S");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Arguments.requireNotNegative("closeGrace", Duration.ofNanos(-1)))
                .withMessageStartingWith("closeGrace must not be negative");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Arguments.requireAtLeast("maxInFlight", 1, 0))
                .withMessage("maxInFlight must be at least 1, but is 0");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Arguments.requireText("accountId", " "))
                .withMessage("accountId must not be blank");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "a b", "\u00e9", "a\r\n", "\u007f"})
    void anIdIsVisibleAscii(String id) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Arguments.requireId("visitorId", id))
                .withMessage("visitorId must be 1 to 256 visible ASCII characters");
    }

    @Test
    void anIdHasAtMost256Characters() {
        assertThat(Arguments.isId("~".repeat(256))).isTrue();
        assertThat(Arguments.isId("~".repeat(257))).isFalse();
    }

    @Test
    void hugeDurationsDoNotOverflow() {
        Duration huge = Duration.ofSeconds(Long.MAX_VALUE);

        assertThat(Durations.saturatedNanos(huge)).isEqualTo(Durations.LONGEST_NANOS);
        assertThat(Durations.saturatedNanos(huge.negated())).isEqualTo(-Durations.LONGEST_NANOS);
        assertThat(Durations.saturatedMillis(huge)).isEqualTo(Durations.LONGEST_NANOS / 1_000_000 + 1);
        assertThat(Durations.saturatedMillis(Duration.ofNanos(1))).isEqualTo(1);
        assertThat(Durations.saturatedMillis(Duration.ofMillis(7))).isEqualTo(7);
    }

    @Test
    void unwrapsWhatFuturesAdd() {
        Throwable failure = new IllegalStateException();

        assertThat(Futures.unwrap(new CompletionException(new ExecutionException(failure))))
                .isSameAs(failure);
        assertThat(Futures.unwrap(failure)).isSameAs(failure);
    }
}
