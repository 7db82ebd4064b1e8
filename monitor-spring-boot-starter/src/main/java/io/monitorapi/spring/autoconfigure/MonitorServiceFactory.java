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
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.thread.Threading;
import org.springframework.core.env.Environment;
import org.springframework.core.task.VirtualThreadTaskExecutor;

/** Creates the gateway, the retry policy and the service of each client from its properties. */
final class MonitorServiceFactory {

    static final String DEFAULT = "default";

    private static final Logger log = LoggerFactory.getLogger(MonitorService.class);

    private final Environment environment;
    private final ObjectProvider<MonitorServiceCustomizer> customizers;
    private final ObjectProvider<MonitorListener> listeners;
    private final ObjectProvider<ClientInstrumentation> instrumentations;
    private final List<MonitorService> services = new CopyOnWriteArrayList<>();
    private final List<MonitorService> servicesToWarmUp = new CopyOnWriteArrayList<>();

    MonitorServiceFactory(
            Environment environment,
            ObjectProvider<MonitorServiceCustomizer> customizers,
            ObjectProvider<MonitorListener> listeners,
            ObjectProvider<ClientInstrumentation> instrumentations) {
        this.environment = environment;
        this.customizers = customizers;
        this.listeners = listeners;
        this.instrumentations = instrumentations;
    }

    HttpMonitorGateway gateway(
            String client, MonitorProperties properties, MonitorConnectionDetails connection, HttpTransport transport) {
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
        if (onBehalf == null) {
            log.info(
                    "Monitor API client '{}': monitor-api.on-behalf is not set. Set it to true if this application makes the"
                            + " calls for consumers, so that the service does not locate them by this server's IP address,"
                            + " else to false.",
                    client);
        } else {
            builder.onBehalf(onBehalf);
        }
        return builder.build();
    }

    /** A policy is stateful: each client needs its own. */
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

    /** Creates an instrumented service; owned resources are closed with it. */
    MonitorService service(
            String client,
            MonitorProperties properties,
            MonitorGateway gateway,
            SessionStore store,
            RetryPolicy policy,
            AutoCloseable... owned) {
        List<ClientInstrumentation> active = instrumentations.orderedStream().toList();
        MonitorGateway instrumented = gateway;
        for (ClientInstrumentation each : active) {
            instrumented = each.instrument(client, properties, instrumented);
        }
        MonitorServiceBuilder builder = MonitorServiceBuilder.forGateway(instrumented)
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
        for (ClientInstrumentation each : active) {
            MonitorListener listener = each.listenerFor(client, properties);
            if (listener != null) {
                builder.listener(listener);
            }
        }
        customizers.orderedStream().forEach(each -> each.customize(client, builder));
        MonitorService service = builder.build();
        services.add(service);
        if (properties.warmUp()) {
            servicesToWarmUp.add(service);
        }
        for (ClientInstrumentation each : active) {
            service = each.instrument(client, properties, service);
        }
        return service;
    }

    /** Connects the services that are configured so; each takes at most the limit. */
    void warmUpServices(Duration limit) {
        servicesToWarmUp.forEach(service -> service.warmUp(limit));
    }

    boolean hasServicesToWarmUp() {
        return !servicesToWarmUp.isEmpty();
    }

    /** Closes all services that this factory created; each waits for its calls in flight, at most for its close grace. */
    void closeServices() {
        services.forEach(MonitorService::close);
    }

    private static <T> void set(String property, T value, Consumer<T> setting) {
        try {
            setting.accept(value);
        } catch (IllegalArgumentException invalid) {
            throw new InvalidMonitorPropertyException(property, "is invalid: " + invalid.getMessage(), invalid);
        }
    }
}
