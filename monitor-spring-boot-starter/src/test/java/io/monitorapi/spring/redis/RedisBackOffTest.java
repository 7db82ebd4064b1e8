package io.monitorapi.spring.redis;

import static org.assertj.core.api.Assertions.assertThat;

import io.monitorapi.memory.InMemorySessionStore;
import io.monitorapi.spring.SessionStoreFactory;
import io.monitorapi.spring.autoconfigure.MonitorAutoConfiguration;
import org.junit.jupiter.api.Test;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.ssl.SslAutoConfiguration;
import org.springframework.boot.data.redis.autoconfigure.DataRedisAutoConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

/** The beans of the Redis store back off from those of the application. */
class RedisBackOffTest {

    @Test
    void theStoreFactoriesBackOff() {
        SessionStoreFactory own = (account, installation) -> new InMemorySessionStore();

        new ApplicationContextRunner()
                .withConfiguration(AutoConfigurations.of(
                        SslAutoConfiguration.class,
                        DataRedisAutoConfiguration.class,
                        RedisSessionStoreAutoConfiguration.class,
                        MonitorAutoConfiguration.class))
                .withPropertyValues(
                        "monitor-api.session.store=redis", "monitor-api.session.key-secret=sixteen-letters!")
                .withBean("own", SessionStoreFactory.class, () -> own)
                .run(context -> {
                    assertThat(context).hasNotFailed().doesNotHaveBean("monitorApi-sessionStoreFactory");
                    assertThat(context).getBean(SessionStoreFactory.class).isSameAs(own);
                });
    }
}
