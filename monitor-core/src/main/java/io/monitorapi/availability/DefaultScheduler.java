package io.monitorapi.availability;

import io.monitorapi.internal.DaemonThreadFactory;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** Creates the scheduler that polls and calls listeners by default: up to 4 daemon threads, none before the first watch. */
final class DefaultScheduler {

    private static final int MAX_THREADS = 4;
    private static final long IDLE_SECONDS = 30;

    private DefaultScheduler() {}

    static ScheduledExecutorService create() {
        ScheduledThreadPoolExecutor scheduler =
                new ScheduledThreadPoolExecutor(MAX_THREADS, new DaemonThreadFactory("monitor-availability-"));
        scheduler.setKeepAliveTime(IDLE_SECONDS, TimeUnit.SECONDS);
        scheduler.allowCoreThreadTimeOut(true);
        scheduler.setRemoveOnCancelPolicy(true);
        scheduler.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
        return scheduler;
    }
}
