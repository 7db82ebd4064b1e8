package io.monitorapi.spring.autoconfigure;

import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationRegistry;
import io.monitorapi.port.MonitorListener;
import io.monitorapi.spring.MonitorObservationContext;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Adds each attempt as an event to the observation of its call, which is current when the call starts. */
final class ObservingMonitorListener implements MonitorListener {

    private final ObservationRegistry registry;
    private final Map<Long, Observation> inFlight = new ConcurrentHashMap<>();

    ObservingMonitorListener(ObservationRegistry registry) {
        this.registry = registry;
    }

    @Override
    public void callStarted(CallStarted event) {
        Observation call = registry.getCurrentObservation();
        if (call != null && call.getContextView() instanceof MonitorObservationContext) {
            inFlight.put(event.call(), call);
        }
    }

    @Override
    public void attemptSucceeded(AttemptSucceeded event) {
        addEvent(event.call(), "attempt.succeeded", "attempt " + event.attempt() + " succeeded");
    }

    @Override
    public void attemptFailed(AttemptFailed event) {
        addEvent(
                event.call(),
                "attempt.failed",
                "attempt " + event.attempt() + " failed: " + event.failure().reason());
    }

    @Override
    public void retryScheduled(RetryScheduled event) {
        addEvent(
                event.call(),
                "retry.scheduled",
                "attempt " + event.attempt() + " is retried after "
                        + event.pause().toMillis() + " ms");
    }

    @Override
    public void callEnded(CallEnded event) {
        inFlight.remove(event.call());
    }

    private void addEvent(long call, String name, String text) {
        Observation observation = inFlight.get(call);
        if (observation != null) {
            observation.event(Observation.Event.of(name, text));
        }
    }

    int inFlight() {
        return inFlight.size();
    }
}
