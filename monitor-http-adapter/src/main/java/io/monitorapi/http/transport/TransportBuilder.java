package io.monitorapi.http.transport;

import io.monitorapi.internal.Arguments;
import java.net.Authenticator;
import java.net.InetSocketAddress;
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
    private @Nullable Authenticator proxyAuthenticator;

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
     * Sets one proxy for all hosts, and the credentials for it. They are sent to this proxy only, by the scheme Basic.
     *
     * @param host the host of the proxy
     * @param port the port of the proxy
     * @param user the user name
     * @param password the password
     * @return this builder
     */
    public B proxy(String host, int port, String user, String password) {
        Arguments.requireText("proxy host", host);
        Objects.requireNonNull(user, "proxy user");
        Objects.requireNonNull(password, "proxy password");
        proxy(ProxySelector.of(InetSocketAddress.createUnresolved(host, port)));
        return proxyAuthenticator(ProxyAuthenticator.of(host, port, user, password));
    }

    /**
     * Sets the credentials for proxies; none unless set. The authenticator is not called for a server that asks for
     * credentials.
     *
     * @param authenticator returns the credentials for a proxy
     * @return this builder
     */
    public B proxyAuthenticator(Authenticator authenticator) {
        this.proxyAuthenticator = new ProxyAuthenticator(Objects.requireNonNull(authenticator, "proxyAuthenticator"));
        return self();
    }

    /**
     * Takes over all settings of another builder.
     *
     * @param settings the settings
     * @return this builder
     */
    public B settings(TransportSettings settings) {
        this.connectTimeout = settings.connectTimeout();
        this.maxBody = settings.maxBody();
        this.sslContext = settings.sslContext();
        this.proxy = settings.proxy();
        this.proxyAuthenticator = settings.proxyAuthenticator();
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
        return new TransportSettings(connectTimeout, maxBody, sslContext, proxy, proxyAuthenticator);
    }
}
