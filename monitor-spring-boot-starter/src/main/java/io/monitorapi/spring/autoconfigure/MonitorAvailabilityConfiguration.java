package io.monitorapi.spring.autoconfigure;

import io.monitorapi.MonitorService;
import io.monitorapi.availability.Availability;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnSingleCandidate;
import org.springframework.boot.thread.Threading;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;
import org.springframework.core.task.VirtualThreadTaskExecutor;

/** The watches of the top-level client. Imported after {@link MonitorServiceConfiguration}, whose service it requires. */
@Configuration(proxyBeanMethods = false)
final class MonitorAvailabilityConfiguration {

    @Bean("monitorApi-availability")
    @ConditionalOnSingleCandidate(MonitorService.class)
    @ConditionalOnMissingBean(Availability.class)
    Availability monitorAvailability(MonitorService service, Environment environment) {
        return watching(MonitorServiceFactory.DEFAULT, service, environment);
    }

    static Availability watching(String client, MonitorService service, Environment environment) {
        Availability.Builder builder = Availability.builder(service);
        if (Threading.VIRTUAL.isActive(environment)) {
            builder.executor(new VirtualThreadTaskExecutor("monitor-availability-" + client + "-"));
        }
        return builder.build();
    }
}
