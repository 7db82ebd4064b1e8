package io.monitorapi.testkit;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.concurrent.AbstractExecutorService;
import java.util.concurrent.Callable;
import java.util.concurrent.Delayed;
import java.util.concurrent.Executors;
import java.util.concurrent.FutureTask;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * A wall clock, a monotonic clock and a scheduler that advance only when a test advances them.
 *
 * <p>Tasks run on the thread that calls {@link #advance}, in the order in which they are due. Safe for use by any thread.
 */
public final class VirtualTime extends AbstractExecutorService
        implements ScheduledExecutorService, InstantSource, LongSupplier {

    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

    private final PriorityQueue<Task<?>> tasks = new PriorityQueue<>(
            Comparator.<Task<?>>comparingLong(task -> task.due).thenComparing(task -> task.number));
    private long nanos;
    private long numbers;
    private Duration skew = Duration.ZERO;
    private boolean shutdown;

    /** Advances the time and runs the tasks that are due. */
    public void advance(Duration time) {
        long end;
        synchronized (this) {
            end = nanos + time.toNanos();
        }
        for (Task<?> due = next(end); due != null; due = next(end)) {
            due.run();
        }
        synchronized (this) {
            nanos = end;
        }
    }

    /** Changes the wall clock, forward or back, without advancing the time. */
    public synchronized void moveWallClock(Duration jump) {
        skew = skew.plus(jump);
    }

    /** {@return the number of scheduled tasks} */
    public synchronized int pending() {
        tasks.removeIf(FutureTask::isDone);
        return tasks.size();
    }

    @Override
    public synchronized Instant instant() {
        return START.plusNanos(nanos).plus(skew);
    }

    /** {@return the monotonic clock, like {@link System#nanoTime()}} */
    @Override
    public synchronized long getAsLong() {
        return nanos;
    }

    private synchronized @Nullable Task<?> next(long end) {
        Task<?> first = tasks.peek();
        if (first == null || first.due > end) {
            return null;
        }
        nanos = Math.max(nanos, first.due);
        return tasks.poll();
    }

    private synchronized <V> Task<V> add(Callable<V> work, long delay, long period) {
        if (shutdown) {
            throw new RejectedExecutionException("virtual time has ended");
        }
        Task<V> task = new Task<>(work, nanos + Math.max(0, delay), period, numbers++);
        tasks.add(task);
        return task;
    }

    @Override
    public ScheduledFuture<?> schedule(Runnable command, long delay, TimeUnit unit) {
        return add(Executors.callable(command), unit.toNanos(delay), 0);
    }

    @Override
    public <V> ScheduledFuture<V> schedule(Callable<V> callable, long delay, TimeUnit unit) {
        return add(callable, unit.toNanos(delay), 0);
    }

    @Override
    public ScheduledFuture<?> scheduleAtFixedRate(Runnable command, long initialDelay, long period, TimeUnit unit) {
        return add(Executors.callable(command), unit.toNanos(initialDelay), unit.toNanos(period));
    }

    @Override
    public ScheduledFuture<?> scheduleWithFixedDelay(Runnable command, long initialDelay, long delay, TimeUnit unit) {
        return scheduleAtFixedRate(command, initialDelay, delay, unit);
    }

    @Override
    public void execute(Runnable command) {
        schedule(command, 0, TimeUnit.NANOSECONDS);
    }

    @Override
    public synchronized void shutdown() {
        shutdown = true;
    }

    @Override
    public synchronized List<Runnable> shutdownNow() {
        shutdown = true;
        List<Runnable> dropped = new ArrayList<>(tasks);
        tasks.clear();
        return dropped;
    }

    @Override
    public synchronized boolean isShutdown() {
        return shutdown;
    }

    @Override
    public synchronized boolean isTerminated() {
        return shutdown && tasks.isEmpty();
    }

    @Override
    public boolean awaitTermination(long timeout, TimeUnit unit) {
        return isTerminated();
    }

    private final class Task<V> extends FutureTask<V> implements ScheduledFuture<V> {

        private final long period;
        private final long number;
        private long due;

        Task(Callable<V> work, long due, long period, long number) {
            super(work);
            this.due = due;
            this.period = period;
            this.number = number;
        }

        @Override
        public void run() {
            if (period == 0) {
                super.run();
            } else if (runAndReset()) {
                synchronized (VirtualTime.this) {
                    due += period;
                    tasks.add(this);
                }
            }
        }

        @Override
        public long getDelay(TimeUnit unit) {
            return unit.convert(due - getAsLong(), TimeUnit.NANOSECONDS);
        }

        @Override
        public int compareTo(Delayed other) {
            return Long.compare(getDelay(TimeUnit.NANOSECONDS), other.getDelay(TimeUnit.NANOSECONDS));
        }
    }
}
