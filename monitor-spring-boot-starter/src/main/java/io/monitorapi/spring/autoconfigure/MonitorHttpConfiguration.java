package io.monitorapi.spring.autoconfigure;

import io.monitorapi.http.transport.HttpTransport;
import io.monitorapi.port.MonitorGateway;
import io.monitorapi.spring.MonitorConnectionDetails;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The HTTP gateway and its transport, unless the application defines its own. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnBean(MonitorConnectionDetails.class)
@ConditionalOnMissingBean(MonitorGateway.class)
final class MonitorHttpConfiguration {

    static final String TRANSPORT = "monitorApi-httpTransport";

    @Bean(TRANSPORT)
    @ConditionalOnMissingBean(HttpTransport.class)
    HttpTransport monitorHttpTransport(
            HttpTransportFactory transports, MonitorProperties properties, MonitorConnectionDetails connection) {
        return transports.transport(MonitorServiceFactory.DEFAULT, properties, connection);
    }

    @Bean("monitorApi-gateway")
    MonitorGateway monitorGateway(
            MonitorServiceFactory factory,
            MonitorProperties properties,
            MonitorConnectionDetails connection,
            HttpTransport transport) {
        return factory.gateway(MonitorServiceFactory.DEFAULT, properties, connection, transport);
    }
}
