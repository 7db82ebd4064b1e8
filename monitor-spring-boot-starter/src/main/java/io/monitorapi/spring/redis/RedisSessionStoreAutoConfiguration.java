package io.monitorapi.spring.redis;

import io.monitorapi.port.SessionStore;
import io.monitorapi.spring.InvalidMonitorPropertyException;
import io.monitorapi.spring.SessionProperties;
import io.monitorapi.spring.SessionStoreConnection;
import io.monitorapi.spring.SessionStoreFactory;
import io.monitorapi.spring.autoconfigure.MonitorAutoConfiguration;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.ImportRuntimeHints;
import org.springframework.data.redis.connection.RedisConnectionFactory;

/** Auto-configures the session store in Redis when {@code monitor-api.session.store} is {@code redis}. */
@AutoConfiguration(
        before = MonitorAutoConfiguration.class,
        afterName = "org.springframework.boot.data.redis.autoconfigure.DataRedisAutoConfiguration")
@ConditionalOnClass(RedisConnectionFactory.class)
@ConditionalOnProperty(name = "monitor-api.session.store", havingValue = "redis")
@ConditionalOnMissingBean({SessionStore.class, SessionStoreFactory.class})
@EnableConfigurationProperties({SessionProperties.class, RedisSessionProperties.class})
@ImportRuntimeHints(RedisScriptRuntimeHints.class)
public final class RedisSessionStoreAutoConfiguration {

    @Bean("monitorApi-sessionStoreFactory")
    RedisSessionStoreFactory monitorSessionStoreFactory(
            @SessionStoreConnection ObjectProvider<RedisConnectionFactory> own,
            ObjectProvider<RedisConnectionFactory> any,
            SessionProperties sessions,
            RedisSessionProperties properties) {
        RedisConnectionFactory connections = own.getIfAvailable(any::getIfAvailable);
        if (connections == null) {
            throw new InvalidMonitorPropertyException(
                    "session.store",
                    "is redis, but there is no RedisConnectionFactory",
                    "Add spring-boot-starter-data-redis and spring.data.redis.*, or a RedisConnectionFactory bean.");
        }
        return new RedisSessionStoreFactory(connections, sessions, properties);
    }
}
