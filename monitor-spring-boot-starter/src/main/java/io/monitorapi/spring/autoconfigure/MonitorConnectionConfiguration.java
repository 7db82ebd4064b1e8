package io.monitorapi.spring.autoconfigure;

import io.monitorapi.spring.MonitorConnectionDetails;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Conditional;
import org.springframework.context.annotation.Configuration;

/** Where the service is: as the properties say, unless the application knows better. */
@Configuration(proxyBeanMethods = false)
final class MonitorConnectionConfiguration {

    @Bean
    @Conditional(OnAccountCondition.class)
    @ConditionalOnMissingBean(MonitorConnectionDetails.class)
    MonitorConnectionDetails monitorConnectionDetails(MonitorProperties properties) {
        return new PropertiesMonitorConnectionDetails(properties);
    }
}
