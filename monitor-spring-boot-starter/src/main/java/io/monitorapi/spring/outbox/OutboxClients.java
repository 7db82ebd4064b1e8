package io.monitorapi.spring.outbox;

import io.monitorapi.MonitorService;
import io.monitorapi.spring.MonitorClients;
import org.springframework.beans.factory.ObjectProvider;

/** The clients that deliver the reports, by name. */
record OutboxClients(ObjectProvider<MonitorService> defaultClient, MonitorClients named) {

    static final String DEFAULT = "default";

    /** Throws {@link IllegalArgumentException} if there is no such client on this node. */
    MonitorService get(String name) {
        if (!name.equals(DEFAULT)) {
            return named.get(name);
        }
        MonitorService client = defaultClient.getIfAvailable();
        if (client == null) {
            throw new IllegalArgumentException("There is no default MonitorService: set monitor-api.account-id");
        }
        return client;
    }
}
