package io.monitorapi.spring;

import io.monitorapi.MonitorService;
import io.monitorapi.MonitorServiceBuilder;
import io.monitorapi.port.MonitorGateway;
import io.monitorapi.port.MonitorListener;
import io.monitorapi.port.RetryPolicy;
import io.monitorapi.port.SessionStore;
import io.monitorapi.retry.Resilience4jRetryPolicy;
import java.util.Objects;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The front door and what stands behind it. Comes after {@link MonitorHttpConfiguration}, whose gateway it looks for. */
@Configuration(proxyBeanMethods = false)
final class MonitorServiceConfiguration {

    @Bean
    @ConditionalOnMissingBean(RetryPolicy.class)
    RetryPolicy monitorRetryPolicy(MonitorProperties properties) {
        MonitorProperties.Retry retry = properties.retry();
        return Resilience4jRetryPolicy.builder()
                .schedule(retry.schedule())
                .maxAttempts(retry.maxAttempts())
                .jitter(retry.jitter())
                .build();
    }

    @Bean
    @ConditionalOnMissingBean(SessionStore.class)
    SessionStore monitorSessionStore(SessionStoreFactory stores, MonitorProperties properties) {
        return stores.storeFor(
                Objects.requireNonNullElse(properties.accountId(), ""),
                Objects.requireNonNullElse(properties.appInstallationId(), ""));
    }

    @Bean
    @ConditionalOnBean(MonitorGateway.class)
    @ConditionalOnMissingBean(MonitorService.class)
    MonitorService monitorService(
            MonitorGateway gateway,
            SessionStore store,
            RetryPolicy retryPolicy,
            ObjectProvider<MonitorListener> listeners,
            MonitorProperties properties) {
        MonitorServiceBuilder builder = MonitorService.builder(gateway)
                .sessionStore(store)
                .retryPolicy(retryPolicy)
                .attemptLimit(properties.attemptLimit())
                .deadline(properties.deadline())
                .maxInFlight(properties.maxInFlight())
                .maxWaiting(properties.maxWaiting())
                .retryAmbiguousHandshake(properties.retry().ambiguousHandshake());
        listeners.orderedStream().forEach(builder::listener);
        return builder.build();
    }
}
