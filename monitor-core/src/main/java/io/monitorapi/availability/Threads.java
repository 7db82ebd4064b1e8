package io.monitorapi.availability;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** The threads of the watches: those they were given, and those that were started for them and have to end. */
final class Threads {

    private static final int SIZE = 4;
    private static final long IDLE_SECONDS = 30;

    private final List<Runnable> ends = new ArrayList<>();
    private final Executor executor;
    private final ScheduledExecutorService scheduler;

    Threads(@Nullable Executor givenExecutor, @Nullable ScheduledExecutorService givenScheduler) {
        this.executor = givenExecutor != null ? givenExecutor : pool();
        this.scheduler = givenScheduler != null ? givenScheduler : timer();
    }

    Executor executor() {
        return executor;
    }

    ScheduledExecutorService scheduler() {
        return scheduler;
    }

    void close() {
        ends.forEach(Runnable::run);
    }

    private Executor pool() {
        ThreadPoolExecutor pool = new ThreadPoolExecutor(
                SIZE,
                SIZE,
                IDLE_SECONDS,
                TimeUnit.SECONDS,
                new LinkedBlockingQueue<>(),
                daemons("monitor-availability-"));
        pool.allowCoreThreadTimeOut(true);
        ends.add(pool::shutdown);
        return pool;
    }

    private ScheduledExecutorService timer() {
        ScheduledThreadPoolExecutor timer = new ScheduledThreadPoolExecutor(1, daemons("monitor-availability-timer-"));
        timer.setRemoveOnCancelPolicy(true);
        ends.add(timer::shutdownNow);
        return timer;
    }

    private static ThreadFactory daemons(String name) {
        AtomicInteger number = new AtomicInteger();
        return work -> {
            Thread thread = new Thread(work, name + number.incrementAndGet());
            thread.setDaemon(true);
            return thread;
        };
    }
}
