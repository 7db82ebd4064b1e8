package io.monitorapi.spring.autoconfigure;

import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationRegistry;
import io.monitorapi.MonitorService;
import io.monitorapi.port.MonitorListener;
import io.monitorapi.spring.MonitorObservationContext;
import io.monitorapi.spring.MonitorObservationConvention;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;

/** Creates an observation for each call. */
final class ObservationInstrumentation implements ClientInstrumentation {

    private static final MonitorObservationConvention DEFAULT_CONVENTION = new DefaultMonitorObservationConvention();

    private final ObjectProvider<ObservationRegistry> registries;
    private final ObjectProvider<MonitorObservationConvention> conventions;

    ObservationInstrumentation(
            ObjectProvider<ObservationRegistry> registries, ObjectProvider<MonitorObservationConvention> conventions) {
        this.registries = registries;
        this.conventions = conventions;
    }

    @Override
    public @Nullable MonitorListener listenerFor(String client, MonitorProperties properties) {
        ObservationRegistry registry = registryFor(properties);
        return registry == null ? null : new ObservingMonitorListener(registry);
    }

    @Override
    public MonitorService instrument(String client, MonitorProperties properties, MonitorService service) {
        ObservationRegistry registry = registryFor(properties);
        if (registry == null) {
            return service;
        }
        MonitorObservationConvention custom = conventions.getIfAvailable();
        return new ObservedMonitorService(
                service,
                operation -> Observation.createNotStarted(
                        custom, DEFAULT_CONVENTION, () -> new MonitorObservationContext(client, operation), registry));
    }

    private @Nullable ObservationRegistry registryFor(MonitorProperties properties) {
        ObservationRegistry registry = registries.getIfUnique();
        boolean isActive = registry != null
                && !registry.isNoop()
                && properties.observation().enabled();
        return isActive ? registry : null;
    }
}
