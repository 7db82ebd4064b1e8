package io.monitorapi.spring;

import static io.monitorapi.spring.InvalidMonitorPropertyException.require;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Settings of the session store, bound from {@code monitor-api.session}. Immutable.
 *
 * @param store session store: memory (this node only), redis or jdbc (shared by all nodes)
 * @param keySecret secret for hashing the visitor keys in redis and jdbc, the same on all nodes, at least 16
 *     characters
 * @param visitorRetention how long a visitor's record is kept after the last response
 * @param maxVisitors maximum number of visitors in the memory of a node
 */
@ConfigurationProperties(SessionProperties.PREFIX)
public record SessionProperties(
        @DefaultValue("memory") Store store,
        @Nullable String keySecret,
        @DefaultValue("30d") Duration visitorRetention,
        @DefaultValue("100000") int maxVisitors) {

    static final String PREFIX = "monitor-api.session";

    private static final int MIN_SECRET_LENGTH = 16;

    /** Validates the values; throws {@link InvalidMonitorPropertyException} naming the property that is invalid. */
    public SessionProperties {
        keySecret = keySecret == null || keySecret.isBlank() ? null : keySecret.strip();
        require(
                "session.key-secret",
                keySecret == null || keySecret.length() >= MIN_SECRET_LENGTH,
                "must have at least " + MIN_SECRET_LENGTH + " characters");
        require("session.visitor-retention", visitorRetention.toMillis() >= 1, "must be at least 1 ms");
        require("session.max-visitors", maxVisitors >= 1, "must be at least 1");
    }

    /**
     * Returns the secret, for stores that require one.
     *
     * @return the secret, at least 16 characters
     * @throws InvalidMonitorPropertyException if there is none
     */
    public String requiredKeySecret() {
        if (keySecret == null) {
            throw new InvalidMonitorPropertyException(
                    "session.key-secret",
                    "must be set, because visitor keys are stored as keyed hashes only",
                    "Set monitor-api.session.key-secret to a random text of at least " + MIN_SECRET_LENGTH
                            + " characters, the same on all nodes.");
        }
        return keySecret;
    }

    /** Omits the secret. */
    @Override
    public String toString() {
        return "SessionProperties[store=" + store + ", visitorRetention=" + visitorRetention + ", maxVisitors="
                + maxVisitors + "]";
    }

    /** The session stores that the starter provides. */
    public enum Store {
        /** The memory of this node. */
        MEMORY,
        /** A Redis shared by all nodes. */
        REDIS,
        /** A database shared by all nodes. */
        JDBC
    }
}
