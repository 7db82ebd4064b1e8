package io.monitorapi.spring.autoconfigure;

import io.micrometer.context.ContextSnapshotFactory;
import io.monitorapi.MonitorService;

/** Carries the caller's context to what is done when a future completes. */
final class ContextPropagationInstrumentation implements ClientInstrumentation {

    private final ContextSnapshotFactory snapshots =
            ContextSnapshotFactory.builder().build();

    @Override
    public MonitorService around(String client, MonitorProperties properties, MonitorService service) {
        return new ContextMonitorService(service, snapshots);
    }
}
