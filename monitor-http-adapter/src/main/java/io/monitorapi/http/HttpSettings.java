package io.monitorapi.http;

import io.monitorapi.http.transport.HttpTransport;
import io.monitorapi.internal.Arguments;
import java.net.Authenticator;
import java.net.ProxySelector;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.LongSupplier;
import java.util.stream.Stream;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/**
 * The settings of the connection to the Monitor API; not thread-safe.
 *
 * <p>Setters throw {@link NullPointerException} for null and {@link IllegalArgumentException} for an invalid value, some only
 * in {@code build()}; the message names the setting. Building sends nothing.
 *
 * @param <B> the type of the builder
 */
public abstract sealed class HttpSettings<B extends HttpSettings<B>>
        permits HttpMonitorGateway.Builder, HttpMonitor.Builder {

    final List<String> allowedServiceHosts = new ArrayList<>();
    String domainFrontHost = "api.liveperson.net";
    String apiVersion = "1.0";
    ReportMethod reportMethod = ReportMethod.PUT;
    InstantSource clock = InstantSource.system();
    LongSupplier nanoTime = System::nanoTime;
    int maxConnections = 64;

    @Nullable
    String baseOrigin;

    @Nullable
    Boolean onBehalf;

    private @Nullable String accountId;
    private @Nullable String appInstallationId;
    private @Nullable String userAgentSuffix;
    private @Nullable HttpTransport transport;
    private final DefaultTransportBuilder defaultTransport = new DefaultTransportBuilder();
    private boolean configuresDefaultTransport;

    HttpSettings() {}

    abstract B self();

    /**
     * Sets the account; required.
     *
     * @param id the brand's account (site) id, 1 to 20 ASCII letters, digits and underscores
     * @return this builder
     */
    public B accountId(String id) {
        if (!Arguments.requireText("accountId", id).matches("[a-zA-Z0-9_]{1,20}")) {
            throw new IllegalArgumentException("accountId must be 1 to 20 ASCII letters, digits and underscores");
        }
        this.accountId = id;
        return self();
    }

    /**
     * Sets the app installation whose engagements are requested; required.
     *
     * @param id the "App key" of the account's conversation source (Mobile App or private app); not blank
     * @return this builder
     */
    public B appInstallationId(String id) {
        Arguments.requireText("appInstallationId", id);
        if (id.equals(".") || id.equals("..")) {
            throw new IllegalArgumentException("appInstallationId must not be a relative path");
        }
        requireEncodable("appInstallationId", id);
        this.appInstallationId = id;
        return self();
    }

    /**
     * Sets the host of the Monitor API; default: the host that the Domain API names for the account.
     *
     * @param uri an https URI of a host with an optional port, without path, query and credentials
     * @return this builder
     */
    public B baseUri(URI uri) {
        this.baseOrigin = OriginParser.parse("baseUri", uri);
        return self();
    }

    /**
     * Sets the host of the Domain API; default: {@code api.liveperson.net}. It is not used if {@link #baseUri} is set.
     *
     * @param host a host, or host:port; requests to it use https
     * @return this builder
     */
    public B domainFrontHost(String host) {
        this.domainFrontHost =
                AllowedHosts.requireHost("domainFrontHost", Arguments.requireText("domainFrontHost", host), false);
        return self();
    }

    /**
     * Adds hosts that the Domain API may name in addition to those of the vendor's domains, for tests and private links;
     * default: none.
     *
     * @param hosts hosts, each as host:port
     * @return this builder
     */
    public B allowedServiceHosts(String... hosts) {
        Stream.of(Objects.requireNonNull(hosts, "allowedServiceHosts"))
                .map(host -> Arguments.requireText("allowedServiceHosts", host))
                .map(host -> AllowedHosts.requireHost("allowedServiceHosts", host, true))
                .forEach(allowedServiceHosts::add);
        return self();
    }

    /**
     * Sets the version of the Monitoring API; default: 1.0.
     *
     * @param version the value of the parameter {@code v}, such as {@code 1.1}
     * @return this builder
     */
    public B apiVersion(String version) {
        requireEncodable("apiVersion", Arguments.requireText("apiVersion", version));
        this.apiVersion = version;
        return self();
    }

    /**
     * Sets the HTTP method of reports; default: PUT.
     *
     * @param method the method
     * @return this builder
     */
    public B reportMethod(ReportMethod method) {
        this.reportMethod = Objects.requireNonNull(method, "reportMethod");
        return self();
    }

    /**
     * Sets whether requests are sent on behalf of the consumer; default: not sent. Every back end should set it: {@code true}
     * tells the service not to derive the consumer's location from this server's IP address.
     *
     * @param isOnBehalf the value of the parameter {@code obh}
     * @return this builder
     */
    public B onBehalf(boolean isOnBehalf) {
        this.onBehalf = isOnBehalf;
        return self();
    }

    /**
     * Adds the application to the User-Agent header; default: the header names this library only.
     *
     * @param product a name, or name/version
     * @return this builder
     */
    public B userAgentSuffix(String product) {
        this.userAgentSuffix = UserAgent.requireSuffix(Arguments.requireText("userAgentSuffix", product));
        return self();
    }

    /**
     * Sets the TLS context of the default transport; default: that of the JVM. Host names are always verified.
     *
     * @param context the TLS context, for example one that trusts a company's own certificate authority
     * @return this builder
     */
    public B sslContext(SSLContext context) {
        defaultTransport.sslContext(context);
        return configured();
    }

    /**
     * Makes the default transport trust the certificates of a file instead of those of the JVM. Replaces the TLS context.
     *
     * @param pem a file of X.509 certificates in PEM format
     * @return this builder
     * @throws IllegalArgumentException if the file cannot be read or contains no certificate
     */
    public B trustCertificates(Path pem) {
        return sslContext(TrustedCertificates.sslContext(Objects.requireNonNull(pem, "pem")));
    }

    /**
     * Sets the proxies of the default transport; default: those of the JVM.
     *
     * @param selector selects the proxy for a host
     * @return this builder
     */
    public B proxy(ProxySelector selector) {
        defaultTransport.proxy(selector);
        return configured();
    }

    /**
     * Sets one proxy for all hosts and its credentials, which are sent to this proxy only, for the default transport; default: the
     * proxy of the JVM, without credentials.
     *
     * @param host the host of the proxy
     * @param port the port of the proxy
     * @param user the user name
     * @param password the password
     * @return this builder
     */
    public B proxy(String host, int port, String user, String password) {
        defaultTransport.proxy(host, port, user, password);
        return configured();
    }

    /**
     * Sets the source of credentials for proxies for the default transport; default: none.
     *
     * @param authenticator supplies the credentials of a proxy; it is never asked for those of a server
     * @return this builder
     */
    public B proxyAuthenticator(Authenticator authenticator) {
        defaultTransport.proxyAuthenticator(authenticator);
        return configured();
    }

    /**
     * Sets the timeout for connecting, including the TLS handshake, of the default transport; default: 2 seconds.
     *
     * @param time the timeout, positive
     * @return this builder
     */
    public B connectTimeout(Duration time) {
        defaultTransport.connectTimeout(time);
        return configured();
    }

    /**
     * Replaces the default transport, which is {@link io.monitorapi.http.apache.ApacheHttpTransport}, or
     * {@link io.monitorapi.http.jdk.JdkHttpTransport} if Apache HttpClient 5 is not on the class path. The caller must close the
     * given transport.
     *
     * @param httpTransport the transport, with its own settings of TLS, proxy and connect timeout
     * @return this builder
     */
    public B transport(HttpTransport httpTransport) {
        this.transport = Objects.requireNonNull(httpTransport, "transport");
        return self();
    }

    String accountId() {
        return required("accountId", accountId);
    }

    /** Checks the settings that depend on each other. */
    Endpoint endpoint() {
        if (transport != null && configuresDefaultTransport) {
            throw new IllegalArgumentException("sslContext, proxy, proxyAuthenticator and connectTimeout configure"
                    + " the default transport only: set them on the given transport instead");
        }
        return new Endpoint(accountId(), required("appInstallationId", appInstallationId), apiVersion, onBehalf);
    }

    boolean hasTransport() {
        return transport != null;
    }

    HttpTransport transportOrDefault() {
        return transport != null
                ? transport
                : defaultTransport
                        .nanoTime(nanoTime)
                        .maxConnections(maxConnections)
                        .build();
    }

    Map<String, String> reportHeaders() {
        Map<String, String> headers = new LinkedHashMap<>(headers(true));
        if (reportMethod == ReportMethod.POST_WITH_OVERRIDE) {
            headers.put("X-HTTP-Method-Override", "PUT");
        }
        return Collections.unmodifiableMap(headers);
    }

    Map<String, String> headers(boolean withBody) {
        Map<String, String> headers = new LinkedHashMap<>();
        if (withBody) {
            headers.put("Content-Type", "application/json");
        }
        headers.put("Accept", "application/json");
        headers.put("User-Agent", UserAgent.of(userAgentSuffix));
        return Collections.unmodifiableMap(headers);
    }

    private B configured() {
        configuresDefaultTransport = true;
        return self();
    }

    private static String required(String field, @Nullable String value) {
        if (value == null) {
            throw new IllegalArgumentException(field + " is missing: set it on the builder");
        }
        return value;
    }

    private static void requireEncodable(String field, String text) {
        try {
            PercentEncoding.encode(text);
        } catch (IllegalArgumentException malformed) {
            throw new IllegalArgumentException(field + " must be valid Unicode", malformed);
        }
    }
}
