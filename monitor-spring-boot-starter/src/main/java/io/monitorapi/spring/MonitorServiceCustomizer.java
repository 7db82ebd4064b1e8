package io.monitorapi.spring;

import io.monitorapi.engine.MonitorServiceBuilder;

/** Bends each client before it is built; beans of this type are called in their order, after all properties. */
@FunctionalInterface
public interface MonitorServiceCustomizer {

    /**
     * Bends one client.
     *
     * @param client its name below {@code monitor-api.clients}, or {@code default} for the one of the top level
     * @param builder its builder
     */
    void customize(String client, MonitorServiceBuilder builder);
}
