package io.monitorapi.spring.autoconfigure;

import io.monitorapi.MonitorService;
import io.monitorapi.availability.Availability;
import io.monitorapi.port.MonitorListener;
import io.monitorapi.spring.MonitorHttpClientCustomizer;
import io.monitorapi.spring.MonitorServiceCustomizer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.ssl.SslAutoConfiguration;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.ssl.SslBundles;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.context.annotation.ImportRuntimeHints;
import org.springframework.core.env.Environment;
import org.springframework.core.io.ResourceLoader;

/**
 * Makes a {@link MonitorService} from {@code monitor-api.*}, and one for each name below {@code monitor-api.clients}, each
 * with an {@link Availability} for watches; each of the parts backs off when the application has its own.
 *
 * <p>Without an account there is no client, and one line in the log says so.
 */
@AutoConfiguration(after = SslAutoConfiguration.class)
@EnableConfigurationProperties(MonitorProperties.class)
@ImportRuntimeHints(MonitorRuntimeHints.class)
@Import({
    MonitorConnectionConfiguration.class,
    MonitorHttpConfiguration.class,
    MonitorSessionConfiguration.class,
    MonitorServiceConfiguration.class,
    MonitorAvailabilityConfiguration.class,
    MonitorObservabilityConfiguration.class
})
public final class MonitorAutoConfiguration {

    private static final Logger log = LoggerFactory.getLogger(MonitorAutoConfiguration.class);

    MonitorAutoConfiguration(MonitorProperties properties) {
        if (properties.accountId() == null) {
            log.info("No default MonitorService over HTTP: set monitor-api.account-id to have one");
        }
    }

    @Bean
    static MonitorServiceFactory monitorClientParts(
            Environment environment,
            ObjectProvider<MonitorServiceCustomizer> customizers,
            ObjectProvider<MonitorListener> listeners,
            ObjectProvider<ClientInstrumentation> instruments) {
        return new MonitorServiceFactory(environment, customizers, listeners, instruments);
    }

    @Bean
    static HttpTransportFactory monitorClientTransports(
            ObjectProvider<SslBundles> bundles,
            ObjectProvider<MonitorHttpClientCustomizer> customizers,
            ResourceLoader resources) {
        return new HttpTransportFactory(bundles, customizers, resources.getClassLoader());
    }
}
