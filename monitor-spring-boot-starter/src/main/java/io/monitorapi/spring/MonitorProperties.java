package io.monitorapi.spring;

import io.monitorapi.http.ReportMethod;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Settings of the client; checked here, as Bean Validation is silently off without its jars.
 *
 * @param accountId account id of the brand; without it there is no client
 * @param appInstallationId id of the app installation ("App key" of the conversation source)
 * @param baseUri https address of the service; looked up in the Domain API when it is not set
 * @param onBehalf whether calls are made on behalf of the consumer, so that the service does not take this server's
 *     address for the consumer's
 * @param reportMethod how reports are sent: put, or post-with-override where no PUT can pass
 * @param connectTimeout longest time for connecting, TLS included
 * @param attemptLimit longest time for one request
 * @param deadline longest time for a whole call, waiting and retries included
 * @param maxInFlight most requests under way at the same time
 * @param maxWaiting most calls that wait for their turn; 0 refuses them at once
 * @param ssl trust
 * @param retry repetition of failed requests
 */
@ConfigurationProperties(MonitorProperties.PREFIX)
record MonitorProperties(
        @Nullable String accountId,
        @Nullable String appInstallationId,
        @Nullable String baseUri,
        @Nullable Boolean onBehalf,
        @DefaultValue("put") ReportMethod reportMethod,
        @DefaultValue("2s") Duration connectTimeout,
        @DefaultValue("5s") Duration attemptLimit,
        @DefaultValue("15s") Duration deadline,
        @DefaultValue("64") int maxInFlight,
        @DefaultValue("1000") int maxWaiting,
        @DefaultValue Ssl ssl,
        @DefaultValue Retry retry) {

    static final String PREFIX = "monitor-api";

    MonitorProperties {
        requirePositive("connect-timeout", connectTimeout);
        requirePositive("attempt-limit", attemptLimit);
        requirePositive("deadline", deadline);
        require(maxInFlight >= 1, "max-in-flight", "must be at least 1");
        require(maxWaiting >= 0, "max-waiting", "must be at least 0");
        baseUri = textOrNull(baseUri);
        require(baseUri == null || baseUri.startsWith("https://"), "base-uri", "must begin with https://");
    }

    @Nullable
    URI baseAddress() {
        if (baseUri == null) {
            return null;
        }
        try {
            return URI.create(baseUri);
        } catch (IllegalArgumentException malformed) {
            throw new InvalidMonitorProperty("base-uri", "is not an address");
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
            throw new InvalidMonitorProperty(property, rule);
        }
    }

    /**
     * Trust.
     *
     * @param bundle name of the SSL bundle whose trust store, and key store if it has one, the client uses
     */
    record Ssl(@Nullable String bundle) {

        Ssl {
            bundle = textOrNull(bundle);
        }
    }

    /**
     * Repetition of failed requests.
     *
     * @param schedule comma-separated list of pauses between attempts
     * @param maxAttempts most requests for one call, the first one included; 1 turns repetition off
     * @param jitter share of a pause that is added to it at random at the most, from 0 to 1
     * @param ambiguousHandshake whether a request that opens a session is repeated although it may have been processed
     */
    record Retry(
            @DefaultValue({"3s", "10s", "30s", "90s"}) List<Duration> schedule,
            @DefaultValue("5") int maxAttempts,
            @DefaultValue("0.2") double jitter,
            @DefaultValue("false") boolean ambiguousHandshake) {

        Retry {
            require(!schedule.isEmpty(), "retry.schedule", "must have at least one pause");
            schedule.forEach(pause -> requirePositive("retry.schedule", pause));
            require(maxAttempts >= 1, "retry.max-attempts", "must be at least 1");
            require(jitter >= 0 && jitter <= 1, "retry.jitter", "must be from 0 to 1");
        }
    }
}
