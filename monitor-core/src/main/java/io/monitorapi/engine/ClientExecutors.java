package io.monitorapi.engine;

import io.monitorapi.internal.DaemonThreadFactory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The threads of one service: those it was given, and those it started and must end.
 *
 * <p>On Java 21 and newer each task has a virtual thread. On older versions the executor is a pool that grows to one thread per
 * request in flight, and callbacks have a pool of their own without an upper bound; idle threads of both end.
 */
final class ClientExecutors {

    private static final String PREFIX = "monitor-api-";
    private static final Duration IDLE = Duration.ofSeconds(30);

    private final List<AutoCloseable> owned = new ArrayList<>();
    private final Executor executor;
    private final Executor callbacks;
    private final ScheduledExecutorService scheduler;

    /**
     * Takes the threads that are given, and starts those that are null.
     *
     * @param executor runs tasks and callbacks
     * @param scheduler runs delayed tasks
     * @param resources are closed before the threads end
     * @param maxInFlight how many tasks may block at the same time
     */
    ClientExecutors(
            @Nullable Executor executor,
            @Nullable ScheduledExecutorService scheduler,
            List<AutoCloseable> resources,
            int maxInFlight) {
        this.owned.addAll(resources);
        this.scheduler = scheduler != null ? scheduler : startTimer();
        ExecutorService virtual = executor == null ? VirtualThreads.newThreadPerTaskExecutor(PREFIX) : null;
        if (virtual != null) {
            owned.add(virtual::shutdown);
            this.executor = virtual;
            this.callbacks = virtual;
        } else {
            this.executor = executor != null ? executor : startPool(maxInFlight);
            this.callbacks = executor != null ? executor : startCallbackPool();
        }
    }

    Executor executor() {
        return executor;
    }

    ScheduledExecutorService scheduler() {
        return scheduler;
    }

    /** Runs code of the application, which may block, on a thread that nothing else waits for; here if it is refused. */
    void runCallback(Runnable callback) {
        try {
            callbacks.execute(callback);
        } catch (RuntimeException refused) {
            callback.run();
        }
    }

    /** Starts a thread that ends with the task. */
    void start(Runnable task) {
        new DaemonThreadFactory(PREFIX + "close-").newThread(task).start();
    }

    /** Closes the resources, then the timer, then the pools, so that calls that end meanwhile can still complete. */
    void close() {
        for (AutoCloseable resource : owned) {
            try {
                resource.close();
            } catch (Exception failure) {
                // The others must be closed anyway, and there is no caller left to report it to.
            }
        }
    }

    private Executor startPool(int size) {
        return start(size, size, new LinkedBlockingQueue<>(), PREFIX);
    }

    private Executor startCallbackPool() {
        return start(0, Integer.MAX_VALUE, new SynchronousQueue<>(), PREFIX + "callback-");
    }

    private Executor start(int core, int max, BlockingQueue<Runnable> queue, String prefix) {
        ThreadPoolExecutor pool = new ThreadPoolExecutor(
                core, max, IDLE.toSeconds(), TimeUnit.SECONDS, queue, new DaemonThreadFactory(prefix));
        pool.allowCoreThreadTimeOut(true);
        owned.add(pool::shutdown);
        return pool;
    }

    private ScheduledExecutorService startTimer() {
        ScheduledThreadPoolExecutor timer =
                new ScheduledThreadPoolExecutor(1, new DaemonThreadFactory(PREFIX + "timer-"));
        timer.setRemoveOnCancelPolicy(true);
        owned.add(timer::shutdownNow);
        return timer;
    }
}
