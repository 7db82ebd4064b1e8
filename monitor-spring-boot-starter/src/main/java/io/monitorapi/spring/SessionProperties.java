package io.monitorapi.spring;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Where sessions are kept, as {@code monitor-api.session} says. Immutable.
 *
 * @param store store of the sessions: memory (of this node alone), redis or jdbc (of all nodes)
 * @param keySecret secret that the keys of visitors are hashed with in redis and jdbc, the same on all nodes; at least 16
 *     characters
 * @param visitorRetention how long a visitor is remembered after the last answer
 * @param maxVisitors most visitors that the memory of a node keeps
 */
@ConfigurationProperties(SessionProperties.PREFIX)
public record SessionProperties(
        @DefaultValue("memory") Store store,
        @Nullable String keySecret,
        @DefaultValue("30d") Duration visitorRetention,
        @DefaultValue("100000") int maxVisitors) {

    static final String PREFIX = "monitor-api.session";

    private static final int SHORTEST_SECRET = 16;

    /** Checks the values; throws {@link InvalidMonitorPropertyException} naming the one that cannot be used. */
    public SessionProperties {
        keySecret = keySecret == null || keySecret.isBlank() ? null : keySecret;
        if (keySecret != null && keySecret.length() < SHORTEST_SECRET) {
            throw new InvalidMonitorPropertyException(
                    "session.key-secret", "must have at least " + SHORTEST_SECRET + " characters");
        }
        if (visitorRetention.toMillis() < 1) {
            throw new InvalidMonitorPropertyException("session.visitor-retention", "must be positive");
        }
        if (maxVisitors < 1) {
            throw new InvalidMonitorPropertyException("session.max-visitors", "must be at least 1");
        }
    }

    /**
     * Tells the secret of a store that cannot do without.
     *
     * @return the secret, at least 16 characters
     * @throws InvalidMonitorPropertyException if there is none
     */
    public String requiredKeySecret() {
        if (keySecret == null) {
            throw new InvalidMonitorPropertyException(
                    "session.key-secret",
                    "must be set, as keys of visitors are not stored as they are",
                    "Set monitor-api.session.key-secret to a random text of at least " + SHORTEST_SECRET
                            + " characters, the same on all nodes.");
        }
        return keySecret;
    }

    /** Leaves the secret out. */
    @Override
    public String toString() {
        return "SessionProperties[store=" + store + ", visitorRetention=" + visitorRetention + ", maxVisitors="
                + maxVisitors + "]";
    }

    /** The stores that come with the starter. */
    public enum Store {
        /** This node's memory. */
        MEMORY,
        /** A Redis that all nodes share. */
        REDIS,
        /** A database that all nodes share. */
        JDBC
    }
}
