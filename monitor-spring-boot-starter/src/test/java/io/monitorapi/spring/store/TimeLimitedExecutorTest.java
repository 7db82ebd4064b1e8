package io.monitorapi.spring.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.net.ConnectException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class TimeLimitedExecutorTest {

    private static final Duration GENEROUS = Duration.ofSeconds(5);

    private final CountDownLatch release = new CountDownLatch(1);
    private final TimeLimitedExecutor calls =
            new TimeLimitedExecutor("Store", Duration.ofMillis(50), 2, Set.of(IllegalStateException.class));

    @AfterEach
    void close() {
        release.countDown();
        calls.close();
    }

    @Test
    void returnsTheResultOfTheCommand() {
        assertThat(calls.call(() -> "value")).isEqualTo("value");
    }

    @Test
    void aSlowCommandFailsAfterTheTimeout() {
        calls.call(() -> "warm");
        long start = System.nanoTime();

        assertThatExceptionOfType(StoreUnavailableException.class)
                .isThrownBy(() -> calls.run(this::hang))
                .withMessage("Store did not respond within 50 ms");

        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(GENEROUS);
    }

    @Test
    void theFirstCommandsHaveALongerLimitUntilOneSucceeds() {
        try (TimeLimitedExecutor cold = new TimeLimitedExecutor(
                "Store", Duration.ofMillis(50), Duration.ofMinutes(5), 2, Set.of(IllegalStateException.class))) {
            assertThat(cold.call(() -> {
                        LockSupport.parkNanos(Duration.ofMillis(150).toNanos());
                        return "connected";
                    }))
                    .isEqualTo("connected");

            assertThatExceptionOfType(StoreUnavailableException.class)
                    .isThrownBy(() -> cold.run(this::hang))
                    .withMessage("Store did not respond within 50 ms");
        }
    }

    @Test
    void aCommandThatTimesOutIsInterrupted() throws InterruptedException {
        CountDownLatch interrupted = new CountDownLatch(1);

        assertThatExceptionOfType(StoreUnavailableException.class)
                .isThrownBy(() -> calls.run(() -> {
                    try {
                        release.await();
                    } catch (InterruptedException stop) {
                        interrupted.countDown();
                    }
                }));

        interrupted.await();
    }

    /** A driver that ignores interrupts blocks its threads, but no further ones. */
    @Test
    void blockedCommandsDoNotAddThreads() {
        AtomicInteger started = new AtomicInteger();
        for (int i = 0; i < 5; i++) {
            assertThatExceptionOfType(StoreUnavailableException.class)
                    .isThrownBy(() -> calls.run(() -> {
                        started.incrementAndGet();
                        hangWhateverHappens();
                    }));
        }

        assertThat(started).hasValue(2);
        assertThat(Thread.getAllStackTraces().keySet())
                .filteredOn(thread -> thread.getName().startsWith("monitor-api-store-"))
                .hasSizeLessThanOrEqualTo(2)
                .allMatch(Thread::isDaemon);
    }

    @Test
    void commandsFailAtOnceWhenTheQueueIsFull() throws InterruptedException {
        TimeLimitedExecutor patient =
                new TimeLimitedExecutor("Store", Duration.ofMinutes(5), 1, Set.of(IllegalStateException.class));
        List<Thread> waiting = new ArrayList<>();
        AtomicInteger refused = new AtomicInteger();
        CountDownLatch first = new CountDownLatch(44);
        for (int i = 0; i < 1 + 256 + 44; i++) {
            Thread caller = new Thread(() -> {
                try {
                    patient.run(this::hang);
                } catch (StoreUnavailableException full) {
                    refused.incrementAndGet();
                    first.countDown();
                }
            });
            waiting.add(caller);
            caller.start();
        }
        first.await();

        assertThat(refused).hasValue(44);
        release.countDown();
        for (Thread caller : waiting) {
            caller.join();
        }
        patient.close();
    }

    @Test
    void onlySafeExceptionsAreKeptAsTheCause() {
        IllegalStateException harmless = new IllegalStateException("no connection", new ConnectException());

        assertThatExceptionOfType(StoreUnavailableException.class)
                .isThrownBy(() -> calls.run(() -> {
                    throw harmless;
                }))
                .withCause(harmless);
        assertThatExceptionOfType(StoreUnavailableException.class)
                .isThrownBy(() -> calls.run(() -> {
                    throw new IllegalArgumentException("value canary");
                }))
                .withNoCause()
                .withMessage("Store failed: IllegalArgumentException");
    }

    @Test
    void anInterruptedCallerStaysInterrupted() {
        Thread.currentThread().interrupt();

        assertThatExceptionOfType(StoreUnavailableException.class).isThrownBy(() -> calls.run(this::hang));

        assertThat(Thread.interrupted()).isTrue();
    }

    @Test
    void commandsFailAfterClose() {
        calls.close();

        assertThatExceptionOfType(StoreUnavailableException.class)
                .isThrownBy(() -> calls.call(() -> "value"))
                .withMessageContaining("closed");
    }

    private void hang() {
        try {
            release.await();
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
        }
    }

    private void hangWhateverHappens() {
        while (release.getCount() > 0) {
            try {
                release.await();
            } catch (InterruptedException ignored) {
                // as a driver that reads a socket
            }
        }
    }
}
