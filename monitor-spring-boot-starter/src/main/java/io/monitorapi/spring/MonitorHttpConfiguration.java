package io.monitorapi.spring;

import io.monitorapi.http.HttpMonitorGateway;
import io.monitorapi.http.HttpTransport;
import io.monitorapi.http.JdkHttpTransport;
import io.monitorapi.port.MonitorGateway;
import java.net.URI;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.ssl.SslBundles;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Conditional;
import org.springframework.context.annotation.Configuration;

/** The road to the service, unless the application has its own. */
@Configuration(proxyBeanMethods = false)
@Conditional(OnAccount.class)
@ConditionalOnMissingBean(MonitorGateway.class)
final class MonitorHttpConfiguration {

    @Bean
    @ConditionalOnMissingBean(HttpTransport.class)
    HttpTransport monitorHttpTransport(MonitorProperties properties, ObjectProvider<SslBundles> bundles) {
        JdkHttpTransport.Builder builder = JdkHttpTransport.builder().connectTimeout(properties.connectTimeout());
        String bundle = properties.ssl().bundle();
        if (bundle != null) {
            builder.sslContext(bundles.getObject().getBundle(bundle).createSslContext());
        }
        return builder.build();
    }

    @Bean
    MonitorGateway monitorGateway(MonitorProperties properties, HttpTransport transport) {
        HttpMonitorGateway.Builder builder = HttpMonitorGateway.builder()
                .transport(transport)
                .accountId(required("account-id", properties.accountId()))
                .appInstallationId(required("app-installation-id", properties.appInstallationId()))
                .reportMethod(properties.reportMethod());
        URI baseUri = properties.baseAddress();
        if (baseUri != null) {
            builder.baseUri(baseUri);
        }
        if (properties.onBehalf() != null) {
            builder.onBehalf(properties.onBehalf());
        }
        return builder.build();
    }

    private static String required(String property, @Nullable String value) {
        String text = MonitorProperties.textOrNull(value);
        if (text == null) {
            throw new InvalidMonitorProperty(property, "must be set");
        }
        return text;
    }
}
