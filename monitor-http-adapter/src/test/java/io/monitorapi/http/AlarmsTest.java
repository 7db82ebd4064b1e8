package io.monitorapi.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.monitorapi.http.Alarms.Alarm;
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

class AlarmsTest {

    private static final int MANY = 1_000;

    private final VirtualTime time = new VirtualTime();
    private final Alarms alarms = new Alarms(time);
    private final List<String> gone = new ArrayList<>();

    @Test
    void goesOffAtItsDeadlineAndOnce() {
        alarms.set(in(5), () -> gone.add("five"));

        time.advance(Duration.ofSeconds(4));
        assertThat(gone).isEmpty();
        time.advance(Duration.ofSeconds(2));
        time.advance(Duration.ofMinutes(1));

        assertThat(gone).containsExactly("five");
        assertThat(alarms.pending()).isZero();
    }

    @Test
    void doesNothingOnceItIsStopped() {
        Alarm alarm = alarms.set(in(5), () -> gone.add("five"));

        alarm.stop();
        time.advance(Duration.ofMinutes(1));

        assertThat(gone).isEmpty();
    }

    @Test
    void keepsTheirOrderWhateverTheOrderTheyAreSetIn() {
        alarms.set(in(5), () -> gone.add("five"));
        alarms.set(in(1), () -> gone.add("one"));
        alarms.set(in(9), () -> gone.add("nine"));
        alarms.set(in(3), () -> gone.add("three"));

        for (int second = 0; second < 10; second++) {
            time.advance(Duration.ofSeconds(1));
        }

        assertThat(gone).containsExactly("one", "three", "five", "nine");
    }

    @Test
    void oneTaskOfTheTimerLooksAfterAllOfThem() {
        for (int i = 0; i < MANY; i++) {
            alarms.set(in(5), () -> {}).stop();
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
            Alarm late = alarms.set(in(5), () -> {});
            Alarm early = alarms.set(in(1), () -> {});
            time.advance(Duration.ofMillis(1_100));
            late.stop();
            early.stop();
        }

        assertThat(time.pending()).isLessThan(10);
    }

    @Test
    void saysSoWhenTheTimerRefuses() {
        time.shutdownNow();

        assertThatThrownBy(() -> alarms.set(in(5), () -> {})).isInstanceOf(RejectedExecutionException.class);
        assertThat(alarms.pending()).isZero();
    }

    /** Looks and settings meet: an alarm that neither sees would never go off. */
    @Test
    void noneIsForgottenWhenManyThreadsSetAndStopThem() throws InterruptedException {
        ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor();
        Alarms real = new Alarms(timer);
        CountDownLatch due = new CountDownLatch(4 * MANY);
        AtomicInteger stoppedOnesGone = new AtomicInteger();
        List<Thread> threads = new ArrayList<>();
        for (int thread = 0; thread < 4; thread++) {
            threads.add(new Thread(() -> {
                for (int i = 0; i < MANY; i++) {
                    long micros = ThreadLocalRandom.current().nextLong(50, 2_000);
                    real.set(Deadline.in(Duration.ofMinutes(1), System::nanoTime), stoppedOnesGone::incrementAndGet)
                            .stop();
                    real.set(Deadline.in(Duration.ofNanos(1_000 * micros), System::nanoTime), due::countDown);
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
