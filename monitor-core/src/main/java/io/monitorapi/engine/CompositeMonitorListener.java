package io.monitorapi.engine;

import io.monitorapi.port.MonitorListener;
import java.util.List;
import java.util.function.Consumer;

/** Tells several listeners, and drops what they throw: no listener may break a call. */
final class CompositeMonitorListener implements MonitorListener {

    private final List<MonitorListener> listeners;

    CompositeMonitorListener(List<MonitorListener> listeners) {
        this.listeners = List.copyOf(listeners);
    }

    @Override
    public void callStarted(CallStarted event) {
        tell(listener -> listener.callStarted(event));
    }

    @Override
    public void callEnded(CallEnded event) {
        tell(listener -> listener.callEnded(event));
    }

    @Override
    public void attemptSucceeded(AttemptSucceeded event) {
        tell(listener -> listener.attemptSucceeded(event));
    }

    @Override
    public void attemptFailed(AttemptFailed event) {
        tell(listener -> listener.attemptFailed(event));
    }

    @Override
    public void retryScheduled(RetryScheduled event) {
        tell(listener -> listener.retryScheduled(event));
    }

    @Override
    public void sessionCreated(SessionCreated event) {
        tell(listener -> listener.sessionCreated(event));
    }

    @Override
    public void sessionOrphaned() {
        tell(MonitorListener::sessionOrphaned);
    }

    @Override
    public void storeFailed(StoreFailed event) {
        tell(listener -> listener.storeFailed(event));
    }

    @Override
    public void storeChanged(StoreChanged event) {
        tell(listener -> listener.storeChanged(event));
    }

    @Override
    public void sessionsChurned() {
        tell(MonitorListener::sessionsChurned);
    }

    @Override
    public void circuitChanged(CircuitChanged event) {
        tell(listener -> listener.circuitChanged(event));
    }

    private void tell(Consumer<MonitorListener> news) {
        for (MonitorListener listener : listeners) {
            try {
                CallbackScope.run(() -> news.accept(listener));
            } catch (Throwable dropped) {
                // A listener is somebody else's code: the call goes on without it, and an Error of its own is no reason
                // to end.
            }
        }
    }
}
