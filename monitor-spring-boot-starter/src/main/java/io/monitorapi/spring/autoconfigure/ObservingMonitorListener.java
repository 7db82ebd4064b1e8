package io.monitorapi.spring.autoconfigure;

import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationRegistry;
import io.monitorapi.port.MonitorListener;
import io.monitorapi.spring.MonitorObservationContext;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Notes each attempt in the observation of its call, which is current when the call begins and found by its number then. */
final class ObservingMonitorListener implements MonitorListener {

    private final ObservationRegistry registry;
    private final Map<Long, Observation> underWay = new ConcurrentHashMap<>();

    ObservingMonitorListener(ObservationRegistry registry) {
        this.registry = registry;
    }

    @Override
    public void callStarted(CallStarted event) {
        Observation call = registry.getCurrentObservation();
        if (call != null && call.getContextView() instanceof MonitorObservationContext) {
            underWay.put(event.call(), call);
        }
    }

    @Override
    public void attemptSucceeded(AttemptSucceeded event) {
        note(event.call(), "attempt.succeeded", "attempt " + event.attempt() + " succeeded");
    }

    @Override
    public void attemptFailed(AttemptFailed event) {
        note(
                event.call(),
                "attempt.failed",
                "attempt " + event.attempt() + " failed: " + event.failure().reason());
    }

    @Override
    public void retryScheduled(RetryScheduled event) {
        note(
                event.call(),
                "retry.scheduled",
                "attempt " + event.attempt() + " is repeated after "
                        + event.pause().toMillis() + " ms");
    }

    @Override
    public void callEnded(CallEnded event) {
        underWay.remove(event.call());
    }

    private void note(long call, String name, String text) {
        Observation observation = underWay.get(call);
        if (observation != null) {
            observation.event(Observation.Event.of(name, text));
        }
    }

    int underWay() {
        return underWay.size();
    }
}
