package io.monitorapi.spring;

import io.micrometer.context.ContextSnapshotFactory;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.observation.ObservationRegistry;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.health.autoconfigure.contributor.ConditionalOnEnabledHealthIndicator;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;

/** What watches the clients, each part as far as the application has its library. */
@Configuration(proxyBeanMethods = false)
final class MonitorObservabilityConfiguration {

    @Bean
    @ConditionalOnMissingBean(name = "monitorLog")
    Instrument monitorLog() {
        return new LogInstrument();
    }

    @Configuration(proxyBeanMethods = false)
    @ConditionalOnClass(MeterRegistry.class)
    static final class Metrics {

        @Bean
        @ConditionalOnMissingBean(name = "monitorMetrics")
        Instrument monitorMetrics(ObjectProvider<MeterRegistry> registries) {
            return new MetricsInstrument(registries);
        }
    }

    @Configuration(proxyBeanMethods = false)
    @ConditionalOnClass(ObservationRegistry.class)
    static final class Observations {

        @Bean
        @Order(1)
        @ConditionalOnMissingBean(name = "monitorObservation")
        Instrument monitorObservation(
                ObjectProvider<ObservationRegistry> registries,
                ObjectProvider<MonitorObservationConvention> conventions) {
            return new ObservationInstrument(registries, conventions);
        }
    }

    /** Comes around the observation, whose scope then is not the caller's context. */
    @Configuration(proxyBeanMethods = false)
    @ConditionalOnClass(ContextSnapshotFactory.class)
    static final class Context {

        @Bean
        @Order(2)
        @ConditionalOnMissingBean(name = "monitorContext")
        Instrument monitorContext() {
            return new ContextInstrument();
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
