package io.monitorapi.spring.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatException;

import io.monitorapi.memory.InMemorySessionStore;
import io.monitorapi.port.SessionStore;
import io.monitorapi.spring.SessionStoreConnection;
import io.monitorapi.spring.SessionStoreFactory;
import io.monitorapi.spring.autoconfigure.Analyses;
import io.monitorapi.spring.autoconfigure.MonitorAutoConfiguration;
import io.monitorapi.testkit.Samples;
import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.aot.hint.RuntimeHints;
import org.springframework.aot.hint.predicate.RuntimeHintsPredicates;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.ssl.SslAutoConfiguration;
import org.springframework.boot.data.redis.autoconfigure.DataRedisAutoConfiguration;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;
import org.springframework.data.redis.connection.RedisConnectionFactory;

class RedisSessionStoreAutoConfigurationTest {

    private final ApplicationContextRunner application = new ApplicationContextRunner()
            .withConfiguration(AutoConfigurations.of(
                    SslAutoConfiguration.class,
                    DataRedisAutoConfiguration.class,
                    RedisSessionStoreAutoConfiguration.class,
                    MonitorAutoConfiguration.class));

    private final ApplicationContextRunner configured = application.withPropertyValues(
            "monitor-api.session.store=redis", "monitor-api.session.key-secret=sixteen-letters!");

    private final ApplicationContextRunner withoutConnection = new ApplicationContextRunner()
            .withConfiguration(AutoConfigurations.of(
                    SslAutoConfiguration.class,
                    RedisSessionStoreAutoConfiguration.class,
                    MonitorAutoConfiguration.class))
            .withPropertyValues("monitor-api.session.store=redis");

    @Test
    void keepsSessionsInRedis() {
        configured
                .withPropertyValues(
                        "spring.data.redis.port=" + RealRedis.shared().port(), "monitor-api.session.redis.timeout=30s")
                .run(context -> {
                    SessionStore store = context.getBean(SessionStore.class);
                    assertThat(store).isInstanceOf(RedisSessionStore.class);
                    store.forget(Samples.visitor());
                    assertThat(store.replace(Samples.visitor(), 0, Samples.paired(1, 1)))
                            .isTrue();
                    assertThat(store.find(Samples.visitor())).contains(Samples.paired(1, 1));
                });
    }

    @Test
    void keepsTheVisitorsOfAccountsApart() {
        configured
                .withPropertyValues(
                        "spring.data.redis.port=" + RealRedis.shared().port(), "monitor-api.session.redis.timeout=30s")
                .run(context -> {
                    SessionStoreFactory stores = context.getBean(SessionStoreFactory.class);
                    SessionStore one = stores.storeFor("40001234", "7d0a");
                    one.forget(Samples.visitor());
                    one.replace(Samples.visitor(), 0, Samples.paired(1, 1));
                    assertThat(stores.storeFor("40009999", "7d0a").find(Samples.visitor()))
                            .isEmpty();
                    assertThat(stores.storeFor("40001234", "7d0b").find(Samples.visitor()))
                            .isEmpty();
                    assertThat(stores.storeFor("40001234", "7d0a").find(Samples.visitor()))
                            .isPresent();
                });
    }

    @Test
    void connectsToNothingAtTheStart() throws IOException {
        try (TcpProxy proxy = TcpProxy.to(1)) {
            configured
                    .withPropertyValues(
                            "spring.data.redis.port=" + proxy.port(), "monitor-api.session.redis.timeout=3s")
                    .run(context -> {
                        assertThat(context).hasNotFailed().hasSingleBean(SessionStore.class);
                        assertThat(proxy.connections()).isZero();
                        assertThatException()
                                .isThrownBy(() ->
                                        context.getBean(SessionStore.class).find(Samples.visitor()));
                        assertThat(proxy.connections()).isPositive();
                    });
        }
    }

    @Test
    void endsItsThreadsWithTheContext() {
        configured
                .withPropertyValues(
                        "spring.data.redis.port=" + RealRedis.shared().port())
                .run(context -> {
                    SessionStoreFactory stores = context.getBean(SessionStoreFactory.class);
                    assertThat(stores).isInstanceOf(AutoCloseable.class);
                    context.getSourceApplicationContext().close();
                    assertThatException()
                            .isThrownBy(() -> stores.storeFor("a", "b").find(Samples.visitor()))
                            .withMessageContaining("closed");
                });
    }

