package io.monitorapi.http.apache;

import io.monitorapi.http.transport.TransportSettings;
import java.net.ProxySelector;
import java.time.Duration;
import java.util.function.Consumer;
import javax.net.ssl.SSLContext;
import org.apache.hc.client5.http.DnsResolver;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.config.TlsConfig;
import org.apache.hc.client5.http.impl.ChainElement;
import org.apache.hc.client5.http.impl.classic.HttpClientBuilder;
import org.apache.hc.client5.http.impl.io.ManagedHttpClientConnectionFactory;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManager;
import org.apache.hc.client5.http.impl.routing.SystemDefaultRoutePlanner;
import org.apache.hc.client5.http.routing.HttpRoutePlanner;
import org.apache.hc.client5.http.ssl.DefaultClientTlsStrategy;
import org.apache.hc.client5.http.ssl.DefaultHostnameVerifier;
import org.apache.hc.client5.http.ssl.HostnameVerificationPolicy;
import org.apache.hc.core5.http.config.Http1Config;
import org.apache.hc.core5.http.impl.io.DefaultHttpResponseParserFactory;
import org.apache.hc.core5.http.io.SocketConfig;
import org.apache.hc.core5.http.ssl.TLS;
import org.apache.hc.core5.http2.HttpVersionPolicy;
import org.apache.hc.core5.reactor.ssl.SSLBufferMode;
import org.apache.hc.core5.ssl.SSLContexts;
import org.apache.hc.core5.util.TimeValue;
import org.apache.hc.core5.util.Timeout;

/** Builds clients of the library with everything off that would repeat, follow, decode or keep something by itself. */
final class ApacheClientFactory {

    private static final TimeValue VALIDATE_AFTER = TimeValue.ofSeconds(1);
    private static final int MAX_LINE_LENGTH = 16 * 1024;
    private static final int MAX_HEADERS = 200;

    private static final Http1Config HTTP = Http1Config.custom()
            .setMaxLineLength(MAX_LINE_LENGTH)
            .setMaxHeaderCount(MAX_HEADERS)
            .build();

    /** A read with a timeout costs five system calls instead of one, and exchanges are aborted at their deadline anyway. */
    private static final SocketConfig NO_READ_TIMEOUT =
            SocketConfig.custom().setSoTimeout(Timeout.DISABLED).build();

    private final TransportSettings settings;
    private final int maxConnections;
    private final Duration timeToLive;
    private final HttpRoutePlanner routes;
    private final DnsResolver names;
    private final Consumer<HttpClientBuilder> customizer;

    ApacheClientFactory(
            TransportSettings settings,
            int maxConnections,
            Duration timeToLive,
            DnsResolver resolver,
            Consumer<HttpClientBuilder> customizer) {
        this.customizer = customizer;
        this.settings = settings;
        this.maxConnections = maxConnections;
        this.timeToLive = timeToLive;
        ProxySelector proxy = settings.proxy() != null ? settings.proxy() : ProxySelector.getDefault();
        this.names = new BoundedDnsResolver(resolver, settings.connectTimeout());
        this.routes = new SystemDefaultRoutePlanner(null, proxy);
    }

    ClassicApacheClient newClient() {
        PoolingHttpClientConnectionManager connections = new AbortableConnectionManagerBuilder()
                .setTlsSocketStrategy(tls())
                .setDnsResolver(names)
                .setConnectionFactory(ManagedHttpClientConnectionFactory.builder()
                        .http1Config(HTTP)
                        // The default parser skips lines until one looks like HTTP.
                        .responseParserFactory(new DefaultHttpResponseParserFactory(HTTP))
                        .build())
                .setMaxConnTotal(maxConnections)
                .setMaxConnPerRoute(maxConnections)
                .setDefaultSocketConfig(NO_READ_TIMEOUT)
                .setDefaultConnectionConfig(connectionConfig())
                .setDefaultTlsConfig(tlsConfig())
                .build();
        HttpClientBuilder client = HttpClientBuilder.create();
        customizer.accept(client);
        client.setConnectionManager(connections)
                .setRequestExecutor(new StrictHttpRequestExecutor())
                .setRoutePlanner(routes)
                .setDefaultRequestConfig(requestConfig())
                .disableAutomaticRetries()
                .disableRedirectHandling()
                .disableContentCompression()
                .disableCookieManagement()
                .disableAuthCaching()
                .disableConnectionState()
                .disableDefaultUserAgent()
                .replaceExecInterceptor(ChainElement.PROTOCOL.name(), new SizeLimitedBodyExec(settings.maxBody()))
                .addExecInterceptorBefore(ChainElement.MAIN_TRANSPORT.name(), "sent", (request, scope, chain) -> {
                    ((ExchangeContext) scope.clientContext).markSent();
                    return chain.proceed(request, scope);
                });
        if (settings.proxyAuthenticator() != null) {
            client.setDefaultCredentialsProvider(new ProxyCredentialsProvider(settings.proxyAuthenticator()));
        }
        return new ClassicApacheClient(client.build(), connections);
    }

    private DefaultClientTlsStrategy tls() {
        SSLContext trust = settings.sslContext() != null ? settings.sslContext() : SSLContexts.createSystemDefault();
        return new DefaultClientTlsStrategy(
                trust,
                null,
                null,
                SSLBufferMode.STATIC,
                HostnameVerificationPolicy.BOTH,
                new DefaultHostnameVerifier());
    }

    /** Authentication is for proxies only: what would answer a server is replaced by {@link SizeLimitedBodyExec}. */
    private RequestConfig requestConfig() {
        return RequestConfig.custom()
                .setRedirectsEnabled(false)
                .setAuthenticationEnabled(settings.proxyAuthenticator() != null)
                .setContentCompressionEnabled(false)
                .setExpectContinueEnabled(false)
                .setProtocolUpgradeEnabled(false)
                .build();
    }

    private ConnectionConfig connectionConfig() {
        return ConnectionConfig.custom()
                .setConnectTimeout(Timeout.of(settings.connectTimeout()))
                .setTimeToLive(TimeValue.of(timeToLive))
                .setValidateAfterInactivity(VALIDATE_AFTER)
                .build();
    }

    private TlsConfig tlsConfig() {
        return TlsConfig.custom()
                .setHandshakeTimeout(Timeout.of(settings.connectTimeout()))
                .setSupportedProtocols(TLS.V_1_3, TLS.V_1_2)
                .setVersionPolicy(HttpVersionPolicy.FORCE_HTTP_1)
                .build();
    }
}
