package io.monitorapi.spring.autoconfigure;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.core.env.Environment;

/** Logs at the start which properties have no effect, and why there is no default client. */
final class ConfigurationReport implements SmartInitializingSingleton {

    private static final Logger log = LoggerFactory.getLogger(MonitorAutoConfiguration.class);

    private final MonitorProperties properties;
    private final ListableBeanFactory beans;
    private final Environment environment;

    ConfigurationReport(MonitorProperties properties, ListableBeanFactory beans, Environment environment) {
        this.properties = properties;
        this.beans = beans;
        this.environment = environment;
    }

    @Override
    public void afterSingletonsInstantiated() {
        UnknownProperties.of(environment).values().forEach(log::warn);
        if (properties.accountId() == null) {
            log.info("No default MonitorService is configured: monitor-api.account-id is not set");
        } else if (!beans.containsBean(MonitorServiceConfiguration.SERVICE)) {
            log.info("The application's own MonitorService replaces the default client, with its log, metrics and"
                    + " observations");
        }
    }
}
