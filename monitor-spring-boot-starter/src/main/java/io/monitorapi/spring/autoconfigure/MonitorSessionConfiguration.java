package io.monitorapi.spring.autoconfigure;

import io.monitorapi.memory.InMemorySessionStore;
import io.monitorapi.session.SessionLifetime;
import io.monitorapi.spring.InvalidMonitorPropertyException;
import io.monitorapi.spring.SessionProperties;
import io.monitorapi.spring.SessionStoreFactory;
import java.time.InstantSource;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The in-memory session store, unless the application or an earlier auto-configuration defines another store factory. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(SessionProperties.class)
final class MonitorSessionConfiguration {

    @Bean("monitorApi-sessionStoreFactory")
    @ConditionalOnMissingBean(SessionStoreFactory.class)
    SessionStoreFactory monitorSessionStoreFactory(SessionProperties properties) {
        return switch (properties.store()) {
            case MEMORY -> inMemory(properties);
            case REDIS -> missingLibrary("redis", "Spring Data Redis", "spring-boot-starter-data-redis");
            case JDBC -> missingLibrary("jdbc", "Spring JDBC", "spring-boot-starter-jdbc");
        };
    }

    private static SessionStoreFactory inMemory(SessionProperties properties) {
        SessionLifetime lifetime = new SessionLifetime(
                SessionLifetime.DEFAULT.idle(), SessionLifetime.DEFAULT.age(), properties.visitorRetention());
        return (accountId, appInstallationId) ->
                new InMemorySessionStore(properties.maxVisitors(), lifetime, InstantSource.system());
    }

    /** Fails when a store is created, because an application that defines its own store needs none. */
    private static SessionStoreFactory missingLibrary(String store, String library, String starter) {
        return (accountId, appInstallationId) -> {
            throw new InvalidMonitorPropertyException(
                    "session.store",
                    "is " + store + ", but " + library + " is not on the class path",
                    "Add the dependency " + starter + ", or choose another store.");
        };
    }
}
