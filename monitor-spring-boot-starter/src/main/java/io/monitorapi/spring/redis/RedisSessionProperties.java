package io.monitorapi.spring.redis;

import static io.monitorapi.spring.InvalidMonitorPropertyException.require;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Settings of the session store in Redis.
 *
 * @param timeout maximum time for one Redis command, including connecting
 * @param keyPrefix prefix of all keys
 */
@ConfigurationProperties("monitor-api.session.redis")
record RedisSessionProperties(
        @DefaultValue("250ms") Duration timeout,
        @DefaultValue("monitor-api:session:") String keyPrefix) {

    RedisSessionProperties {
        require("session.redis.timeout", timeout.toMillis() >= 1, "must be at least 1 ms");
        require(
                "session.redis.key-prefix",
                !keyPrefix.contains("{") && !keyPrefix.contains("}"),
                "must not contain braces, which select the cluster node of a key");
    }
}
