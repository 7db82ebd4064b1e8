package io.monitorapi.spring.redis;

import io.monitorapi.spring.InvalidMonitorPropertyException;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Settings of sessions in Redis.
 *
 * @param timeout longest time for one question to Redis, connecting included
 * @param keyPrefix text that all keys begin with
 */
@ConfigurationProperties("monitor-api.session.redis")
record RedisSessionProperties(
        @DefaultValue("250ms") Duration timeout,
        @DefaultValue("monitor-api:session:") String keyPrefix) {

    RedisSessionProperties {
        if (timeout.toMillis() < 1) {
            throw new InvalidMonitorPropertyException("session.redis.timeout", "must be positive");
        }
        if (keyPrefix.contains("{") || keyPrefix.contains("}")) {
            throw new InvalidMonitorPropertyException(
                    "session.redis.key-prefix", "must not have braces: they decide which node of a cluster has a key");
        }
    }
}
