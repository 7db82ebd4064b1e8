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

class ScheduledDelayTest {

    @Test
    void endsOnTheScheduler() {
        ScheduledThreadPoolExecutor scheduler =
                new ScheduledThreadPoolExecutor(1, task -> new Thread(task, "the scheduler"));
        try {
            ScheduledDelay delay = new ScheduledDelay(scheduler);
            var thread = delay.thenApply(nothing -> Thread.currentThread().getName());

            delay.begin(1_000_000);

            assertThat(thread).succeedsWithin(Duration.ofSeconds(30)).isEqualTo("the scheduler");
        } finally {
            scheduler.shutdownNow();
        }
    }

    @Test
    void checksUntilTheSchedulerHasTerminated() {
        AtomicInteger checks = new AtomicInteger();
        ScheduledThreadPoolExecutor stuck = new ScheduledThreadPoolExecutor(1) {
            @Override
            public ScheduledFuture<?> schedule(Runnable command, long delay, TimeUnit unit) {
                return super.schedule(command, 1, TimeUnit.DAYS);
            }

            @Override
            public boolean isTerminated() {
                return checks.incrementAndGet() > 1;
            }
        };
        try {
            ScheduledDelay delay = new ScheduledDelay(stuck);

            delay.begin(1_000_000);

            assertThat(delay)
                    .failsWithin(Duration.ofSeconds(30))
                    .withThrowableThat()
                    .withCauseInstanceOf(RejectedExecutionException.class);
            assertThat(checks).hasValue(2);
        } finally {
            stuck.shutdownNow();
        }
    }

    @Test
    void isGarbageAfterItIsCancelled() throws InterruptedException {
        VirtualTime time = new VirtualTime();
        ReferenceQueue<ScheduledDelay> collected = new ReferenceQueue<>();
        PhantomReference<ScheduledDelay> trace = new PhantomReference<>(cancelled(time), collected);

        assertThat(time.pending()).isZero();
        Reference<? extends ScheduledDelay> found = null;
        for (int tries = 0; found == null && tries < 300; tries++) {
            System.gc();
            found = collected.remove(100);
        }
        assertThat(found).isSameAs(trace);
    }

    private static ScheduledDelay cancelled(VirtualTime time) {
        ScheduledDelay delay = new ScheduledDelay(time);
        delay.begin(TimeUnit.DAYS.toNanos(1));
        delay.cancel(true);
        return delay;
    }
}
