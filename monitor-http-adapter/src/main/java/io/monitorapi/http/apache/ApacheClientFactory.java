package io.monitorapi.http.apache;

import java.net.ProxySelector;
import javax.net.ssl.SSLContext;
import org.apache.hc.client5.http.DnsResolver;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.config.TlsConfig;
import org.apache.hc.client5.http.impl.ChainElement;
import org.apache.hc.client5.http.impl.async.HttpAsyncClientBuilder;
import org.apache.hc.client5.http.impl.classic.HttpClientBuilder;
import org.apache.hc.client5.http.impl.io.ManagedHttpClientConnectionFactory;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManager;
import org.apache.hc.client5.http.impl.nio.PoolingAsyncClientConnectionManager;
import org.apache.hc.client5.http.impl.nio.PoolingAsyncClientConnectionManagerBuilder;
import org.apache.hc.client5.http.impl.routing.SystemDefaultRoutePlanner;
import org.apache.hc.client5.http.protocol.HttpClientContext;
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

/** Builds the library's clients so that they do what is asked of them and nothing else. */
final class ApacheClientFactory {

    private static final TimeValue UNUSED_FOR = TimeValue.ofSeconds(1);
    private static final int LONGEST_LINE = 16 * 1024;
    private static final int MOST_HEADERS = 200;

    private static final Http1Config HTTP = Http1Config.custom()
            .setMaxLineLength(LONGEST_LINE)
            .setMaxHeaderCount(MOST_HEADERS)
            .build();

    /** A read with a time limit takes the JDK five calls of the system instead of one, and ours end at the deadline anyway. */
    private static final SocketConfig NO_LIMIT_OF_ITS_OWN =
            SocketConfig.custom().setSoTimeout(Timeout.DISABLED).build();

    private static final RequestConfig NOTHING_UNASKED = RequestConfig.custom()
            .setRedirectsEnabled(false)
            .setAuthenticationEnabled(false)
            .setContentCompressionEnabled(false)
            .setExpectContinueEnabled(false)
            .setProtocolUpgradeEnabled(false)
            .build();

    private final ApacheHttpTransport.Builder settings;
    private final DefaultClientTlsStrategy tls;
    private final HttpRoutePlanner routes;
    private final DnsResolver names;

    ApacheClientFactory(ApacheHttpTransport.Builder settings) {
        this.settings = settings;
        SSLContext trust = settings.sslContext != null ? settings.sslContext : SSLContexts.createSystemDefault();
        this.tls = new DefaultClientTlsStrategy(
                trust,
                null,
                null,
                SSLBufferMode.STATIC,
                HostnameVerificationPolicy.BOTH,
                new DefaultHostnameVerifier());
        ProxySelector proxy = settings.proxy != null ? settings.proxy : ProxySelector.getDefault();
        this.names = new BoundedDnsResolver(settings.connectTimeout);
        this.routes = new SystemDefaultRoutePlanner(null, proxy);
    }

    ApacheClient carrier() {
        return settings.blocking ? blocking() : reactive();
    }

    private ApacheClient blocking() {
        PoolingHttpClientConnectionManager connections = new AbortableConnectionManagerBuilder()
                .setTlsSocketStrategy(tls)
                .setDnsResolver(names)
                .setConnectionFactory(ManagedHttpClientConnectionFactory.builder()
                        .http1Config(HTTP)
                        // Unless told otherwise, the library skips lines until one looks like HTTP.
                        .responseParserFactory(new DefaultHttpResponseParserFactory(HTTP))
                        .build())
                .setMaxConnTotal(settings.maxConnections)
                .setMaxConnPerRoute(settings.maxConnections)
                .setDefaultSocketConfig(NO_LIMIT_OF_ITS_OWN)
                .setDefaultConnectionConfig(connectionConfig())
                .setDefaultTlsConfig(tlsConfig())
                .build();
        HttpClientBuilder client = HttpClientBuilder.create()
                .setConnectionManager(connections)
                .setRequestExecutor(new StrictHttpRequestExecutor())
                .setRoutePlanner(routes)
                .setDefaultRequestConfig(NOTHING_UNASKED)
                .disableAutomaticRetries()
                .disableRedirectHandling()
                .disableContentCompression()
                .disableCookieManagement()
                .disableAuthCaching()
                .disableConnectionState()
                .disableDefaultUserAgent()
                .replaceExecInterceptor(ChainElement.PROTOCOL.name(), new BodyBufferingExec(settings.maxBody))
                .addExecInterceptorBefore(ChainElement.MAIN_TRANSPORT.name(), "sent", (request, scope, chain) -> {
                    markAsSent(scope.clientContext);
                    return chain.proceed(request, scope);
                });
        return new ClassicApacheClient(client.build(), connections);
    }

    private ApacheClient reactive() {
        PoolingAsyncClientConnectionManager connections = PoolingAsyncClientConnectionManagerBuilder.create()
                .setTlsStrategy(tls)
                .setDnsResolver(names)
                .setMaxConnTotal(settings.maxConnections)
                .setMaxConnPerRoute(settings.maxConnections)
                .setDefaultConnectionConfig(connectionConfig())
                .setDefaultTlsConfig(tlsConfig())
                .build();
        HttpAsyncClientBuilder client = HttpAsyncClientBuilder.create()
                .setConnectionManager(connections)
                .setHttp1Config(HTTP)
                .setThreadFactory(DaemonThreadFactory.named("monitor-api-apache"))
                // It would log; what a thread of the library ends with is told by the exchanges that it carried.
                .setIoReactorExceptionCallback(failure -> {})
                .setRoutePlanner(routes)
                .setDefaultRequestConfig(NOTHING_UNASKED)
                .disableAutomaticRetries()
                .disableRedirectHandling()
                .disableCookieManagement()
                .disableAuthCaching()
                .disableConnectionState()
                .addExecInterceptorBefore(
                        ChainElement.MAIN_TRANSPORT.name(), "sent", (request, content, scope, chain, callback) -> {
                            markAsSent(scope.clientContext);
                            chain.proceed(request, content, scope, callback);
                        });
        return new ReactiveCarrier(client.build(), connections, settings.maxBody);
    }

    private static void markAsSent(HttpClientContext exchange) {
        ((ExchangeContext) exchange).isSent();
    }

    private ConnectionConfig connectionConfig() {
        return ConnectionConfig.custom()
                .setConnectTimeout(Timeout.of(settings.connectTimeout))
                .setTimeToLive(TimeValue.of(settings.longestLife))
                .setValidateAfterInactivity(UNUSED_FOR)
                .build();
    }

    private TlsConfig tlsConfig() {
        return TlsConfig.custom()
                .setHandshakeTimeout(Timeout.of(settings.connectTimeout))
                .setSupportedProtocols(TLS.V_1_3, TLS.V_1_2)
                .setVersionPolicy(HttpVersionPolicy.FORCE_HTTP_1)
                .build();
    }
}
