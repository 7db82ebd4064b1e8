package io.monitorapi.spring.autoconfigure;

import io.monitorapi.http.json.MonitorApiModule;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The JSON form of results and reports; Spring Boot registers every Jackson module that is a bean with its mapper. */
@Configuration(proxyBeanMethods = false)
final class MonitorJsonConfiguration {

    @Bean("monitorApi-jacksonModule")
    @ConditionalOnMissingBean
    static MonitorApiModule monitorApiModule() {
        return new MonitorApiModule();
    }
}
