package io.monitorapi.spring.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class CompareAndSetLoopTest {

    private final AtomicInteger attempts = new AtomicInteger();

    @Test
    void aChangeThatOtherNodesPreventIsAttemptedAgain() {
        assertThat(CompareAndSetLoop.untilDone(() -> attempts.incrementAndGet() < 10 ? null : "done"))
                .isEqualTo("done");
    }

    @Test
    void readsOfAReplicaDoNotKeepTheThread() {
        assertThatExceptionOfType(StoreUnavailableException.class)
                .isThrownBy(() -> CompareAndSetLoop.untilDone(this::prevented))
                .withMessageContaining("replica");
        assertThat(attempts).hasValue(10);
    }

    @Test
    void theTimeLimitOfACommandEndsItsAttempts() {
        Thread.currentThread().interrupt();

        assertThatExceptionOfType(StoreUnavailableException.class)
                .isThrownBy(() -> CompareAndSetLoop.untilDone(this::prevented));

        assertThat(Thread.interrupted()).isTrue();
        assertThat(attempts).hasValue(1);
    }

    private String prevented() {
        attempts.incrementAndGet();
        return null;
    }
}
