package io.monitorapi.spring.autoconfigure;

import io.monitorapi.http.transport.TransportBuilder;
import java.net.InetSocketAddress;
import java.net.ProxySelector;
import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The proxy of {@code monitor-api.proxy.*}; the credentials are sent to it only. */
final class ConfiguredProxy {

    private static final String DISABLED_SCHEMES = "jdk.http.auth.tunneling.disabledSchemes";
    private static final Logger log = LoggerFactory.getLogger(ConfiguredProxy.class);

    private final String host;
    private final MonitorProperties.Proxy properties;

    private ConfiguredProxy(String host, MonitorProperties.Proxy properties) {
        this.host = host;
        this.properties = properties;
    }

    static Optional<ConfiguredProxy> of(MonitorProperties.Proxy properties) {
        return Optional.ofNullable(properties.host()).map(host -> new ConfiguredProxy(host, properties));
    }

    ProxySelector selector() {
        return ProxySelector.of(InetSocketAddress.createUnresolved(host, properties.port()));
    }

    void applyTo(TransportBuilder<?> builder) {
        String user = properties.username();
        if (user == null) {
            builder.proxy(selector());
        } else {
            builder.proxy(host, properties.port(), user, properties.password() == null ? "" : properties.password());
        }
    }

    void warnIfTheJdkSendsNoCredentials() {
        if (properties.username() != null && isBasicDisabled(System.getProperty(DISABLED_SCHEMES))) {
            log.warn(
                    "monitor-api.proxy.username has no effect with monitor-api.http.transport=jdk: for https, the JDK sends Basic"
                            + " credentials to no proxy unless the JVM is started with -D{}=",
                    DISABLED_SCHEMES);
        }
    }

    /** If the property is not set, the JDK's net.properties file disables Basic. */
    static boolean isBasicDisabled(@Nullable String schemes) {
        return schemes == null
                || Arrays.stream(schemes.split(","))
                        .anyMatch(scheme -> scheme.strip().equalsIgnoreCase("Basic"));
    }
}
