package io.monitorapi.http.transport;

import io.monitorapi.internal.Arguments;
import java.net.ProxySelector;
import java.time.Duration;
import java.util.Objects;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/**
 * Gathers the settings that transports have in common. Not safe for use by several threads at once.
 *
 * @param <B> the builder itself
 */
public abstract class TransportBuilder<B extends TransportBuilder<B>> {

    private Duration connectTimeout = Duration.ofSeconds(2);
    private int maxBody = 256 * 1024;
    private @Nullable SSLContext sslContext;
    private @Nullable ProxySelector proxy;

    /** Begins with the defaults. */
    protected TransportBuilder() {}

    /** {@return this builder} */
    protected abstract B self();

    /** {@return the transport, which must be closed} */
    public abstract HttpTransport build();

    /**
     * Sets the longest time for connecting; 2 seconds unless set.
     *
     * @param longest how long, positive
     * @return this builder
     */
    public B connectTimeout(Duration longest) {
        this.connectTimeout = Arguments.requirePositive("connectTimeout", longest);
        return self();
    }

    /**
     * Sets the trust and the keys of TLS; the JVM's default unless set. Host names are always verified.
     *
     * @param context the context
     * @return this builder
     */
    public B sslContext(SSLContext context) {
        this.sslContext = Objects.requireNonNull(context, "sslContext");
        return self();
    }

    /**
     * Sets the proxies; the JVM's default unless set.
     *
     * @param selector chooses the proxy for a host
     * @return this builder
     */
    public B proxy(ProxySelector selector) {
        this.proxy = Objects.requireNonNull(selector, "proxy");
        return self();
    }

    /**
     * Sets the largest body that a response may have; 256 KiB unless set.
     *
     * @param bytes how large, at least 1
     * @return this builder
     */
    public B maxBody(int bytes) {
        this.maxBody = Arguments.requireAtLeast("maxBody", 1, bytes);
        return self();
    }

    /** {@return the settings as they are now} */
    protected TransportSettings settings() {
        return new TransportSettings(connectTimeout, maxBody, sslContext, proxy);
    }
}
