package io.monitorapi.spring;

import java.net.URI;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.autoconfigure.service.connection.ConnectionDetails;
import org.springframework.boot.ssl.SslBundle;

/**
 * Says where the service is and which account is asked for; a bean of this type replaces the properties of the default client,
 * for example with those of a service that a test has started.
 */
public interface MonitorConnectionDetails extends ConnectionDetails {

    /** {@return the account id of the brand} */
    String accountId();

    /** {@return the id of the app installation} */
    String appInstallationId();

    /** {@return the https address of the service, or null to look it up in the Domain API} */
    default @Nullable URI baseUri() {
        return null;
    }

    /** {@return whom to trust and which key to show, or null for what {@code monitor-api.ssl.bundle} or the JVM says} */
    default @Nullable SslBundle sslBundle() {
        return null;
    }
}
