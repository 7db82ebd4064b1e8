package io.monitorapi.availability;

/** Receives the states of a watch. */
@FunctionalInterface
public interface AvailabilityListener {

    /**
     * The offer for the visitor has changed, or has become stale.
     *
     * <p>Calls of one watch never overlap. A listener that is slower than the changes receives the latest state and skips those
     * in between. Exceptions are ignored. A few threads serve all watches, so a listener should return quickly.
     *
     * @param state the current state, never {@link AvailabilityState.Pending}
     */
    void changed(AvailabilityState state);
}
