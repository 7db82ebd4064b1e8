package io.monitorapi.spring.autoconfigure;

import io.monitorapi.MonitorService;
import io.monitorapi.availability.Availability;
import io.monitorapi.port.MonitorListener;
import io.monitorapi.spring.MonitorApacheHttpClientCustomizer;
import io.monitorapi.spring.MonitorHttpClientCustomizer;
import io.monitorapi.spring.MonitorServiceCustomizer;
import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.ssl.SslAutoConfiguration;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.ssl.SslBundles;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.context.annotation.ImportRuntimeHints;
import org.springframework.core.env.Environment;
import org.springframework.core.io.ResourceLoader;

/**
 * Auto-configures a {@link MonitorService} from {@code monitor-api.*} and one for each name in {@code monitor-api.clients}, each
 * with an {@link Availability}. Every bean backs off if the application defines its own.
 *
 * <p>Without an account no client is created, and one INFO line says so.
 */
@AutoConfiguration(after = SslAutoConfiguration.class)
@EnableConfigurationProperties(MonitorProperties.class)
@ImportRuntimeHints(MonitorRuntimeHints.class)
@Import({
    MonitorConnectionConfiguration.class,
    MonitorHttpConfiguration.class,
    MonitorJsonConfiguration.class,
    MonitorSessionConfiguration.class,
    MonitorServiceConfiguration.class,
    MonitorAvailabilityConfiguration.class,
    MonitorObservabilityConfiguration.class
})
public final class MonitorAutoConfiguration {

    MonitorAutoConfiguration() {}

    @Bean("monitorApi-configurationReport")
    static ConfigurationReport monitorConfigurationReport(
            MonitorProperties properties, ListableBeanFactory beans, Environment environment) {
        return new ConfigurationReport(properties, beans, environment);
    }

    @Bean("monitorApi-serviceFactory")
    static MonitorServiceFactory monitorServiceFactory(
            Environment environment,
            ObjectProvider<MonitorServiceCustomizer> customizers,
            ObjectProvider<MonitorListener> listeners,
            ObjectProvider<ClientInstrumentation> instrumentations) {
        return new MonitorServiceFactory(environment, customizers, listeners, instrumentations);
    }

    @Bean("monitorApi-serviceDrain")
    static MonitorServiceDrain monitorServiceDrain(
            ConfigurableApplicationContext context, MonitorServiceFactory factory) {
        return new MonitorServiceDrain(context, factory);
    }

    @Bean("monitorApi-serviceWarmUp")
    static MonitorServiceWarmUp monitorServiceWarmUp(MonitorServiceFactory factory) {
        return new MonitorServiceWarmUp(factory);
    }

    @Bean("monitorApi-httpTransportFactory")
    static HttpTransportFactory monitorHttpTransportFactory(
            ObjectProvider<SslBundles> bundles,
            ObjectProvider<MonitorHttpClientCustomizer> jdkCustomizers,
            ObjectProvider<MonitorApacheHttpClientCustomizer> apacheCustomizers,
            ResourceLoader resources) {
        return new HttpTransportFactory(bundles, jdkCustomizers, apacheCustomizers, resources.getClassLoader());
    }
}
