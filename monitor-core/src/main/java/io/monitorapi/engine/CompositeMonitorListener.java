package io.monitorapi.engine;

import io.monitorapi.port.MonitorListener;
import java.util.List;
import java.util.function.Consumer;

/** Notifies several listeners and drops what they throw: no listener may break a call. */
final class CompositeMonitorListener implements MonitorListener {

    private final List<MonitorListener> listeners;

    CompositeMonitorListener(List<MonitorListener> listeners) {
        this.listeners = List.copyOf(listeners);
    }

    @Override
    public void callStarted(CallStarted event) {
        notifyEach(listener -> listener.callStarted(event));
    }

    @Override
    public void callEnded(CallEnded event) {
        notifyEach(listener -> listener.callEnded(event));
    }

    @Override
    public void attemptSucceeded(AttemptSucceeded event) {
        notifyEach(listener -> listener.attemptSucceeded(event));
    }

    @Override
    public void attemptFailed(AttemptFailed event) {
        notifyEach(listener -> listener.attemptFailed(event));
    }

    @Override
    public void retryScheduled(RetryScheduled event) {
        notifyEach(listener -> listener.retryScheduled(event));
    }

    @Override
    public void sessionCreated(SessionCreated event) {
        notifyEach(listener -> listener.sessionCreated(event));
    }

    @Override
    public void sessionOrphaned() {
        notifyEach(MonitorListener::sessionOrphaned);
    }

    @Override
    public void storeFailed(StoreFailed event) {
        notifyEach(listener -> listener.storeFailed(event));
    }

    @Override
    public void storeChanged(StoreChanged event) {
        notifyEach(listener -> listener.storeChanged(event));
    }

    @Override
    public void clockSkewed(ClockSkewed event) {
        notifyEach(listener -> listener.clockSkewed(event));
    }

    @Override
    public void sessionsChurned() {
        notifyEach(MonitorListener::sessionsChurned);
    }

    @Override
    public void circuitChanged(CircuitChanged event) {
        notifyEach(listener -> listener.circuitChanged(event));
    }

    private void notifyEach(Consumer<MonitorListener> notification) {
        for (MonitorListener listener : listeners) {
            try {
                CallbackThreadMarker.run(() -> notification.accept(listener));
            } catch (Throwable dropped) {
                // A listener is code of the application: the call goes on whatever it throws, an Error included.
            }
        }
    }
}
