package io.monitorapi.availability;

/** Is told what a watch finds out. */
@FunctionalInterface
public interface AvailabilityListener {

    /**
     * What may be offered to the visitor has changed, or is not known for certain any more.
     *
     * <p>Calls of one watch come one after the other, never two at once; who is slower than the news gets the latest and
     * misses what was before. What is thrown is dropped.
     * A few threads serve all watches, so that a listener should return soon.
     *
     * @param state what is known now, never {@link AvailabilityState.Looking}
     */
    void changed(AvailabilityState state);
}
