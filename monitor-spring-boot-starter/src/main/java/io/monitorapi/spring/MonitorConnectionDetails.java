package io.monitorapi.spring;

import java.net.URI;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.autoconfigure.service.connection.ConnectionDetails;
import org.springframework.boot.ssl.SslBundle;

/**
 * Address and account of the default client. A bean of this type replaces the properties, for example with those of a service
 * that a test has started.
 */
public interface MonitorConnectionDetails extends ConnectionDetails {

    /** {@return the account id of the brand} */
    String accountId();

    /** {@return the id of the app installation} */
    String appInstallationId();

    /** {@return the https address of the service, or null to resolve it with the Domain API} */
    default @Nullable URI baseUri() {
        return null;
    }

    /** {@return trust store and client key, or null to use {@code monitor-api.ssl.bundle} or the defaults of the JVM} */
    default @Nullable SslBundle sslBundle() {
        return null;
    }
}