    @Test
    void needsNoJdbc() {
        configured
                .withClassLoader(new FilteredClassLoader(
                        "org.springframework.jdbc", "org.springframework.boot.jdbc", "org.springframework.boot.sql"))
                .run(context -> assertThat(context).hasNotFailed().hasSingleBean(RedisSessionStore.class));
    }

    @Test
    void isNotChosenByTheClassPath() {
        application.run(context -> assertThat(context)
                .hasSingleBean(InMemorySessionStore.class)
                .doesNotHaveBean(RedisSessionStoreFactory.class));
    }

    @Test
    void usesTheMarkedConnectionFactory() throws IOException {
        try (TcpProxy proxy = TcpProxy.to(RealRedis.shared().port())) {
            configured
                    .withPropertyValues(
                            "spring.data.redis.port=1",
                            "monitor-api.session.redis.timeout=30s",
                            "proxy=" + proxy.port())
                    .withUserConfiguration(SecondRedis.class)
                    .run(context -> {
                        context.getBean(SessionStore.class).find(Samples.visitor());
                        assertThat(proxy.connections()).isPositive();
                    });
        }
    }

    @Test
    void saysThatThereIsNoConnection() {
        withoutConnection.run(context -> {
            FailureAnalysis analysis = Analyses.of(context.getStartupFailure());
            assertThat(analysis.getDescription())
                    .isEqualTo("The Monitor API client cannot be created: monitor-api.session.store is redis,"
                            + " but there is no RedisConnectionFactory.");
            assertThat(analysis.getAction())
                    .isEqualTo("Add spring-boot-starter-data-redis and spring.data.redis.*, or a"
                            + " RedisConnectionFactory bean.");
        });
    }

    @Test
    void saysThatTheSecretIsMissing() {
        application.withPropertyValues("monitor-api.session.store=redis").run(context -> {
            FailureAnalysis analysis = Analyses.of(context.getStartupFailure());
            assertThat(analysis.getDescription())
                    .isEqualTo("The Monitor API client cannot be created: monitor-api.session.key-secret must be set,"
                            + " because visitor keys are stored as keyed hashes only.");
            assertThat(analysis.getAction())
                    .isEqualTo("Set monitor-api.session.key-secret to a random text of at least 16 characters, the same"
                            + " on all nodes.");
        });
    }

    @Test
    void needsNeitherSecretNorConnectionForAStoreOfTheApplication() {
        InMemorySessionStore own = new InMemorySessionStore();
        withoutConnection
                .withBean(SessionStore.class, () -> own)
                .run(context -> assertThat(context).getBean(SessionStore.class).isSameAs(own));
    }

    @ParameterizedTest
    @CsvSource({"monitor-api.session.redis.timeout, 0ms", "monitor-api.session.redis.key-prefix, a{b}"})
    void namesAPropertyThatIsWrong(String property, String value) {
        configured.withPropertyValues(property + "=" + value).run(context -> {
            FailureAnalysis analysis = Analyses.of(context.getStartupFailure());
            assertThat(analysis.getDescription()).contains(property);
            assertThat(analysis.getAction()).contains(property);
        });
    }

    @Test
    void includesItsScriptsInANativeImage() {
        RuntimeHints hints = new RuntimeHints();

        new RedisScriptRuntimeHints().registerHints(hints, getClass().getClassLoader());

        for (String script : new String[] {"claim.lua", "replace.lua", "remove.lua"}) {
            assertThat(RuntimeHintsPredicates.resource().forResource("io/monitorapi/spring/redis/" + script))
                    .accepts(hints);
        }
    }

    @Configuration(proxyBeanMethods = false)
    static class SecondRedis {

        @Bean
        RedisConnectionFactory first() {
            return RealRedis.connectionsTo(1);
        }

        @Bean
        @SessionStoreConnection
        RedisConnectionFactory second(Environment environment) {
            return RealRedis.connectionsTo(environment.getRequiredProperty("proxy", Integer.class));
        }
    }
}
