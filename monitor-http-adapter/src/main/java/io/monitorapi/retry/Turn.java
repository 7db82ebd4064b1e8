package io.monitorapi.retry;

import io.monitorapi.error.MonitorException;
import io.monitorapi.error.Reason;
import io.monitorapi.port.RetryPolicy;
import io.monitorapi.retry.Admission.Admitted;
import io.monitorapi.retry.Admission.Held;
import io.monitorapi.retry.Admission.TurnedAway;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** The wait of one attempt at the gate: ends with a pass, or turned away, at its call's deadline at the latest. */
@SuppressWarnings("FutureReturnValueIgnored") // What ends a turn does not throw.
final class Turn extends CompletableFuture<Pass> {

    private final Gate gate;
    private final RetryPolicy.Scope scope;
    private final AtomicReference<@Nullable Pause> pause = new AtomicReference<>();
    private @Nullable Pass place;
    private boolean counted;

    Turn(Gate gate, RetryPolicy.Scope scope) {
        this.gate = gate;
        this.scope = scope;
        whenComplete((pass, ended) -> leave());
    }

    RetryPolicy.Scope scope() {
        return scope;
    }

    /** {@return whether this turn was given a place in the release that a pass began; the gate's lock guards it} */
    boolean hasPlaceIn(Pass release) {
        return place == release;
    }

    void takePlaceIn(Pass release) {
        place = release;
    }

    /** {@return whether this turn is one of those that the gate counts; the gate's lock guards it} */
    boolean isCounted() {
        return counted;
    }

    void count(boolean waits) {
        counted = waits;
    }

    /** Asks whether it is this turn's time, now and after each pause. */
    void ask() {
        Admission admission = askOrPause();
        if (admission instanceof Admitted admitted) {
            if (!complete(admitted.pass())) {
                gate.settle(admitted.pass(), AttemptOutcome.UNSENT, null, scope);
            }
        } else if (admission instanceof TurnedAway away) {
            completeExceptionally(refusal(away.retryAfter(), null));
        }
    }

    /** A turn is not called up between the gate's answer and its pause: it would sleep on. */
    private synchronized Admission askOrPause() {
        Admission admission = gate.ask(this);
        if (admission instanceof Held held) {
            pauseFor(held.time());
        }
        return admission;
    }

    /** A probe has ended: neither the thread nor the stack that it ended on is to bear what the others do now. */
    synchronized void callUp() {
        pauseFor(Duration.ZERO);
    }

    /** Ends the pause before, so that there is never a second one. */
    private void pauseFor(Duration time) {
        Pause next = new Pause(time, scope.scheduler());
        next.whenComplete((nothing, lost) -> pauseEnded(next, lost));
        Pause before = pause.getAndSet(next);
        if (before != null) {
            before.cancel(false);
        }
        next.begin();
        if (isDone()) {
            next.cancel(false);
        }
    }

    private void pauseEnded(Pause ended, @Nullable Throwable lost) {
        if (isDone() || ended.isCancelled()) {
            return;
        }
        if (lost == null) {
            ask();
        } else {
            completeExceptionally(refusal(Duration.ZERO, "the scheduler is shut down"));
        }
    }

    private void leave() {
        gate.leave(this);
        Pause last = pause.get();
        if (last != null) {
            last.cancel(false);
        }
    }

    private static MonitorException refusal(Duration retryAfter, @Nullable String detail) {
        Duration second = Duration.ofSeconds(1);
        return MonitorException.builder(Reason.CIRCUIT_OPEN)
                .retryable(true)
                .retryAfter(retryAfter.compareTo(second) < 0 ? second : retryAfter)
                .detail(detail)
                .build();
    }
}
