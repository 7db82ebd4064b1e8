package io.monitorapi.spring.autoconfigure;

import io.micrometer.core.instrument.MeterRegistry;
import io.monitorapi.port.MonitorGateway;
import io.monitorapi.port.MonitorListener;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;

/** Registers the meters of each client. */
final class MetricsInstrumentation implements ClientInstrumentation {

    private final ObjectProvider<MeterRegistry> registries;
    private final Map<String, AtomicInteger> inFlight = new ConcurrentHashMap<>();

    MetricsInstrumentation(ObjectProvider<MeterRegistry> registries) {
        this.registries = registries;
    }

    @Override
    public @Nullable MonitorListener listenerFor(String client, MonitorProperties properties) {
        MeterRegistry registry = registries.getIfUnique();
        return registry != null && properties.metrics().enabled()
                ? new MeteringMonitorListener(registry, client, inFlight(client))
                : null;
    }

    @Override
    public MonitorGateway instrument(String client, MonitorProperties properties, MonitorGateway gateway) {
        return registries.getIfUnique() != null && properties.metrics().enabled()
                ? new MeteredMonitorGateway(gateway, inFlight(client))
                : gateway;
    }

    private AtomicInteger inFlight(String client) {
        return inFlight.computeIfAbsent(client, key -> new AtomicInteger());
    }
}
