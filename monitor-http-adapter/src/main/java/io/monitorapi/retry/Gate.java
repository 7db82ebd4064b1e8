package io.monitorapi.retry;

import io.monitorapi.error.MonitorException;
import io.monitorapi.port.Deadline;
import io.monitorapi.port.MonitorListener.CircuitChanged;
import io.monitorapi.port.RetryPolicy;
import io.monitorapi.retry.Admission.Admitted;
import io.monitorapi.retry.Admission.Held;
import io.monitorapi.retry.Admission.TurnedAway;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Stands before an account's service: open while it is well; shut, it lets one attempt at a time through, to find out
 * whether the service is back, and then the others one after the other.
 */
final class Gate {

    /** With less time than this left, nothing that is sent can be answered in time. */
    private static final long SHORTEST = TimeUnit.MILLISECONDS.toNanos(10);

    /** Who waits for a probe has this much time left then: it may be the probe, which finds nothing out in less. */
    private static final long LONG_ENOUGH = TimeUnit.SECONDS.toNanos(1);

    private final boolean used;
    private final Traffic traffic = new Traffic();
    private final Release release;
    private final Circuit circuit;
    private final Set<Turn> line = new LinkedHashSet<>();

    /** What lets everybody through; null while the gate is shut, another one each time that it opens. */
    private volatile @Nullable Pass open = Pass.free();

    private volatile boolean releasing;
    private @Nullable Pass probe;

    /** Who makes the probe, told apart by identity: two calls may look the same. */
    private RetryPolicy.@Nullable Scope prober;

    private int waiting;

    Gate(boolean used, BackoffSchedule schedule, int leastNormalRate) {
        this.used = used;
        this.circuit = new Circuit(schedule);
        this.release = new Release(leastNormalRate, traffic);
    }

    /** {@return the pass of an attempt that nothing holds back, or null when it has to ask for its turn} */
    @Nullable
    Pass free(long now) {
        Pass current = open;
        if (current == null || releasing) {
            return null;
        }
        traffic.count(now);
        return current;
    }

    /** {@return how long until a probe may be made, or null when the gate is open} */
    synchronized @Nullable Duration shutFor(long now) {
        return open == null ? untilProbe(now) : null;
    }

    /** {@return whether an attempt that has a pass from before need not ask again} */
    boolean isOpenTo(RetryPolicy.Scope scope) {
        return open != null || isProber(scope);
    }

    @SuppressWarnings("ReferenceEquality") // see prober
    private synchronized boolean isProber(RetryPolicy.Scope scope) {
        return prober == scope;
    }

    synchronized Admission ask(Turn turn) {
        long now = turn.scope().deadline().nanoTime();
        long remaining = turn.scope().deadline().remainingNanos();
        if (remaining == 0) {
            return new TurnedAway(untilProbe(now));
        }
        Pass current = open;
        if (current != null) {
            return inRelease(turn, current, now);
        }
        long wait = circuit.untilProbe(now);
        if (wait > 0) {
            return heldFor(wait, LONG_ENOUGH, turn);
        }
        if (isFitToProbe(turn, remaining) && circuit.tryProbe()) {
            probe = Pass.probe();
            prober = turn.scope();
            return new Admitted(probe);
        }
        line.add(turn);
        return heldFor(remaining - SHORTEST, SHORTEST, turn);
    }

    /** One that has little time probes only when nobody else waits who could. */
    private boolean isFitToProbe(Turn turn, long remaining) {
        return remaining >= LONG_ENOUGH || waiting == 0 || (waiting == 1 && turn.isCounted());
    }

    private Admission inRelease(Turn turn, Pass current, long now) {
        releasing = !release.isOver(now);
        if (!releasing) {
            traffic.count(now);
        }
        if (!releasing || turn.hasPlaceIn(current)) {
            return new Admitted(current);
        }
        Admission admission = heldFor(release.untilNext(now), SHORTEST, turn);
        if (admission instanceof Held) {
            release.takeNext(now);
            turn.takePlaceIn(current);
        }
        return admission;
    }

    private Admission heldFor(long wait, long margin, Turn turn) {
        Deadline deadline = turn.scope().deadline();
        boolean inTime = wait > 0 && wait <= deadline.remainingNanos() - margin;
        boolean hasRoom = turn.isCounted() || waiting < release.room();
        if (!inTime || !hasRoom) {
            return new TurnedAway(untilProbe(deadline.nanoTime()));
        }
        if (!turn.isCounted()) {
            turn.count(true);
            waiting++;
        }
        return new Held(Duration.ofNanos(wait));
    }

    private Duration untilProbe(long now) {
        return Duration.ofNanos(Math.max(0, circuit.untilProbe(now)));
    }

    /** Whatever became of the turn, it does not wait any longer. */
    synchronized void leave(Turn turn) {
        line.remove(turn);
        if (turn.isCounted()) {
            turn.count(false);
            waiting--;
        }
    }

    /** Learns from an attempt how the service is; each pass that was given is to be settled, or no probe follows. */
    void settle(Pass pass, AttemptOutcome finding, @Nullable MonitorException failure, RetryPolicy.Scope scope) {
        boolean asExpected = pass == open && finding == AttemptOutcome.ALIVE && !circuit.isSuspicious();
        if (asExpected || !used) {
            return;
        }
        boolean changed;
        boolean opened;
        List<Turn> calledUp;
        synchronized (this) {
            long now = scope.deadline().nanoTime();
            calledUp = pass == probe ? List.copyOf(line) : List.of();
            learn(pass, finding, failure, now);
            opened = circuit.isClosed();
            changed = opened != (open != null);
            if (changed) {
                change(opened, now);
            }
        }
        if (changed) {
            Onlooker onlooker = new Onlooker(scope.listener());
            onlooker.circuitChanged(new CircuitChanged(opened, opened || failure == null ? null : failure.reason()));
        }
        calledUp.forEach(Turn::callUp);
    }

    private void learn(Pass pass, AttemptOutcome finding, @Nullable MonitorException failure, long now) {
        if (pass == probe) {
            probe = null;
            prober = null;
            line.clear();
            circuit.probeEnded(finding, failure, now);
        } else if (pass == open) {
            circuit.attemptEnded(finding, failure, now);
        } else {
            circuit.lateAttemptEnded(finding, failure, now);
        }
    }

    private void change(boolean opens, long now) {
        if (opens) {
            release.begin(now);
            releasing = true;
            open = Pass.free();
        } else {
            release.interrupt(now);
            open = null;
        }
    }
}
