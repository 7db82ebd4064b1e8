package io.monitorapi.spring.autoconfigure;

import io.monitorapi.MonitorService;
import io.monitorapi.port.MonitorGateway;
import io.monitorapi.port.MonitorListener;
import org.jspecify.annotations.Nullable;

/** Instruments clients: may add a listener to each client and decorate its gateway and service. */
interface ClientInstrumentation {

    default @Nullable MonitorListener listenerFor(String client, MonitorProperties properties) {
        return null;
    }

    default MonitorGateway instrument(String client, MonitorProperties properties, MonitorGateway gateway) {
        return gateway;
    }

    default MonitorService instrument(String client, MonitorProperties properties, MonitorService service) {
        return service;
    }
}
