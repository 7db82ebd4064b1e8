package io.monitorapi.http.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.monitorapi.http.transport.DeadlineTimer.Timeout;
import io.monitorapi.port.Deadline;
import io.monitorapi.testkit.VirtualTime;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class DeadlineTimerTest {

    private static final int MANY = 1_000;

    private final VirtualTime time = new VirtualTime();
    private final DeadlineTimer deadlines = new DeadlineTimer(time);
    private final List<String> gone = new ArrayList<>();

    @Test
    void goesOffAtItsDeadlineAndOnce() {
        deadlines.schedule(in(5), () -> gone.add("five"));

        time.advance(Duration.ofSeconds(4));
        assertThat(gone).isEmpty();
        time.advance(Duration.ofSeconds(2));
        time.advance(Duration.ofMinutes(1));

        assertThat(gone).containsExactly("five");
        assertThat(deadlines.pending()).isZero();
    }

    @Test
    void doesNothingOnceItIsStopped() {
        Timeout timeout = deadlines.schedule(in(5), () -> gone.add("five"));

        timeout.cancel();
        time.advance(Duration.ofMinutes(1));

        assertThat(gone).isEmpty();
    }

    @Test
    void keepsTheirOrderWhateverTheOrderTheyAreSetIn() {
        deadlines.schedule(in(5), () -> gone.add("five"));
        deadlines.schedule(in(1), () -> gone.add("one"));
        deadlines.schedule(in(9), () -> gone.add("nine"));
        deadlines.schedule(in(3), () -> gone.add("three"));

        for (int second = 0; second < 10; second++) {
            time.advance(Duration.ofSeconds(1));
        }

        assertThat(gone).containsExactly("one", "three", "five", "nine");
    }

    @Test
    void oneTaskOfTheTimerLooksAfterAllOfThem() {
        for (int i = 0; i < MANY; i++) {
            deadlines.schedule(in(5), () -> {}).cancel();
        }

        assertThat(time.pending()).isEqualTo(1);
        time.advance(Duration.ofSeconds(5));
        assertThat(time.pending()).isZero();
    }

    @Test
    void asksTheTimerAThousandTimesWithoutIt() {
        for (int i = 0; i < MANY; i++) {
            time.schedule(() -> {}, 5, TimeUnit.SECONDS);
        }

        assertThat(time.pending()).isEqualTo(MANY);
    }

    @Test
    void looksThatAnEarlierOneHasReplacedDoNotPileUp() {
        for (int round = 0; round < MANY; round++) {
            Timeout late = deadlines.schedule(in(5), () -> {});
            Timeout early = deadlines.schedule(in(1), () -> {});
            time.advance(Duration.ofMillis(1_100));
            late.cancel();
            early.cancel();
        }

        assertThat(time.pending()).isLessThan(10);
    }

    @Test
    void saysSoWhenTheTimerRefuses() {
        time.shutdownNow();

        assertThatThrownBy(() -> deadlines.schedule(in(5), () -> {})).isInstanceOf(RejectedExecutionException.class);
        assertThat(deadlines.pending()).isZero();
    }

    /** Looks and settings meet: an timeout that neither sees would never go off. */
    @Test
    void noneIsForgottenWhenManyThreadsSetAndStopThem() throws InterruptedException {
        ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor();
        DeadlineTimer real = new DeadlineTimer(timer);
        CountDownLatch due = new CountDownLatch(4 * MANY);
        AtomicInteger stoppedOnesGone = new AtomicInteger();
        List<Thread> threads = new ArrayList<>();
        for (int thread = 0; thread < 4; thread++) {
            threads.add(new Thread(() -> {
                for (int i = 0; i < MANY; i++) {
                    long micros = ThreadLocalRandom.current().nextLong(50, 2_000);
                    real.schedule(
                                    Deadline.in(Duration.ofMinutes(1), System::nanoTime),
                                    stoppedOnesGone::incrementAndGet)
                            .cancel();
                    real.schedule(Deadline.in(Duration.ofNanos(1_000 * micros), System::nanoTime), due::countDown);
                }
            }));
        }
        threads.forEach(Thread::start);
        for (Thread thread : threads) {
            thread.join();
        }

        assertThat(due.await(20, TimeUnit.SECONDS)).isTrue();
        assertThat(stoppedOnesGone).hasValue(0);
        timer.shutdownNow();
    }

    private Deadline in(int seconds) {
        return Deadline.in(Duration.ofSeconds(seconds), time);
    }
}
