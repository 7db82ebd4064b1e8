package io.monitorapi.spring;

import org.apache.hc.client5.http.impl.classic.HttpClientBuilder;

/**
 * Customizes the Apache HttpClient of each client, which is the default transport. Beans of this type are called in their order,
 * and again when an SSL bundle is reloaded. The settings of the transport are applied afterwards and take precedence: connections,
 * TLS, proxies and their credentials, and no redirects, cookies, decompression or repetitions.
 *
 * <p>With {@code monitor-api.http.transport=jdk}, use {@link MonitorHttpClientCustomizer}.
 */
@FunctionalInterface
public interface MonitorApacheHttpClientCustomizer {

    /**
     * Customizes one HTTP client.
     *
     * @param client the name below {@code monitor-api.clients}, or {@code default} for the top-level client
     * @param builder the builder of its HTTP client
     */
    void customize(String client, HttpClientBuilder builder);
}
