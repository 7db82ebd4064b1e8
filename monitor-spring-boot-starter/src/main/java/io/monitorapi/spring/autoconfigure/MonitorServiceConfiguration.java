package io.monitorapi.spring.autoconfigure;

import io.monitorapi.MonitorService;
import io.monitorapi.http.transport.HttpTransport;
import io.monitorapi.port.MonitorGateway;
import io.monitorapi.port.RetryPolicy;
import io.monitorapi.port.SessionStore;
import io.monitorapi.spring.MonitorClients;
import io.monitorapi.spring.MonitorConnectionDetails;
import io.monitorapi.spring.SessionStoreFactory;
import java.util.Arrays;
import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.core.env.Environment;

/** The service, its retry policy and its store. Imported after {@link MonitorHttpConfiguration}, whose gateway it requires. */
@Configuration(proxyBeanMethods = false)
@Import(NamedClientRegistrar.class)
final class MonitorServiceConfiguration {

    static final String SERVICE = "monitorApi-service";

    @Bean("monitorApi-retryPolicy")
    @ConditionalOnMissingBean(RetryPolicy.class)
    RetryPolicy monitorRetryPolicy(MonitorServiceFactory factory, MonitorProperties properties) {
        return factory.retryPolicy(properties);
    }

    @Bean("monitorApi-sessionStore")
    @ConditionalOnMissingBean(SessionStore.class)
    SessionStore monitorSessionStore(SessionStoreFactory stores, ObjectProvider<MonitorConnectionDetails> connections) {
        MonitorConnectionDetails connection = connections.getIfAvailable();
        return connection == null
                ? stores.storeFor("", "")
                : stores.storeFor(connection.accountId(), connection.appInstallationId());
    }

    @Bean(SERVICE)
    @ConditionalOnBean(MonitorGateway.class)
    @ConditionalOnMissingBean(MonitorService.class)
    MonitorService monitorService(
            MonitorServiceFactory factory,
            MonitorProperties properties,
            MonitorGateway gateway,
            SessionStore store,
            RetryPolicy retryPolicy) {
        return factory.service(MonitorServiceFactory.DEFAULT, properties, gateway, store, retryPolicy);
    }

    @Bean("monitorApi-clients")
    @ConditionalOnMissingBean(MonitorClients.class)
    MonitorClients monitorClients(
            Environment environment,
            MonitorServiceFactory factory,
            HttpTransportFactory transports,
            SessionStoreFactory stores,
            ListableBeanFactory beans) {
        HttpTransport applicationTransport = Arrays.stream(beans.getBeanNamesForType(HttpTransport.class))
                .filter(name -> !name.equals(MonitorHttpConfiguration.TRANSPORT))
                .findFirst()
                .map(name -> beans.getBean(name, HttpTransport.class))
                .orElse(null);
        return new DefaultMonitorClients(
                NamedClientProperties.of(environment), factory, transports, stores, applicationTransport);
    }
}
