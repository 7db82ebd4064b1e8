package io.monitorapi.engine;

import java.time.Duration;
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

/** The threads of one service: those it was given, and those it started and has to end. */
final class ClientExecutors {

    private static final Duration IDLE = Duration.ofSeconds(30);

    private final List<AutoCloseable> owned = new ArrayList<>();
    private final Executor executor;
    private final ScheduledExecutorService scheduler;

    ClientExecutors(MonitorServiceBuilder builder) {
        this.owned.addAll(builder.owned);
        this.scheduler = builder.scheduler != null ? builder.scheduler : timer();
        this.executor = builder.executor != null ? builder.executor : completions();
    }

    Executor executor() {
        return executor;
    }

    ScheduledExecutorService scheduler() {
        return scheduler;
    }

    /** Begins work on a thread of its own, which ends with it. */
    void start(Runnable work) {
        daemons("monitor-api-close-").newThread(work).start();
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
                size, size, IDLE.toSeconds(), TimeUnit.SECONDS, new LinkedBlockingQueue<>(), daemons("monitor-api-"));
        pool.allowCoreThreadTimeOut(true);
        owned.add(pool::shutdown);
        return pool;
    }

    private ScheduledExecutorService timer() {
        ScheduledThreadPoolExecutor timer = new ScheduledThreadPoolExecutor(1, daemons("monitor-api-timer-"));
        timer.setRemoveOnCancelPolicy(true);
        owned.add(timer::shutdownNow);
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
