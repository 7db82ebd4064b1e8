package io.monitorapi.spring.autoconfigure;

import io.monitorapi.MonitorService;
import io.monitorapi.http.apache.ApacheHttpTransport;
import io.monitorapi.http.jdk.JdkHttpTransport;
import io.monitorapi.http.transport.HttpTransport;
import io.monitorapi.spring.InvalidMonitorPropertyException;
import io.monitorapi.spring.MonitorApacheHttpClientCustomizer;
import io.monitorapi.spring.MonitorConnectionDetails;
import io.monitorapi.spring.MonitorHttpClientCustomizer;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.ssl.SslBundle;
import org.springframework.boot.ssl.SslBundles;
import org.springframework.boot.ssl.pem.PemSslStoreBundle;
import org.springframework.boot.ssl.pem.PemSslStoreDetails;
import org.springframework.util.ClassUtils;

/** Creates the HTTP transport of each client from its properties. */
final class HttpTransportFactory {

    private static final Logger log = LoggerFactory.getLogger(MonitorService.class);
    private static final String APACHE = "org.apache.hc.client5.http.classic.HttpClient";

    private final ObjectProvider<SslBundles> bundles;
    private final ObjectProvider<MonitorHttpClientCustomizer> jdkCustomizers;
    private final ObjectProvider<MonitorApacheHttpClientCustomizer> apacheCustomizers;
    private final @Nullable ClassLoader classLoader;

    HttpTransportFactory(
            ObjectProvider<SslBundles> bundles,
            ObjectProvider<MonitorHttpClientCustomizer> jdkCustomizers,
            ObjectProvider<MonitorApacheHttpClientCustomizer> apacheCustomizers,
            @Nullable ClassLoader classLoader) {
        this.bundles = bundles;
        this.jdkCustomizers = jdkCustomizers;
        this.apacheCustomizers = apacheCustomizers;
        this.classLoader = classLoader;
    }

    HttpTransport transport(String client, MonitorProperties properties, MonitorConnectionDetails connection) {
        SslBundle connectionBundle = connection.sslBundle();
        String bundle = properties.ssl().bundle();
        if (connectionBundle != null) {
            return createTransport(connectionBundle.createSslContext(), client, properties);
        }
        return bundle == null
                ? createTransport(trustedCertificates(properties.ssl()), client, properties)
                : reloadingTransport(bundle, client, properties);
    }

    private static @Nullable SSLContext trustedCertificates(MonitorProperties.Ssl ssl) {
        String location = ssl.trustCertificate();
        if (location == null) {
            return null;
        }
        try {
            PemSslStoreDetails trust = PemSslStoreDetails.forCertificate(location);
            return SslBundle.of(new PemSslStoreBundle(null, trust)).createSslContext();
        } catch (RuntimeException unreadable) {
            throw new InvalidMonitorPropertyException(
                    "ssl.trust-certificate", "is not the location of a readable PEM file", unreadable);
        }
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
            case APACHE -> apacheTransport(context, client, properties);
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
        jdkCustomizers.orderedStream().forEach(each -> builder.customize(http -> each.customize(client, http)));
        warnIfUnused(
                client, apacheCustomizers, jdkCustomizers, "MonitorApacheHttpClientCustomizer", "the JDK's client");
        return builder.build();
    }

    private ApacheHttpTransport apacheTransport(
            @Nullable SSLContext context, String client, MonitorProperties properties) {
        if (!ClassUtils.isPresent(APACHE, classLoader)) {
            throw new InvalidMonitorPropertyException(
                    "http.transport",
                    "names Apache HttpClient 5, which is not on the class path",
                    "Add the dependency org.apache.httpcomponents.client5:httpclient5, or set"
                            + " monitor-api.http.transport=jdk.");
        }
        ApacheHttpTransport.Builder builder = ApacheHttpTransport.builder()
                .maxConnections(properties.maxInFlight())
                .connectTimeout(properties.connectTimeout())
                .maxBody((int) properties.maxResponseSize().toBytes());
        if (context != null) {
            builder.sslContext(context);
        }
        ConfiguredProxy.of(properties.proxy()).ifPresent(proxy -> proxy.applyTo(builder));
        ApacheCustomizers.apply(client, apacheCustomizers, builder);
        warnIfUnused(client, jdkCustomizers, apacheCustomizers, "MonitorHttpClientCustomizer", "Apache HttpClient 5");
        return builder.build();
    }

    /** Applications whose clients have different transports may have customizers of both types. */
    private static void warnIfUnused(
            String client, ObjectProvider<?> unused, ObjectProvider<?> used, String type, String transport) {
        if (unused.stream().findAny().isPresent() && used.stream().findAny().isEmpty()) {
            log.warn(
                    "Monitor API client '{}': beans of type {} are not called, because monitor-api.http.transport selects {}",
                    client,
                    type,
                    transport);
        }
    }

    /** Apart, because Spring inspects the methods of bean classes also when Apache HttpClient 5 is excluded. */
    private static final class ApacheCustomizers {

        static void apply(
                String client,
                ObjectProvider<MonitorApacheHttpClientCustomizer> customizers,
                ApacheHttpTransport.Builder builder) {
            customizers.orderedStream().forEach(each -> builder.customize(http -> each.customize(client, http)));
        }
    }
}
