package io.monitorapi.http;

import io.monitorapi.port.Deadline;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Alarms at deadlines, for a transport that has many exchanges under way and ends nearly all of them in time: setting an alarm
 * and stopping it wakes no thread, as one task of the timer, at the earliest deadline, looks after all of them.
 *
 * <p>Safe for use by any thread.
 */
public final class Alarms {

    private static final long NEVER = Long.MAX_VALUE;

    private final ScheduledExecutorService timer;
    private final Set<Alarm> set = ConcurrentHashMap.newKeySet();
    private final long origin = System.nanoTime();

    /** When the timer looks next, in nanoseconds since the origin. */
    private final AtomicLong nextLook = new AtomicLong(NEVER);

    /**
     * Takes a timer.
     *
     * @param timer runs what alarms do, which must be short and must not block; who ends it has to end what the alarms were set
     *     for, as those that are set then or later do not go off
     */
    public Alarms(ScheduledExecutorService timer) {
        this.timer = Objects.requireNonNull(timer, "timer");
    }

    /**
     * Sets an alarm.
     *
     * @param deadline when it goes off
     * @param action what it does then, once, unless it is stopped before; it may still do so while it is being stopped
     * @return the alarm
     * @throws RejectedExecutionException if the timer was needed for it and refuses
     */
    public Alarm set(Deadline deadline, Runnable action) {
        Alarm alarm = new Alarm(deadline, action);
        set.add(alarm);
        try {
            lookIn(deadline.remainingNanos());
        } catch (RejectedExecutionException refused) {
            alarm.stop();
            throw refused;
        }
        return alarm;
    }

    /** {@return how many alarms are set} */
    int pending() {
        return set.size();
    }

    private void lookIn(long nanos) {
        long at = System.nanoTime() - origin + nanos;
        long next = nextLook.get();
        while (at < next) {
            if (nextLook.compareAndSet(next, at)) {
                timer.schedule(() -> look(at), nanos, TimeUnit.NANOSECONDS);
                return;
            }
            next = nextLook.get();
        }
    }

    /** An alarm that is set meanwhile is either seen here or sees that nobody looks any more. */
    private void look(long planned) {
        if (!nextLook.compareAndSet(planned, NEVER)) {
            // An alarm with an earlier deadline came, and with it another look.
            return;
        }
        long earliest = NEVER;
        for (Alarm alarm : set) {
            long left = alarm.deadline.remainingNanos();
            if (left == 0) {
                alarm.goOff();
            } else {
                earliest = Math.min(earliest, left);
            }
        }
        if (earliest < NEVER) {
            lookIn(earliest);
        }
    }

    /** One alarm. */
    public final class Alarm {

        private final Deadline deadline;
        private final Runnable action;

        private Alarm(Deadline deadline, Runnable action) {
            this.deadline = Objects.requireNonNull(deadline, "deadline");
            this.action = Objects.requireNonNull(action, "action");
        }

        /** Stops the alarm, if it has not gone off. */
        public void stop() {
            set.remove(this);
        }

        private void goOff() {
            if (set.remove(this)) {
                action.run();
            }
        }
    }
}
