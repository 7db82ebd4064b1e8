package io.monitorapi.spring;

import io.monitorapi.MonitorService;
import java.util.Set;

/**
 * The clients of {@code monitor-api.clients}, one for each name, for applications that choose one at run time; safe for use by
 * any thread.
 *
 * <p>Each is also a bean that {@code @Qualifier} with its name finds. Nothing is shared between them but what the application
 * provides as a bean. They are closed with the application.
 */
public interface MonitorClients {

    /**
     * Finds a client.
     *
     * @param name its name below {@code monitor-api.clients}
     * @return the client
     * @throws IllegalArgumentException if there is none of that name; the message tells the names that there are
     */
    MonitorService get(String name);

    /** {@return the names of all clients that have an account, in order} */
    Set<String> names();
}
