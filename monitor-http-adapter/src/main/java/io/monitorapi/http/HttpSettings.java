package io.monitorapi.http;

import io.monitorapi.http.transport.HttpTransport;
import java.net.Authenticator;
import java.net.ProxySelector;
import java.net.URI;
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
 * Gathers what is needed to reach the service; not safe for use by several threads at once.
 *
 * <p>Setters, or {@code build()} at the latest, throw {@link NullPointerException} for null and
 * {@link IllegalArgumentException} for a value that cannot be right; both name the setting. Nothing is sent before the first call.
 *
 * @param <B> the builder itself
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
    private final DefaultTransport defaultTransport = new DefaultTransport();
    private boolean isDefaultTransportSet;

    HttpSettings() {}

    abstract B self();

    /**
     * Sets the account; required.
     *
     * @param id the brand's account (site) id, 1 to 20 ASCII letters, digits and underscores
     * @return this builder
     */
    public B accountId(String id) {
        if (!requireText("accountId", id).matches("[a-zA-Z0-9_]{1,20}")) {
            throw new IllegalArgumentException("accountId must be 1 to 20 ASCII letters, digits and underscores");
        }
        this.accountId = id;
        return self();
    }

    /**
     * Sets the app installation whose engagements are asked for; required.
     *
     * @param id the "App key" of the account's conversation source (Mobile App or private app), not blank
     * @return this builder
     */
    public B appInstallationId(String id) {
        requireText("appInstallationId", id);
        if (id.equals(".") || id.equals("..")) {
            throw new IllegalArgumentException("appInstallationId must not be a relative path");
        }
        requireEncodable("appInstallationId", id);
        this.appInstallationId = id;
        return self();
    }

    /**
     * Sets where the service is, so that the Domain API is not asked; the Domain API is asked unless set.
     *
     * @param uri an https URI of a host and perhaps a port, without anything behind it
     * @return this builder
     */
    public B baseUri(URI uri) {
        this.baseOrigin = OriginParser.of("baseUri", uri);
        return self();
    }

    /**
     * Sets which host answers for the Domain API; {@code api.liveperson.net} unless set.
     *
     * @param host a host, or host:port; it is asked over https
     * @return this builder
     */
    public B domainFrontHost(String host) {
        this.domainFrontHost = AllowedHosts.requireHost("domainFrontHost", requireText("domainFrontHost", host), false);
        return self();
    }

    /**
     * Allows the Domain API to name these hosts, beside those of the vendor's own domains; for tests and private links.
     *
     * @param hosts hosts, each as host:port
     * @return this builder
     */
    public B allowedServiceHosts(String... hosts) {
        Stream.of(Objects.requireNonNull(hosts, "allowedServiceHosts"))
                .map(host -> requireText("allowedServiceHosts", host))
                .map(host -> AllowedHosts.requireHost("allowedServiceHosts", host, true))
                .forEach(allowedServiceHosts::add);
        return self();
    }

    /**
     * Sets the version of the Monitoring API; 1.0 unless set.
     *
     * @param version the version as the service writes it, such as {@code 1.1}
     * @return this builder
     */
    public B apiVersion(String version) {
        requireEncodable("apiVersion", requireText("apiVersion", version));
        this.apiVersion = version;
        return self();
    }

    /**
     * Sets how reports are sent; by PUT unless set.
     *
     * @param method the way
     * @return this builder
     */
    public B reportMethod(ReportMethod method) {
        this.reportMethod = Objects.requireNonNull(method, "reportMethod");
        return self();
    }

    /**
     * Sets whether requests are made on behalf of the consumer, whose place must then not be taken from this machine's
     * address; not sent unless set, and every back end should decide it.
     *
     * @param isOnBehalf what is sent as {@code obh}
     * @return this builder
     */
    public B onBehalf(boolean isOnBehalf) {
        this.onBehalf = isOnBehalf;
        return self();
    }

    /**
     * Adds the application to the User-Agent header, which names this library alone unless set.
     *
     * @param product a name, or name/version
     * @return this builder
     */
    public B userAgentSuffix(String product) {
        this.userAgentSuffix = UserAgent.requireSuffix(requireText("userAgentSuffix", product));
        return self();
    }

    /**
     * Sets the trust and the keys of TLS; the JVM's own unless set. Host names are always verified.
     *
     * @param context the TLS context, for example one that trusts a company's own authority
     * @return this builder
     */
    public B sslContext(SSLContext context) {
        defaultTransport.sslContext(context);
        return defaultTransportIsSet();
    }

    /**
     * Sets the proxies; the JVM's own unless set.
     *
     * @param selector which proxy leads to which host
     * @return this builder
     */
    public B proxy(ProxySelector selector) {
        defaultTransport.proxy(selector);
        return defaultTransportIsSet();
    }

    /**
     * Sets one proxy for all hosts, and the credentials for it, which are sent to this proxy only.
     *
     * @param host the host of the proxy
     * @param port the port of the proxy
     * @param user the user name
     * @param password the password
     * @return this builder
     */
    public B proxy(String host, int port, String user, String password) {
        defaultTransport.proxy(host, port, user, password);
        return defaultTransportIsSet();
    }

    /**
     * Sets the credentials for proxies; none unless set.
     *
     * @param authenticator returns the credentials for a proxy; it is not called for a server
     * @return this builder
     */
    public B proxyAuthenticator(Authenticator authenticator) {
        defaultTransport.proxyAuthenticator(authenticator);
        return defaultTransportIsSet();
    }

    /**
     * Sets how long connecting may take, TLS included; 2 seconds unless set.
     *
     * @param time how long, positive
     * @return this builder
     */
    public B connectTimeout(Duration time) {
        defaultTransport.connectTimeout(time);
        return defaultTransportIsSet();
    }

    /**
     * Sets the transport; unless set, it is {@link io.monitorapi.http.apache.ApacheHttpTransport}, or
     * {@link io.monitorapi.http.jdk.JdkHttpTransport} if Apache HttpClient 5 is not on the class path. It is not closed with what
     * is built.
     *
     * @param own the transport, which has its own settings for TLS, proxy and connect timeout
     * @return this builder
     */
    public B transport(HttpTransport own) {
        this.transport = Objects.requireNonNull(own, "transport");
        return self();
    }

    String accountId() {
        return required("accountId", accountId);
    }

    /** Checks what no setter can check alone. */
    Endpoint endpoint() {
        if (transport != null && isDefaultTransportSet) {
            throw new IllegalArgumentException("sslContext, proxy, proxyAuthenticator and connectTimeout have no effect"
                    + " on a transport that is given: set them there");
        }
        return new Endpoint(accountId(), required("appInstallationId", appInstallationId), apiVersion, onBehalf);
    }

    boolean givesTransport() {
        return transport != null;
    }

    HttpTransport transportOrOwn() {
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

    private B defaultTransportIsSet() {
        isDefaultTransportSet = true;
        return self();
    }

    private static String required(String field, @Nullable String value) {
        if (value == null) {
            throw new IllegalArgumentException(field + " is missing: set it on the builder");
        }
        return value;
    }

    private static String requireText(String field, String text) {
        Objects.requireNonNull(text, field);
        if (text.isBlank()) {
            throw new IllegalArgumentException(field + " must not be blank");
        }
        return text;
    }

    private static void requireEncodable(String field, String text) {
        try {
            PercentEncoding.encode(text);
        } catch (IllegalArgumentException broken) {
            throw new IllegalArgumentException(field + " must be valid Unicode", broken);
        }
    }
}
