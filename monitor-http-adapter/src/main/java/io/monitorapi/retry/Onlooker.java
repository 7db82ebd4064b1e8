package io.monitorapi.retry;

import io.monitorapi.port.MonitorListener;
import io.monitorapi.port.MonitorListener.CircuitChanged;
import io.monitorapi.port.MonitorListener.RetryScheduled;

/** Tells a listener, which only looks on: what it throws must not end a call, nor keep the gate from others. */
record Onlooker(MonitorListener listener) {

    void retryScheduled(RetryScheduled event) {
        tell(() -> listener.retryScheduled(event));
    }

    void circuitChanged(CircuitChanged event) {
        tell(() -> listener.circuitChanged(event));
    }

    private static void tell(Runnable event) {
        try {
            event.run();
        } catch (RuntimeException | Error dropped) {
            // See above.
        }
    }
}
