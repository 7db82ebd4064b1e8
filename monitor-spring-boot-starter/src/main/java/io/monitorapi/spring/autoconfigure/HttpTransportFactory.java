package io.monitorapi.spring.autoconfigure;

import io.monitorapi.http.apache.ApacheHttpTransport;
import io.monitorapi.http.jdk.JdkHttpTransport;
import io.monitorapi.http.transport.HttpTransport;
import io.monitorapi.spring.InvalidMonitorPropertyException;
import io.monitorapi.spring.MonitorConnectionDetails;
import io.monitorapi.spring.MonitorHttpClientCustomizer;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.ssl.SslBundle;
import org.springframework.boot.ssl.SslBundles;
import org.springframework.util.ClassUtils;

/** Creates the HTTP transport of each client from its properties. */
final class HttpTransportFactory {

    private static final String APACHE = "org.apache.hc.client5.http.classic.HttpClient";

    private final ObjectProvider<SslBundles> bundles;
    private final ObjectProvider<MonitorHttpClientCustomizer> customizers;
    private final @Nullable ClassLoader classLoader;

    HttpTransportFactory(
            ObjectProvider<SslBundles> bundles,
            ObjectProvider<MonitorHttpClientCustomizer> customizers,
            @Nullable ClassLoader classLoader) {
        this.bundles = bundles;
        this.customizers = customizers;
        this.classLoader = classLoader;
    }

    HttpTransport transport(String client, MonitorProperties properties, MonitorConnectionDetails connection) {
        SslBundle connectionBundle = connection.sslBundle();
        String bundle = properties.ssl().bundle();
        if (connectionBundle != null) {
            return createTransport(connectionBundle.createSslContext(), client, properties);
        }
        return bundle == null
                ? createTransport(null, client, properties)
                : reloadingTransport(bundle, client, properties);
    }

    private HttpTransport reloadingTransport(String bundle, String client, MonitorProperties properties) {
        SslBundles registry = bundles.getObject();
        ReloadingHttpTransport transport = new ReloadingHttpTransport(
                createTransport(registry.getBundle(bundle).createSslContext(), client, properties));
        registry.addBundleUpdateHandler(
                bundle,
                reloaded -> transport.replace(createTransport(reloaded.createSslContext(), client, properties)));
        return transport;
    }

    private HttpTransport createTransport(@Nullable SSLContext context, String client, MonitorProperties properties) {
        return switch (properties.http().transport()) {
            case JDK -> jdkTransport(context, client, properties);
            case APACHE -> apacheTransport(context, properties);
        };
    }

    private JdkHttpTransport jdkTransport(@Nullable SSLContext context, String client, MonitorProperties properties) {
        JdkHttpTransport.Builder builder = JdkHttpTransport.builder()
                .connectTimeout(properties.connectTimeout())
                .maxBody((int) properties.maxResponseSize().toBytes())
                .http2(properties.http2());
        if (context != null) {
            builder.sslContext(context);
        }
        ConfiguredProxy.of(properties.proxy()).ifPresent(proxy -> {
            proxy.applyTo(builder);
            proxy.warnIfTheJdkSendsNoCredentials();
        });
        customizers.orderedStream().forEach(each -> builder.customize(http -> each.customize(client, http)));
        return builder.build();
    }

    private ApacheHttpTransport apacheTransport(@Nullable SSLContext context, MonitorProperties properties) {
        if (!ClassUtils.isPresent(APACHE, classLoader)) {
            throw new InvalidMonitorPropertyException(
                    "http.transport",
                    "names Apache HttpClient 5, which is not on the class path",
                    "Add the dependency org.apache.httpcomponents.client5:httpclient5, or set"
                            + " monitor-api.http.transport=jdk.");
        }
        if (customizers.stream().findAny().isPresent()) {
            throw new InvalidMonitorPropertyException(
                    "http.transport",
                    "names Apache HttpClient 5, which beans of type MonitorHttpClientCustomizer cannot customize",
                    "Set monitor-api.http.transport=jdk, or remove these beans.");
        }
        ApacheHttpTransport.Builder builder = ApacheHttpTransport.builder()
                .maxConnections(properties.maxInFlight())
                .connectTimeout(properties.connectTimeout())
                .maxBody((int) properties.maxResponseSize().toBytes());
        if (context != null) {
            builder.sslContext(context);
        }
        ConfiguredProxy.of(properties.proxy()).ifPresent(proxy -> proxy.applyTo(builder));
        return builder.build();
    }
}
