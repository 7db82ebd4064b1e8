package io.monitorapi.spring;

import io.monitorapi.MonitorService;
import java.util.Set;

/**
 * The named clients of {@code monitor-api.clients}, for applications that choose a client at run time. Thread-safe.
 *
 * <p>Each client is also a bean that {@code @Qualifier} with its name selects. Clients share nothing except beans of the
 * application. They are closed with the application context.
 */
public interface MonitorClients {

    /**
     * Returns a client.
     *
     * @param name its name below {@code monitor-api.clients}
     * @return the client
     * @throws IllegalArgumentException if there is no client of that name; the message lists the existing names
     */
    MonitorService get(String name);

    /** {@return the names of all clients that have an account, in order} */
    Set<String> names();
}
