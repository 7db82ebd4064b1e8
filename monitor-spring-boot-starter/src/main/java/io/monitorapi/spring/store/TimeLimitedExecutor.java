package io.monitorapi.spring.store;

import java.time.Duration;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Asks a store on a few threads of its own, so that no caller waits longer than it may, whatever the driver does.
 *
 * <p>A call that is given up is interrupted, and the threads never become more; when they are all held up, callers are
 * refused at once as soon as a few hundred wait. Safe for use by any thread.
 */
public final class TimeLimitedExecutor implements AutoCloseable {

    private static final int MOST_WAITING = 256;
    private static final int IDLE_SECONDS = 30;

    private final String store;
    private final Duration timeout;
    private final Set<Class<? extends Exception>> telling;
    private final ThreadPoolExecutor threads;

    /**
     * Makes the threads' pool; the threads come with the calls and go when there are none.
     *
     * @param store the store's name in messages and in the names of threads
     * @param timeout the longest that a caller waits, positive
     * @param mostThreads how many calls are made at the same time at the most, at least 1
     * @param telling the driver's exceptions that say why the store cannot be used, and never quote what is stored: the only
     *     ones that are kept as a cause
     */
    public TimeLimitedExecutor(
            String store, Duration timeout, int mostThreads, Set<Class<? extends Exception>> telling) {
        this.store = store;
        this.timeout = timeout;
        this.telling = Set.copyOf(telling);
        this.threads = new ThreadPoolExecutor(
                mostThreads,
                mostThreads,
                IDLE_SECONDS,
                TimeUnit.SECONDS,
                new ArrayBlockingQueue<>(MOST_WAITING),
                named("monitor-api-" + store.toLowerCase(Locale.ROOT) + "-"));
        threads.allowCoreThreadTimeOut(true);
    }

    /**
     * Asks the store and waits.
     *
     * @param <T> what it answers
     * @param work how it is asked
     * @return its answer
     * @throws StoreUnavailableException if there is none in time
     */
    public <T extends @Nullable Object> T call(Supplier<T> work) {
        FutureTask<T> task = new FutureTask<>(work::get);
        try {
            threads.execute(task);
            return task.get(timeout.toNanos(), TimeUnit.NANOSECONDS);
        } catch (RejectedExecutionException full) {
            throw unavailable(threads.isShutdown() ? " is not asked any more: closed" : ": too many calls wait", null);
        } catch (TimeoutException slow) {
            throw unavailable(" did not answer within " + timeout.toMillis() + " ms", null);
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            throw unavailable(": interrupted while waiting", null);
        } catch (ExecutionException failure) {
            throw failed(failure.getCause());
        } finally {
            if (task.cancel(true)) {
                threads.remove(task);
            }
        }
    }

    /**
     * Asks the store for something that has no answer, and waits.
     *
     * @param work how it is asked
     * @throws StoreUnavailableException if it is not done in time
     */
    public void run(Runnable work) {
        call(() -> {
            work.run();
            return true;
        });
    }

    /** {@return the longest that a caller waits} */
    public Duration timeout() {
        return timeout;
    }

    /** Ends the threads; later calls are refused. */
    @Override
    public void close() {
        threads.shutdownNow();
    }

    private StoreUnavailableException failed(@Nullable Throwable cause) {
        boolean tells = telling.stream().anyMatch(type -> type.isInstance(cause));
        String kind = cause == null ? "" : cause.getClass().getSimpleName();
        return unavailable(" failed: " + kind, tells ? cause : null);
    }

    private StoreUnavailableException unavailable(String what, @Nullable Throwable cause) {
        return new StoreUnavailableException(store + what, cause);
    }

    private static ThreadFactory named(String prefix) {
        AtomicInteger count = new AtomicInteger();
        return work -> {
            Thread thread = new Thread(work, prefix + count.incrementAndGet());
            thread.setDaemon(true);
            return thread;
        };
    }
}
