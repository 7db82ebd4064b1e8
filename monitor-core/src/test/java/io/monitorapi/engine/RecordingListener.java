package io.monitorapi.engine;

import io.monitorapi.port.MonitorListener;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Records every event, in order. */
final class RecordingListener implements MonitorListener {

    final List<Object> events = new CopyOnWriteArrayList<>();

    @Override
    public void callEnded(CallEnded event) {
        events.add(event);
    }

    @Override
    public void attemptFailed(AttemptFailed event) {
        events.add(event);
    }

    @Override
    public void sessionCreated(SessionCreated event) {
        events.add(event);
    }

    @Override
    public void sessionOrphaned() {
        events.add("orphaned");
    }

    @Override
    public void storeFailed(StoreFailed event) {
        events.add(event);
    }

    @Override
    public void storeChanged(StoreChanged event) {
        events.add(event);
    }

    @Override
    public void clockSkewed(ClockSkewed event) {
        events.add("clock skewed");
    }

    @Override
    public void sessionsChurned() {
        events.add("churned");
    }
}
