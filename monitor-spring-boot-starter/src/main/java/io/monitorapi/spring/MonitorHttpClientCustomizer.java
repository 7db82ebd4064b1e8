package io.monitorapi.spring;

import java.net.http.HttpClient;

/**
 * Customizes the JDK's HTTP client of each client. Beans of this type are called in order, after the properties are applied,
 * and again when an SSL bundle is reloaded. Redirects stay disabled and TLS stays at 1.2 and 1.3. Not called when
 * {@code monitor-api.http.transport} is not {@code jdk}.
 */
@FunctionalInterface
public interface MonitorHttpClientCustomizer {

    /**
     * Customizes one HTTP client.
     *
     * @param client the name below {@code monitor-api.clients}, or {@code default} for the top-level client
     * @param builder the builder of its HTTP client
     */
    void customize(String client, HttpClient.Builder builder);
}
