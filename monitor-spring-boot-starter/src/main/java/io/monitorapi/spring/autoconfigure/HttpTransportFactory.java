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

/** Makes what carries the requests of each client: the HTTP client that its properties name, with their trust and proxy. */
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
        SslBundle given = connection.sslBundle();
        String bundle = properties.ssl().bundle();
        if (given != null) {
            return trusting(given.createSslContext(), client, properties);
        }
        return bundle == null ? trusting(null, client, properties) : reloading(bundle, client, properties);
    }

    private HttpTransport reloading(String bundle, String client, MonitorProperties properties) {
        SslBundles registry = bundles.getObject();
        ReloadingHttpTransport transport =
                new ReloadingHttpTransport(trusting(registry.getBundle(bundle).createSslContext(), client, properties));
        registry.addBundleUpdateHandler(
                bundle, reloaded -> transport.replace(trusting(reloaded.createSslContext(), client, properties)));
        return transport;
    }

    private HttpTransport trusting(@Nullable SSLContext context, String client, MonitorProperties properties) {
        return switch (properties.http().transport()) {
            case JDK -> onJdk(context, client, properties);
            case APACHE -> onApache(context, properties);
        };
    }

    private JdkHttpTransport onJdk(@Nullable SSLContext context, String client, MonitorProperties properties) {
        JdkHttpTransport.Builder builder = JdkHttpTransport.builder()
                .connectTimeout(properties.connectTimeout())
                .maxBody((int) properties.maxAnswerSize().toBytes())
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

    private ApacheHttpTransport onApache(@Nullable SSLContext context, MonitorProperties properties) {
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
                .maxBody((int) properties.maxAnswerSize().toBytes());
        if (context != null) {
            builder.sslContext(context);
        }
        ConfiguredProxy.of(properties.proxy()).ifPresent(proxy -> proxy.applyTo(builder));
        return builder.build();
    }
}
