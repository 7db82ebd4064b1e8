package io.monitorapi.availability;

import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** The few threads that ask and tell unless others were given; none is started before the first watch, and idle ones end. */
final class DefaultScheduler {

    private static final int MOST = 4;
    private static final long IDLE_SECONDS = 30;

    private DefaultScheduler() {}

    static ScheduledExecutorService pool() {
        AtomicInteger number = new AtomicInteger();
        ScheduledThreadPoolExecutor pool = new ScheduledThreadPoolExecutor(MOST, work -> {
            Thread thread = new Thread(work, "monitor-availability-" + number.incrementAndGet());
            thread.setDaemon(true);
            return thread;
        });
        pool.setKeepAliveTime(IDLE_SECONDS, TimeUnit.SECONDS);
        pool.allowCoreThreadTimeOut(true);
        pool.setRemoveOnCancelPolicy(true);
        pool.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
        return pool;
    }
}
