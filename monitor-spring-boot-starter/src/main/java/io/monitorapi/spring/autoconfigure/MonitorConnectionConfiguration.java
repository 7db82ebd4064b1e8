package io.monitorapi.spring.autoconfigure;

import io.monitorapi.spring.MonitorConnectionDetails;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Conditional;
import org.springframework.context.annotation.Configuration;

/** The connection details from the properties, unless the application defines its own. */
@Configuration(proxyBeanMethods = false)
final class MonitorConnectionConfiguration {

    @Bean("monitorApi-connectionDetails")
    @Conditional(OnAccountCondition.class)
    @ConditionalOnMissingBean(MonitorConnectionDetails.class)
    MonitorConnectionDetails monitorConnectionDetails(MonitorProperties properties) {
        return new PropertiesMonitorConnectionDetails(properties);
    }
}
