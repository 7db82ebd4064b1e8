package io.monitorapi.spring.autoconfigure;

import io.micrometer.context.ContextSnapshotFactory;
import io.monitorapi.MonitorService;

/** Propagates the caller's context to callbacks of returned futures. */
final class ContextPropagationInstrumentation implements ClientInstrumentation {

    private final ContextSnapshotFactory snapshots =
            ContextSnapshotFactory.builder().build();

    @Override
    public MonitorService instrument(String client, MonitorProperties properties, MonitorService service) {
        return new ContextPropagatingMonitorService(service, snapshots);
    }
}
