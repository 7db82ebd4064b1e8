package io.monitorapi.spring;

import io.monitorapi.engine.MonitorServiceBuilder;

/** Customizes each client before it is built. Beans of this type are called in order, after the properties are applied. */
@FunctionalInterface
public interface MonitorServiceCustomizer {

    /**
     * Customizes one client.
     *
     * @param client its name below {@code monitor-api.clients}, or {@code default} for the top-level client
     * @param builder its builder
     */
    void customize(String client, MonitorServiceBuilder builder);
}
