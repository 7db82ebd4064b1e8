package io.monitorapi.http.transport;

import java.net.ProxySelector;
import java.time.Duration;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/**
 * The settings that transports have in common, as {@link TransportBuilder} gathers them.
 *
 * @param connectTimeout the longest time for connecting, positive
 * @param maxBody the largest body of a response in bytes, at least 1
 * @param sslContext the trust and the keys, or null for the JVM's default
 * @param proxy chooses the proxy, or null for the JVM's default
 */
public record TransportSettings(
        Duration connectTimeout,
        int maxBody,
        @Nullable SSLContext sslContext,
        @Nullable ProxySelector proxy) {}
