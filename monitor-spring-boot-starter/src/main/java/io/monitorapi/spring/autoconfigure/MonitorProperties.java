package io.monitorapi.spring.autoconfigure;

import static io.monitorapi.spring.InvalidMonitorPropertyException.require;

import io.monitorapi.http.ReportMethod;
import io.monitorapi.session.SessionLifetime;
import io.monitorapi.spring.InvalidMonitorPropertyException;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * Settings of a client. They are validated here, because Bean Validation is silently disabled without its libraries. A blank value
 * counts as not set.
 *
 * @param accountId account id of the brand; without it no client is created
 * @param appInstallationId id of the app installation ("App key" of the conversation source), required with an account
 * @param baseUri https address of the service; resolved with the Domain API by default
 * @param domainFrontHost host, or host:port, of the Domain API
 * @param allowedServiceHosts comma-separated list of host:port that the Domain API may return in addition to the
 *     vendor's hosts
 * @param apiVersion version of the Monitoring API
 * @param onBehalf whether calls are made on behalf of the consumer: true tells the service not to derive the consumer's
 *     location from this server's IP address; not sent by default, and every back end should set it
 * @param reportMethod how reports are sent: put, or post-with-override if a proxy blocks PUT
 * @param userAgentSuffix name, or name/version, appended to the User-Agent header
 * @param connectTimeout maximum time for connecting, including the TLS handshake
 * @param attemptLimit maximum time for one request
 * @param deadline maximum time for a whole call, including waits and retries
 * @param closeGrace how long calls in flight may continue when the application stops; 0 ends them at once
 * @param maxInFlight maximum number of requests in flight
 * @param maxWaiting maximum number of calls that wait for a free slot; 0 rejects them at once
 * @param nearCache how long this node uses a record of a shared session store before it reads it again; 0 disables the cache
 * @param creationLimit limit of new sessions on this node
 * @param maxResponseSize maximum size of a response body
 * @param http2 whether to use HTTP/2 if the service supports it; requires http.transport=jdk
 * @param warmUp whether to connect to the service and the session store when the application starts, in the background and
 *     without opening a session; otherwise the first call takes longer
 * @param http HTTP client
 * @param ssl TLS
 * @param proxy HTTP proxy
 * @param lifetime lifetime of sessions
 * @param retry retries
 * @param log logging
 * @param metrics metrics
 * @param observation observations
 */
