package io.monitorapi.spring.autoconfigure;

import io.monitorapi.MonitorService;
import io.monitorapi.http.HttpMonitorGateway;
import io.monitorapi.http.transport.HttpTransport;
import io.monitorapi.port.SessionStore;
import io.monitorapi.spring.InvalidMonitorPropertyException;
import io.monitorapi.spring.MonitorClients;
import io.monitorapi.spring.MonitorConnectionDetails;
import io.monitorapi.spring.SessionStoreFactory;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Creates a client per name. Clients share nothing except a transport or a store factory that the application provides. */
final class DefaultMonitorClients implements MonitorClients, AutoCloseable {

    private final Map<String, MonitorService> clients = new TreeMap<>();

    DefaultMonitorClients(
            Map<String, MonitorProperties> properties,
            MonitorServiceFactory factory,
            HttpTransportFactory transports,
            SessionStoreFactory stores,
            @Nullable HttpTransport applicationTransport) {
        try {
            properties.forEach((name, client) ->
                    clients.put(name, client(name, client, factory, transports, stores, applicationTransport)));
        } catch (RuntimeException failure) {
            close();
            throw failure;
        }
    }

    private static MonitorService client(
            String name,
            MonitorProperties properties,
            MonitorServiceFactory factory,
            HttpTransportFactory transports,
            SessionStoreFactory stores,
            @Nullable HttpTransport applicationTransport) {
        List<AutoCloseable> owned = new ArrayList<>();
        try {
            MonitorConnectionDetails connection = new PropertiesMonitorConnectionDetails(properties);
            SessionStore store = stores.storeFor(connection.accountId(), connection.appInstallationId());
            HttpTransport transport = applicationTransport;
            if (transport == null) {
                transport = transports.transport(name, properties, connection);
                owned.add(transport);
            }
            HttpMonitorGateway gateway = factory.gateway(name, properties, connection, transport);
            if (store instanceof AutoCloseable closeable) {
                owned.add(closeable);
            }
            return factory.service(
                    name,
                    properties,
                    gateway,
                    store,
                    factory.retryPolicy(properties),
                    owned.toArray(AutoCloseable[]::new));
        } catch (RuntimeException failure) {
            owned.forEach(DefaultMonitorClients::closeQuietly);
            throw failure instanceof InvalidMonitorPropertyException wrong ? wrong.forClient(name) : failure;
        }
    }

    private static void closeQuietly(AutoCloseable resource) {
        try {
            resource.close();
        } catch (Exception secondary) {
            // The original failure is thrown.
        }
    }

    @Override
    public MonitorService get(String name) {
        MonitorService client = clients.get(name);
        if (client == null) {
            throw new IllegalArgumentException(
                    "There is no client '" + name + "' in monitor-api.clients; existing clients: " + clients.keySet());
        }
        return client;
    }

    @Override
    public Set<String> names() {
        return Collections.unmodifiableSet(clients.keySet());
    }

    @Override
    public void close() {
        clients.values().forEach(MonitorService::close);
    }
}
