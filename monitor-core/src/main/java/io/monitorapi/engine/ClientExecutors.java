package io.monitorapi.engine;

import io.monitorapi.internal.DaemonThreadFactory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** The threads of one service: those it was given, and those it started and has to end. */
final class ClientExecutors {

    private static final Duration IDLE = Duration.ofSeconds(30);

    private final List<AutoCloseable> owned = new ArrayList<>();
    private final Executor executor;
    private final ScheduledExecutorService scheduler;

    /** Takes the threads that are given, and starts those that are null; the resources are closed first. */
    ClientExecutors(
            @Nullable Executor executor, @Nullable ScheduledExecutorService scheduler, List<AutoCloseable> resources) {
        this.owned.addAll(resources);
        this.scheduler = scheduler != null ? scheduler : timer();
        this.executor = executor != null ? executor : completions();
    }

    Executor executor() {
        return executor;
    }

    ScheduledExecutorService scheduler() {
        return scheduler;
    }

    /** Begins work on a thread of its own, which ends with it. */
    void start(Runnable work) {
        new DaemonThreadFactory("monitor-api-close-").newThread(work).start();
    }

    /** In this order: what asks, what waits, and what tells; so that what ends is told still. */
    void close() {
        for (AutoCloseable resource : owned) {
            try {
                resource.close();
            } catch (Exception failure) {
                // One that fails must not keep the others open, and there is nobody to tell.
            }
        }
    }

    private Executor completions() {
        int size = Math.max(4, Runtime.getRuntime().availableProcessors());
        ThreadPoolExecutor pool = new ThreadPoolExecutor(
                size,
                size,
                IDLE.toSeconds(),
                TimeUnit.SECONDS,
                new LinkedBlockingQueue<>(),
                new DaemonThreadFactory("monitor-api-"));
        pool.allowCoreThreadTimeOut(true);
        owned.add(pool::shutdown);
        return pool;
    }

    private ScheduledExecutorService timer() {
        ScheduledThreadPoolExecutor timer =
                new ScheduledThreadPoolExecutor(1, new DaemonThreadFactory("monitor-api-timer-"));
        timer.setRemoveOnCancelPolicy(true);
        owned.add(timer::shutdownNow);
        return timer;
    }
}