@ConfigurationProperties(MonitorProperties.PREFIX)
record MonitorProperties(
        @Nullable String accountId,
        @Nullable String appInstallationId,
        @Nullable String baseUri,
        @DefaultValue(DOMAIN_FRONT_HOST) String domainFrontHost,
        @DefaultValue List<String> allowedServiceHosts,
        @DefaultValue(API_VERSION) String apiVersion,
        @Nullable Boolean onBehalf,
        @DefaultValue("put") ReportMethod reportMethod,
        @Nullable String userAgentSuffix,
        @DefaultValue("2s") Duration connectTimeout,
        @DefaultValue("5s") Duration attemptLimit,
        @DefaultValue("15s") Duration deadline,
        @DefaultValue("2s") Duration closeGrace,
        @DefaultValue("64") Integer maxInFlight,
        @DefaultValue("1000") Integer maxWaiting,
        @DefaultValue("10s") Duration nearCache,
        @DefaultValue CreationLimit creationLimit,
        @DefaultValue("256KB") DataSize maxResponseSize,
        @DefaultValue("false") Boolean http2,
        @DefaultValue("false") Boolean warmUp,
        @DefaultValue Http http,
        @DefaultValue Ssl ssl,
        @DefaultValue Proxy proxy,
        @DefaultValue Lifetime lifetime,
        @DefaultValue Retry retry,
        @DefaultValue Log log,
        @DefaultValue Metrics metrics,
        @DefaultValue Observation observation) {

    static final String PREFIX = "monitor-api";

    private static final String DOMAIN_FRONT_HOST = "api.liveperson.net";
    private static final String API_VERSION = "1.0";

    MonitorProperties {
        accountId = textOrNull(accountId);
        appInstallationId = textOrNull(appInstallationId);
        baseUri = textOrNull(baseUri);
        userAgentSuffix = textOrNull(userAgentSuffix);
        domainFrontHost = domainFrontHost.isBlank() ? DOMAIN_FRONT_HOST : domainFrontHost.strip();
        apiVersion = apiVersion.isBlank() ? API_VERSION : apiVersion.strip();
        require("base-uri", baseUri == null || baseUri.startsWith("https://"), "must start with https://");
        requirePositive("connect-timeout", connectTimeout);
        requirePositive("attempt-limit", attemptLimit);
        requirePositive("deadline", deadline);
        require("close-grace", !closeGrace.isNegative(), "must not be negative");
        require("max-in-flight", maxInFlight >= 1, "must be at least 1");
        require("max-waiting", maxWaiting >= 0, "must be at least 0");
        require("near-cache", !nearCache.isNegative(), "must not be negative");
        long maxBytes = maxResponseSize.toBytes();
        require("max-response-size", maxBytes >= 1 && maxBytes <= Integer.MAX_VALUE, "must be from 1B to 2047MB");
        boolean onJdk = http.transport() == Http.Transport.JDK;
        require("http2", onJdk || !http2, "needs http.transport=jdk");
        allowedServiceHosts = List.copyOf(allowedServiceHosts);
    }

    @Nullable
    URI baseAddress() {
        if (baseUri == null) {
            return null;
        }
        try {
            return URI.create(baseUri);
        } catch (IllegalArgumentException malformed) {
            throw new InvalidMonitorPropertyException("base-uri", "is not a valid URI");
        }
    }

    static @Nullable String textOrNull(@Nullable String text) {
        return text == null || text.isBlank() ? null : text.strip();
    }

    private static void requirePositive(String property, Duration time) {
        require(property, !time.isZero() && !time.isNegative(), "must be positive");
    }

    /**
     * HTTP client.
     *
     * @param transport HTTP client that sends the requests: apache (Apache HttpClient 5), or jdk (needs about twice the
     *     processor time)
     */
    record Http(@DefaultValue("apache") Transport transport) {

        enum Transport {
            JDK,
            APACHE
        }
    }

    /**
     * TLS.
     *
     * @param bundle name of the SSL bundle with the trust store, and optionally the key store, of the client; a reloaded
     *     bundle is used at once
     * @param trustCertificate location of a PEM file of certificates that the client trusts instead of those of the JVM,
     *     such as file:/etc/ssl/proxy.pem
     */
    record Ssl(@Nullable String bundle, @Nullable String trustCertificate) {

        Ssl {
            bundle = textOrNull(bundle);
            trustCertificate = textOrNull(trustCertificate);
            require("ssl.trust-certificate", trustCertificate == null || bundle == null, "excludes ssl.bundle");
        }
    }

    /**
     * HTTP proxy.
     *
     * @param host host of the HTTP proxy; defaults to the proxy settings of the JVM
     * @param port port of the HTTP proxy
     * @param username user name for a proxy that requires authentication
     * @param password password for a proxy that requires authentication
     */
    record Proxy(
            @Nullable String host,
            @DefaultValue("8080") Integer port,
            @Nullable String username,
            @Nullable String password) {

        Proxy {
            host = textOrNull(host);
            username = textOrNull(username);
            password = password == null || password.isEmpty() ? null : password;
            require("proxy.port", port >= 1 && port <= 65_535, "must be from 1 to 65535");
            require("proxy.username", username == null || host != null, "needs proxy.host");
        }

        @Override
        public String toString() {
            return "Proxy[host=" + host + ", port=" + port + "]";
        }
    }

    /**
     * Lifetime of sessions.
     *
     * @param idle maximum idle time of a session; the service closes it after 30 minutes
     * @param age maximum age of a session; the service closes it after 6 hours
     */
    record Lifetime(
            @DefaultValue("29m") Duration idle,
            @DefaultValue("355m") Duration age) {

        Lifetime {
            requirePositive("lifetime.idle", idle);
            requirePositive("lifetime.age", age);
        }

        SessionLifetime durations() {
            return new SessionLifetime(idle, age, SessionLifetime.DEFAULT.retention());
        }
    }

    /**
     * Limit of new sessions on this node; calls above the limit wait.
     *
     * @param perSecond maximum number of new sessions per second
     * @param burst maximum number of new sessions at once after an idle period
     */
    record CreationLimit(
            @DefaultValue("50") Integer perSecond,
            @DefaultValue("100") Integer burst) {

        CreationLimit {
            require("creation-limit.per-second", perSecond >= 1, "must be at least 1");
            require("creation-limit.burst", burst >= 1, "must be at least 1");
        }
    }

    /**
     * Retries.
     *
     * @param schedule comma-separated list of delays between attempts; the last one repeats
     * @param maxAttempts maximum number of requests per call, including the first; 1 disables retries
     * @param jitter maximum random addition to a delay as a fraction of it, from 0 to 1
     * @param quick whether a request that was never sent is first retried after a short delay
     * @param longestRetryAfter maximum delay that the service may request; longer ones are shortened to it
     * @param budget whether a shared budget limits the retries of all calls
     * @param circuitBreaker whether a circuit breaker holds calls back while the service is failing
     * @param ambiguousHandshake whether to retry a request that opens a session even if the service may have processed it
     */
    record Retry(
            @DefaultValue({"3s", "10s", "30s", "90s"}) List<Duration> schedule,
            @DefaultValue("5") Integer maxAttempts,
            @DefaultValue("0.2") Double jitter,
            @DefaultValue("true") Boolean quick,
            @DefaultValue("10m") Duration longestRetryAfter,
            @DefaultValue("true") Boolean budget,
            @DefaultValue("true") Boolean circuitBreaker,
            @DefaultValue("false") Boolean ambiguousHandshake) {

        Retry {
            schedule.forEach(pause -> requirePositive("retry.schedule", pause));
            require("retry.max-attempts", maxAttempts >= 1, "must be at least 1");
            require("retry.jitter", jitter >= 0 && jitter <= 1, "must be from 0 to 1");
            requirePositive("retry.longest-retry-after", longestRetryAfter);
            schedule = List.copyOf(schedule);
        }
    }

    /**
     * Logging.
     *
     * @param enabled whether failures are logged
     * @param interval interval in which each kind of failure is logged once, with a count of the suppressed ones
     */
    record Log(
            @DefaultValue("true") Boolean enabled,
            @DefaultValue("60s") Duration interval) {

        Log {
            requirePositive("log.interval", interval);
        }
    }

    /**
     * Metrics.
     *
     * @param enabled whether to register meters if the application has a meter registry
     */
    record Metrics(@DefaultValue("true") Boolean enabled) {}

    /**
     * Observations.
     *
     * @param enabled whether to observe calls if the application has an observation registry
     */
    record Observation(@DefaultValue("true") Boolean enabled) {}
}
