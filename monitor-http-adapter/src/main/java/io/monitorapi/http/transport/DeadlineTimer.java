package io.monitorapi.http.transport;

import io.monitorapi.internal.DaemonThreadFactory;
import io.monitorapi.port.Deadline;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Runs actions at deadlines, for a transport with many exchanges in flight of which nearly all end in time.
 *
 * <p>Scheduling and cancelling a timeout wakes no thread: one task of the timer, at the earliest deadline, checks all of
 * them. Safe for use by any thread.
 */
public final class DeadlineTimer {

    private static final long NEVER = Long.MAX_VALUE;

    private final ScheduledExecutorService timer;
    private final Set<Timeout> pending = ConcurrentHashMap.newKeySet();
    private final long origin = System.nanoTime();

    /** When the next check runs, in nanoseconds since the origin. */
    private final AtomicLong nextCheck = new AtomicLong(NEVER);

    /**
     * Uses a scheduler.
     *
     * @param timer runs the actions, which must be short and must not block; after it is shut down no action runs any more, so
     *     a transport that shuts it down must end its exchanges itself
     */
    public DeadlineTimer(ScheduledExecutorService timer) {
        this.timer = Objects.requireNonNull(timer, "timer");
    }

    /**
     * Creates a scheduler for a transport: one daemon thread, which ends when it is idle for 30 seconds. Tasks that come after
     * it was shut down are dropped.
     *
     * @param threadPrefix what the name of its thread begins with
     * @return the scheduler, which must be shut down
     */
    public static ScheduledThreadPoolExecutor newScheduler(String threadPrefix) {
        ScheduledThreadPoolExecutor scheduler =
                new ScheduledThreadPoolExecutor(1, new DaemonThreadFactory(threadPrefix));
        scheduler.setRejectedExecutionHandler(new ThreadPoolExecutor.DiscardPolicy());
        scheduler.setKeepAliveTime(30, TimeUnit.SECONDS);
        scheduler.allowCoreThreadTimeOut(true);
        return scheduler;
    }

    /**
     * Schedules an action.
     *
     * @param deadline when the action runs
     * @param action runs once at the deadline unless the timeout is cancelled before; it may run while it is being cancelled
     * @return the timeout, to be cancelled when the exchange ends in time
     * @throws RejectedExecutionException if the timer had to be used and rejects the task
     */
    public Timeout schedule(Deadline deadline, Runnable action) {
        Timeout timeout = new Timeout(deadline, action);
        pending.add(timeout);
        try {
            checkIn(deadline.remainingNanos());
        } catch (RejectedExecutionException rejected) {
            timeout.cancel();
            throw rejected;
        }
        return timeout;
    }

    /** {@return how many timeouts are pending} */
    public int pending() {
        return pending.size();
    }

    private void checkIn(long nanos) {
        long at = System.nanoTime() - origin + nanos;
        long next = nextCheck.get();
        while (at < next) {
            if (nextCheck.compareAndSet(next, at)) {
                timer.schedule(() -> check(at), nanos, TimeUnit.NANOSECONDS);
                return;
            }
            next = nextCheck.get();
        }
    }

    /** A timeout scheduled meanwhile is either seen here, or finds no check planned and plans one. */
    private void check(long planned) {
        if (!nextCheck.compareAndSet(planned, NEVER)) {
            // A timeout with an earlier deadline has planned another check.
            return;
        }
        long earliest = NEVER;
        for (Timeout timeout : pending) {
            long left = timeout.deadline.remainingNanos();
            if (left == 0) {
                timeout.expire();
            } else {
                earliest = Math.min(earliest, left);
            }
        }
        if (earliest < NEVER) {
            checkIn(earliest);
        }
    }

    /** A scheduled action. */
    public final class Timeout {

        private final Deadline deadline;
        private final Runnable action;

        private Timeout(Deadline deadline, Runnable action) {
            this.deadline = Objects.requireNonNull(deadline, "deadline");
            this.action = Objects.requireNonNull(action, "action");
        }

        /** Cancels the action, unless it has run. */
        public void cancel() {
            pending.remove(this);
        }

        private void expire() {
            if (pending.remove(this)) {
                action.run();
            }
        }
    }
}
