package io.monitorapi.spring.autoconfigure;

import io.monitorapi.MonitorService;
import io.monitorapi.port.MonitorGateway;
import io.monitorapi.port.MonitorListener;
import org.jspecify.annotations.Nullable;

/** Watches clients; for each it may have a listener, or put something of its own around the parts. */
interface ClientInstrumentation {

    default @Nullable MonitorListener listenerOf(String client, MonitorProperties properties) {
        return null;
    }

    default MonitorGateway around(String client, MonitorProperties properties, MonitorGateway gateway) {
        return gateway;
    }

    default MonitorService around(String client, MonitorProperties properties, MonitorService service) {
        return service;
    }
}
