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
    private final List<String> ran = new ArrayList<>();

    @Test
    void runsAnActionOnceAtItsDeadline() {
        deadlines.schedule(in(5), () -> ran.add("five"));

        time.advance(Duration.ofSeconds(4));
        assertThat(ran).isEmpty();
        time.advance(Duration.ofSeconds(2));
        time.advance(Duration.ofMinutes(1));

        assertThat(ran).containsExactly("five");
        assertThat(deadlines.pending()).isZero();
    }

    @Test
    void doesNotRunACancelledAction() {
        Timeout timeout = deadlines.schedule(in(5), () -> ran.add("five"));

        timeout.cancel();
        time.advance(Duration.ofMinutes(1));

        assertThat(ran).isEmpty();
    }

    @Test
    void runsActionsInTheOrderOfTheirDeadlines() {
        deadlines.schedule(in(5), () -> ran.add("five"));
        deadlines.schedule(in(1), () -> ran.add("one"));
        deadlines.schedule(in(9), () -> ran.add("nine"));
        deadlines.schedule(in(3), () -> ran.add("three"));

        for (int second = 0; second < 10; second++) {
            time.advance(Duration.ofSeconds(1));
        }

        assertThat(ran).containsExactly("one", "three", "five", "nine");
    }

    @Test
    void usesOneTaskOfTheSchedulerForAllTimeouts() {
        for (int i = 0; i < MANY; i++) {
            deadlines.schedule(in(5), () -> {}).cancel();
        }

        assertThat(time.pending()).isEqualTo(1);
        time.advance(Duration.ofSeconds(5));
        assertThat(time.pending()).isZero();
    }

    @Test
    void theSchedulerAloneKeepsATaskForEachTimeout() {
        for (int i = 0; i < MANY; i++) {
            time.schedule(() -> {}, 5, TimeUnit.SECONDS);
        }

        assertThat(time.pending()).isEqualTo(MANY);
    }

    @Test
    void checksThatAnEarlierOneReplacedDoNotAccumulate() {
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
    void throwsWhenTheSchedulerRejectsTheTask() {
        time.shutdownNow();

        assertThatThrownBy(() -> deadlines.schedule(in(5), () -> {})).isInstanceOf(RejectedExecutionException.class);
        assertThat(deadlines.pending()).isZero();
    }

    /** A timeout that is scheduled during a check must not be missed. */
    @Test
    void noTimeoutIsLostWhenManyThreadsScheduleAndCancel() throws InterruptedException {
        ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor();
        DeadlineTimer real = new DeadlineTimer(timer);
        CountDownLatch due = new CountDownLatch(4 * MANY);
        AtomicInteger cancelledRan = new AtomicInteger();
        List<Thread> threads = new ArrayList<>();
        for (int thread = 0; thread < 4; thread++) {
            threads.add(new Thread(() -> {
                for (int i = 0; i < MANY; i++) {
                    long micros = ThreadLocalRandom.current().nextLong(50, 2_000);
                    real.schedule(Deadline.in(Duration.ofMinutes(1), System::nanoTime), cancelledRan::incrementAndGet)
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
        assertThat(cancelledRan).hasValue(0);
        timer.shutdownNow();
    }

    private Deadline in(int seconds) {
        return Deadline.in(Duration.ofSeconds(seconds), time);
    }
}
