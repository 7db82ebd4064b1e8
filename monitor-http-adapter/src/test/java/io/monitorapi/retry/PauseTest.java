package io.monitorapi.retry;

import static org.assertj.core.api.Assertions.assertThat;

import io.monitorapi.testkit.VirtualTime;
import java.lang.ref.PhantomReference;
import java.lang.ref.Reference;
import java.lang.ref.ReferenceQueue;
import java.time.Duration;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class PauseTest {

    @Test
    void endsOnTheScheduler() {
        ScheduledThreadPoolExecutor scheduler =
                new ScheduledThreadPoolExecutor(1, task -> new Thread(task, "the scheduler"));
        try {
            Pause pause = new Pause(Duration.ofMillis(1), scheduler);
            var thread = pause.thenApply(nothing -> Thread.currentThread().getName());

            pause.begin();

            assertThat(thread).succeedsWithin(Duration.ofSeconds(30)).isEqualTo("the scheduler");
        } finally {
            scheduler.shutdownNow();
        }
    }

    @Test
    void looksAgainUntilTheSchedulerHasEnded() {
        AtomicInteger looks = new AtomicInteger();
        ScheduledThreadPoolExecutor stuck = new ScheduledThreadPoolExecutor(1) {
            @Override
            public ScheduledFuture<?> schedule(Runnable command, long delay, TimeUnit unit) {
                return super.schedule(command, 1, TimeUnit.DAYS);
            }

            @Override
            public boolean isTerminated() {
                return looks.incrementAndGet() > 1;
            }
        };
        try {
            Pause pause = new Pause(Duration.ofMillis(1), stuck);

            pause.begin();

            assertThat(pause)
                    .failsWithin(Duration.ofSeconds(30))
                    .withThrowableThat()
                    .withCauseInstanceOf(RejectedExecutionException.class);
            assertThat(looks).hasValue(2);
        } finally {
            stuck.shutdownNow();
        }
    }

    @Test
    void isForgottenOnceItIsCancelled() throws InterruptedException {
        VirtualTime time = new VirtualTime();
        ReferenceQueue<Pause> forgotten = new ReferenceQueue<>();
        PhantomReference<Pause> trace = new PhantomReference<>(cancelled(time), forgotten);

        assertThat(time.pending()).isZero();
        Reference<? extends Pause> found = null;
        for (int tries = 0; found == null && tries < 300; tries++) {
            System.gc();
            found = forgotten.remove(100);
        }
        assertThat(found).isSameAs(trace);
    }

    private static Pause cancelled(VirtualTime time) {
        Pause pause = new Pause(Duration.ofDays(1), time);
        pause.begin();
        pause.cancel(true);
        return pause;
    }
}
