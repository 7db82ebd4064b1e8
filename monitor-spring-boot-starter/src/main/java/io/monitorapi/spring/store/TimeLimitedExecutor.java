package io.monitorapi.spring.store;

import io.monitorapi.internal.Arguments;
import io.monitorapi.internal.DaemonThreadFactory;
import io.monitorapi.internal.Durations;
import java.time.Duration;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Runs the commands of a store on a small pool of threads, so that a caller never waits longer than the timeout, whatever the
 * driver does.
 *
 * <p>A command that times out is interrupted. The pool does not grow: while all threads are blocked, up to 256 commands wait in
 * a queue and further ones fail at once. Thread-safe.
 */
public final class TimeLimitedExecutor implements AutoCloseable {

    private static final int QUEUE_CAPACITY = 256;
    private static final int IDLE_SECONDS = 30;

    private final String store;
    private final Duration timeout;
    private final Duration firstTimeout;
    private final Set<Class<? extends Exception>> safeCauses;
    private final ThreadPoolExecutor threads;
    private volatile boolean hasSucceeded;

    /**
     * Creates an executor with the same time limit for all commands.
     *
     * @param store the store's name in messages and thread names
     * @param timeout the maximum time that a caller waits, positive
     * @param maxThreads the maximum number of concurrent commands, at least 1
     * @param safeCauses the driver's exceptions whose messages never quote stored data; only these are kept as a cause
     */
    public TimeLimitedExecutor(
            String store, Duration timeout, int maxThreads, Set<Class<? extends Exception>> safeCauses) {
        this(store, timeout, timeout, maxThreads, safeCauses);
    }

    /**
     * Creates the executor. Threads start on demand and end after 30 seconds without work.
     *
     * @param store the store's name in messages and thread names
     * @param timeout the maximum time that a caller waits, positive
     * @param firstTimeout the maximum time that a caller waits until a command has succeeded, because connecting and loading
     *     the driver take longer than a command; at least {@code timeout}
     * @param maxThreads the maximum number of concurrent commands, at least 1
     * @param safeCauses the driver's exceptions whose messages never quote stored data; only these are kept as a cause
     */
    public TimeLimitedExecutor(
            String store,
            Duration timeout,
            Duration firstTimeout,
            int maxThreads,
            Set<Class<? extends Exception>> safeCauses) {
        this.store = store;
        this.timeout = Arguments.requirePositive("timeout", timeout);
        this.firstTimeout = firstTimeout.compareTo(timeout) > 0 ? firstTimeout : timeout;
        this.safeCauses = Set.copyOf(safeCauses);
        this.threads = new ThreadPoolExecutor(
                maxThreads,
                maxThreads,
                IDLE_SECONDS,
                TimeUnit.SECONDS,
                new ArrayBlockingQueue<>(QUEUE_CAPACITY),
                new DaemonThreadFactory("monitor-api-" + store.toLowerCase(Locale.ROOT) + "-"));
        threads.allowCoreThreadTimeOut(true);
    }

    /**
     * Runs a command and waits for its result.
     *
     * @param <T> the type of the result
     * @param command the command
     * @return its result
     * @throws StoreUnavailableException if the command fails or does not end in time
     */
    public <T extends @Nullable Object> T call(Supplier<T> command) {
        Duration limit = hasSucceeded ? timeout : firstTimeout;
        FutureTask<T> task = new FutureTask<>(command::get);
        try {
            threads.execute(task);
            T result = task.get(Durations.saturatedNanos(limit), TimeUnit.NANOSECONDS);
            hasSucceeded = true;
            return result;
        } catch (RejectedExecutionException rejected) {
            throw unavailable(threads.isShutdown() ? " store is closed" : ": too many commands are waiting", null);
        } catch (TimeoutException late) {
            throw unavailable(" did not respond within " + limit.toMillis() + " ms", null);
        } catch (InterruptedException interrupted) {
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
     * Runs a command without a result and waits for its end.
     *
     * @param command the command
     * @throws StoreUnavailableException if the command fails or does not end in time
     */
    public void run(Runnable command) {
        call(() -> {
            command.run();
            return true;
        });
    }

    /** {@return the maximum time that a caller waits once a command has succeeded} */
    public Duration timeout() {
        return timeout;
    }

    /** Interrupts running commands and ends the threads; later calls fail. */
    @Override
    public void close() {
        threads.shutdownNow();
    }

    private StoreUnavailableException failed(@Nullable Throwable cause) {
        if (cause instanceof StoreUnavailableException explained) {
            return explained;
        }
        boolean isSafe = safeCauses.stream().anyMatch(type -> type.isInstance(cause));
        String type = cause == null ? "" : cause.getClass().getSimpleName();
        return unavailable(" failed: " + type, isSafe ? cause : null);
    }

    private StoreUnavailableException unavailable(String reason, @Nullable Throwable cause) {
        return new StoreUnavailableException(store + reason, cause);
    }
}
