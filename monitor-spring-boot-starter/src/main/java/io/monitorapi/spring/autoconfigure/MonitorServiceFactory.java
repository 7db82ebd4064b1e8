package io.monitorapi.spring.autoconfigure;

import io.monitorapi.MonitorService;
import io.monitorapi.engine.MonitorServiceBuilder;
import io.monitorapi.http.HttpMonitorGateway;
import io.monitorapi.http.transport.HttpTransport;
import io.monitorapi.port.MonitorGateway;
import io.monitorapi.port.MonitorListener;
import io.monitorapi.port.RetryPolicy;
import io.monitorapi.port.SessionStore;
import io.monitorapi.retry.Resilience4jRetryPolicy;
import io.monitorapi.spring.InvalidMonitorPropertyException;
import io.monitorapi.spring.MonitorConnectionDetails;
import io.monitorapi.spring.MonitorServiceCustomizer;
import java.net.URI;
import java.util.List;
import java.util.function.Consumer;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.thread.Threading;
import org.springframework.core.env.Environment;
import org.springframework.core.task.VirtualThreadTaskExecutor;

/** Makes the parts of each client from its properties and what the application adds. */
final class MonitorServiceFactory {

    static final String DEFAULT = "default";

    private final Environment environment;
    private final ObjectProvider<MonitorServiceCustomizer> customizers;
    private final ObjectProvider<MonitorListener> listeners;
    private final ObjectProvider<ClientInstrumentation> instruments;

    MonitorServiceFactory(
            Environment environment,
            ObjectProvider<MonitorServiceCustomizer> customizers,
            ObjectProvider<MonitorListener> listeners,
            ObjectProvider<ClientInstrumentation> instruments) {
        this.environment = environment;
        this.customizers = customizers;
        this.listeners = listeners;
        this.instruments = instruments;
    }

    HttpMonitorGateway gateway(
            MonitorProperties properties, MonitorConnectionDetails connection, HttpTransport transport) {
        HttpMonitorGateway.Builder builder =
                HttpMonitorGateway.builder().transport(transport).reportMethod(properties.reportMethod());
        set("account-id", connection.accountId(), builder::accountId);
        set("app-installation-id", connection.appInstallationId(), builder::appInstallationId);
        set("domain-front-host", properties.domainFrontHost(), builder::domainFrontHost);
        set("api-version", properties.apiVersion(), builder::apiVersion);
        properties
                .allowedServiceHosts()
                .forEach(host -> set("allowed-service-hosts", host, builder::allowedServiceHosts));
        URI baseUri = connection.baseUri();
        if (baseUri != null) {
            set("base-uri", baseUri, builder::baseUri);
        }
        String suffix = properties.userAgentSuffix();
        if (suffix != null) {
            set("user-agent-suffix", suffix, builder::userAgentSuffix);
        }
        Boolean onBehalf = properties.onBehalf();
        if (onBehalf != null) {
            builder.onBehalf(onBehalf);
        }
        return builder.build();
    }

    /** A policy has a state: each client needs one of its own. */
    RetryPolicy retryPolicy(MonitorProperties properties) {
        MonitorProperties.Retry retry = properties.retry();
        Resilience4jRetryPolicy.Builder builder = Resilience4jRetryPolicy.builder()
                .maxAttempts(retry.maxAttempts())
                .jitter(retry.jitter())
                .quickRetry(retry.quick())
                .longestRetryAfter(retry.longestRetryAfter())
                .budget(retry.budget())
                .circuitBreaker(retry.circuitBreaker());
        if (!retry.schedule().isEmpty()) {
            set("retry.schedule", retry.schedule(), builder::schedule);
        }
        return builder.build();
    }

    /** The service itself, with all that watches it; what it owns is closed with it. */
    MonitorService service(
            String client,
            MonitorProperties properties,
            MonitorGateway gateway,
            SessionStore store,
            RetryPolicy policy,
            AutoCloseable... owned) {
        List<ClientInstrumentation> watching = instruments.orderedStream().toList();
        MonitorGateway road = gateway;
        for (ClientInstrumentation instrument : watching) {
            road = instrument.around(client, properties, road);
        }
        MonitorServiceBuilder builder = MonitorServiceBuilder.forGateway(road)
                .sessionStore(store)
                .retryPolicy(policy)
                .lifetime(properties.lifetime().durations())
                .attemptLimit(properties.attemptLimit())
                .deadline(properties.deadline())
                .closeGrace(properties.closeGrace())
                .nearCache(properties.nearCache())
                .creationLimit(
                        properties.creationLimit().perSecond(),
                        properties.creationLimit().burst())
                .maxInFlight(properties.maxInFlight())
                .maxWaiting(properties.maxWaiting())
                .retryAmbiguousHandshake(properties.retry().ambiguousHandshake());
        if (Threading.VIRTUAL.isActive(environment)) {
            builder.executor(new VirtualThreadTaskExecutor("monitor-api-" + client + "-"));
        }
        for (AutoCloseable resource : owned) {
            builder.onClose(resource);
        }
        listeners.orderedStream().forEach(builder::listener);
        for (ClientInstrumentation instrument : watching) {
            MonitorListener listener = instrument.listenerOf(client, properties);
            if (listener != null) {
                builder.listener(listener);
            }
        }
        customizers.orderedStream().forEach(each -> each.customize(client, builder));
        MonitorService service = builder.build();
        for (ClientInstrumentation instrument : watching) {
            service = instrument.around(client, properties, service);
        }
        return service;
    }

    private static <T> void set(String property, T value, Consumer<T> setting) {
        try {
            setting.accept(value);
        } catch (IllegalArgumentException wrong) {
            throw new InvalidMonitorPropertyException(property, "cannot be used: " + wrong.getMessage(), wrong);
        }
    }
}
