package io.monitorapi.spring.autoconfigure;

import io.micrometer.context.ContextSnapshotFactory;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.observation.ObservationRegistry;
import io.monitorapi.spring.MonitorObservationConvention;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.health.autoconfigure.contributor.ConditionalOnEnabledHealthIndicator;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;

/** Logging, metrics, observations, context propagation and health, each if its library is present. */
@Configuration(proxyBeanMethods = false)
final class MonitorObservabilityConfiguration {

    @Bean("monitorApi-logging")
    ClientInstrumentation monitorLog() {
        return new LoggingInstrumentation();
    }

    @Configuration(proxyBeanMethods = false)
    @ConditionalOnClass(MeterRegistry.class)
    static final class Metrics {

        @Bean("monitorApi-metrics")
        ClientInstrumentation monitorMetrics(ObjectProvider<MeterRegistry> registries) {
            return new MetricsInstrumentation(registries);
        }
    }

    @Configuration(proxyBeanMethods = false)
    @ConditionalOnClass(ObservationRegistry.class)
    static final class Observations {

        @Bean("monitorApi-observation")
        @Order(1)
        ClientInstrumentation monitorObservation(
                ObjectProvider<ObservationRegistry> registries,
                ObjectProvider<MonitorObservationConvention> conventions) {
            return new ObservationInstrumentation(registries, conventions);
        }
    }

    /** Ordered after the observation, so that the captured context does not include the scope of the observation. */
    @Configuration(proxyBeanMethods = false)
    @ConditionalOnClass(ContextSnapshotFactory.class)
    static final class Context {

        @Bean("monitorApi-contextPropagation")
        @Order(2)
        ClientInstrumentation monitorContext() {
            return new ContextPropagationInstrumentation();
        }
    }

    @Configuration(proxyBeanMethods = false)
    @ConditionalOnClass(HealthIndicator.class)
    static final class Health {

        @Bean
        @ConditionalOnEnabledHealthIndicator("monitor-api")
        @ConditionalOnMissingBean(name = "monitorApiHealthIndicator")
        MonitorHealthIndicator monitorApiHealthIndicator() {
            return new MonitorHealthIndicator();
        }
    }
}
