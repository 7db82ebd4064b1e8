package io.monitorapi.spring.autoconfigure;

import io.monitorapi.http.jdk.JdkHttpTransport;
import java.net.Authenticator;
import java.net.InetSocketAddress;
import java.net.PasswordAuthentication;
import java.net.ProxySelector;
import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The proxy of {@code monitor-api.proxy.*}. Its credentials are sent to no other host. */
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

    void applyTo(JdkHttpTransport.Builder builder) {
        builder.proxy(selector());
        String user = properties.username();
        if (user == null) {
            return;
        }
        if (isBasicDisabled(System.getProperty(DISABLED_SCHEMES))) {
            log.warn(
                    "monitor-api.proxy.username has no effect on a proxy that requires Basic authentication, because the JDK"
                            + " disables it for https: start the JVM with -D{}=",
                    DISABLED_SCHEMES);
        }
        char[] password = properties.password() == null
                ? new char[0]
                : properties.password().toCharArray();
        builder.authenticator(new Authenticator() {
            @Override
            protected @Nullable PasswordAuthentication getPasswordAuthentication() {
                boolean isThisProxy = getRequestorType() == RequestorType.PROXY
                        && host.equalsIgnoreCase(getRequestingHost())
                        && getRequestingPort() == properties.port();
                return isThisProxy ? new PasswordAuthentication(user, password) : null;
            }
        });
    }

    /** If the property is not set, the JDK's net.properties file disables Basic. */
    static boolean isBasicDisabled(@Nullable String schemes) {
        return schemes == null
                || Arrays.stream(schemes.split(","))
                        .anyMatch(scheme -> scheme.strip().equalsIgnoreCase("Basic"));
    }
}
