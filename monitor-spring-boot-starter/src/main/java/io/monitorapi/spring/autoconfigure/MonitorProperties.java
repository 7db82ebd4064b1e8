package io.monitorapi.spring.autoconfigure;

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
 * Settings of the client; checked here, as Bean Validation is silently off without its jars. Blank is the same as not set.
 *
 * @param accountId account id of the brand; without it there is no client
 * @param appInstallationId id of the app installation ("App key" of the conversation source), required with an account
 * @param baseUri https address of the service; looked up in the Domain API when it is not set
 * @param domainFrontHost host, or host:port, that answers for the Domain API
 * @param allowedServiceHosts comma-separated list of hosts, each as host:port, that the Domain API may name beside the
 *     vendor's own
 * @param apiVersion version of the Monitoring API
 * @param onBehalf whether calls are made on behalf of the consumer, so that the service does not take this server's
 *     address for the consumer's; not sent when it is not set, and every back end should decide it
 * @param reportMethod how reports are sent: put, or post-with-override where no PUT can pass
 * @param userAgentSuffix name, or name/version, that is added to the User-Agent header
 * @param connectTimeout longest time for connecting, TLS included
 * @param attemptLimit longest time for one request
 * @param deadline longest time for a whole call, waiting and retries included
 * @param closeGrace how long calls under way may go on when the application ends; 0 ends them at once
 * @param maxInFlight most requests under way at the same time
 * @param maxWaiting most calls that wait for their turn; 0 refuses them at once
 * @param nearCache how long this node uses what a shared session store said without asking it again; 0 to ask each time
 * @param creationLimit sessions that this node may open
 * @param maxAnswerSize largest body of an answer that is read
 * @param http2 whether HTTP/2 is used where the service has it; only with the JDK's client
 * @param http what carries the requests
 * @param ssl trust
 * @param proxy the way out
 * @param lifetime how long sessions are used
 * @param retry repetition of failed requests
 * @param log what is logged
 * @param metrics what is counted
 * @param observation what is observed
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
        @DefaultValue("256KB") DataSize maxAnswerSize,
        @DefaultValue("false") Boolean http2,
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
        require(baseUri == null || baseUri.startsWith("https://"), "base-uri", "must begin with https://");
        requirePositive("connect-timeout", connectTimeout);
        requirePositive("attempt-limit", attemptLimit);
        requirePositive("deadline", deadline);
        require(!closeGrace.isNegative(), "close-grace", "must not be negative");
        require(maxInFlight >= 1, "max-in-flight", "must be at least 1");
        require(maxWaiting >= 0, "max-waiting", "must be at least 0");
        require(!nearCache.isNegative(), "near-cache", "must not be negative");
        long answer = maxAnswerSize.toBytes();
        require(answer >= 1 && answer <= Integer.MAX_VALUE, "max-answer-size", "must be from 1B to 2047MB");
        boolean onJdk = http.transport() == Http.Transport.JDK;
        require(onJdk || !http2, "http2", "needs http.transport=jdk");
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
            throw new InvalidMonitorPropertyException("base-uri", "is not an address");
        }
    }

    static @Nullable String textOrNull(@Nullable String text) {
        return text == null || text.isBlank() ? null : text.strip();
    }

    private static void requirePositive(String property, Duration time) {
        require(!time.isZero() && !time.isNegative(), property, "must be positive");
    }

    private static void require(boolean holds, String property, String rule) {
        if (!holds) {
            throw new InvalidMonitorPropertyException(property, rule);
        }
    }

    /**
     * What carries the requests.
     *
     * @param transport the HTTP client: apache for Apache HttpClient 5, jdk for the JDK's, at twice the processor time
     */
    record Http(@DefaultValue("apache") Transport transport) {

        enum Transport {
            JDK,
            APACHE
        }
    }

    /**
     * Trust.
     *
     * @param bundle name of the SSL bundle whose trust store, and key store if it has one, the client uses; a reload of the
     *     bundle takes effect at once
     */
    record Ssl(@Nullable String bundle) {

        Ssl {
            bundle = textOrNull(bundle);
        }
    }

    /**
     * The way out.
     *
     * @param host host of the HTTP proxy; the JVM's own proxies are used when it is not set
     * @param port port of the HTTP proxy
     * @param username user name that is given to the proxy when it asks for one
     * @param password password that is given to the proxy when it asks for one
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
            require(port >= 1 && port <= 65_535, "proxy.port", "must be from 1 to 65535");
            require(username == null || host != null, "proxy.username", "needs proxy.host");
        }

        @Override
        public String toString() {
            return "Proxy[host=" + host + ", port=" + port + "]";
        }
    }

    /**
     * How long sessions are used.
     *
     * @param idle longest time between two answers of a session; the service ends it after 30 minutes
     * @param age longest life of a session; the service ends it after 6 hours
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
     * Sessions that this node may open; more wait for their turn.
     *
     * @param perSecond most new sessions in a second
     * @param burst most new sessions at once after a quiet time
     */
    record CreationLimit(
            @DefaultValue("50") Integer perSecond,
            @DefaultValue("100") Integer burst) {

        CreationLimit {
            require(perSecond >= 1, "creation-limit.per-second", "must be at least 1");
            require(burst >= 1, "creation-limit.burst", "must be at least 1");
        }
    }

    /**
     * Repetition of failed requests.
     *
     * @param schedule comma-separated list of pauses between attempts; the last one is used again
     * @param maxAttempts most requests for one call, the first one included; 1 turns repetition off
     * @param jitter share of a pause that is added to it at random at the most, from 0 to 1
     * @param quick whether a request that never left is first repeated after a short pause
     * @param longestRetryAfter longest pause that the service may ask for; longer ones count as this one
     * @param budget whether the retries of all calls together are bounded
     * @param circuitBreaker whether calls are kept back while the service is known to be in trouble
     * @param ambiguousHandshake whether a request that opens a session is repeated although it may have been processed
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
            require(maxAttempts >= 1, "retry.max-attempts", "must be at least 1");
            require(jitter >= 0 && jitter <= 1, "retry.jitter", "must be from 0 to 1");
            requirePositive("retry.longest-retry-after", longestRetryAfter);
            schedule = List.copyOf(schedule);
        }
    }

    /**
     * What is logged.
     *
     * @param enabled whether failures are logged
     * @param interval time in which the same kind of failure is logged once, with a count of the others
     */
    record Log(
            @DefaultValue("true") Boolean enabled,
            @DefaultValue("60s") Duration interval) {

        Log {
            requirePositive("log.interval", interval);
        }
    }

    /**
     * What is counted.
     *
     * @param enabled whether meters are registered when the application has a meter registry
     */
    record Metrics(@DefaultValue("true") Boolean enabled) {}

    /**
     * What is observed.
     *
     * @param enabled whether calls are observed when the application has an observation registry
     */
    record Observation(@DefaultValue("true") Boolean enabled) {}
}
