package io.monitorapi.spring.autoconfigure;

import static org.assertj.core.api.Assertions.assertThat;

import io.monitorapi.memory.InMemorySessionStore;
import io.monitorapi.port.SessionStore;
import io.monitorapi.session.Visitor;
import io.monitorapi.spring.SessionProperties;
import io.monitorapi.spring.SessionStoreFactory;
import io.monitorapi.testkit.Samples;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.ssl.SslAutoConfiguration;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

class MonitorSessionConfigurationTest {

    private final ApplicationContextRunner application = new ApplicationContextRunner()
            .withConfiguration(AutoConfigurations.of(SslAutoConfiguration.class, MonitorAutoConfiguration.class));

    @Test
    void keepsSessionsInMemory() {
        application.run(context -> assertThat(context).hasSingleBean(InMemorySessionStore.class));
    }

    @Test
    void keepsNoMoreVisitorsThanItMay() {
        application.withPropertyValues("monitor-api.session.max-visitors=3").run(context -> {
            InMemorySessionStore store = context.getBean(InMemorySessionStore.class);
            for (int i = 0; i < 10; i++) {
                store.replace(Visitor.of("v" + i), 0, Samples.paired(i, 1));
            }
            assertThat(store.size()).isEqualTo(3);
        });
    }

    @Test
    void forgetsVisitorsAfterTheRetention() {
        application
                .withPropertyValues("monitor-api.session.visitor-retention=1d")
                .run(context -> {
                    SessionStore store = context.getBean(SessionStore.class);
                    store.replace(Samples.visitor(), 0, Samples.paired(1, 1)); // last used in January 2026
                    assertThat(store.find(Samples.visitor())).isEmpty();
                });
    }

    @Test
    void backsOffFromAFactoryOfTheApplication() {
        InMemorySessionStore own = new InMemorySessionStore();
        application
                .withPropertyValues("monitor-api.session.store=redis")
                .withBean(SessionStoreFactory.class, () -> (accountId, appInstallationId) -> own)
                .run(context -> assertThat(context).getBean(SessionStore.class).isSameAs(own));
    }

    @Test
    void aStoreOfTheApplicationAlwaysWins() {
        InMemorySessionStore own = new InMemorySessionStore();
        application
                .withPropertyValues("monitor-api.session.store=jdbc")
                .withBean(SessionStore.class, () -> own)
                .run(context -> assertThat(context).getBean(SessionStore.class).isSameAs(own));
    }

    @ParameterizedTest
    @CsvSource({
        "redis, Spring Data Redis, spring-boot-starter-data-redis",
        "jdbc, Spring JDBC, spring-boot-starter-jdbc"
    })
    void saysWhichLibraryIsMissing(String store, String library, String starter) {
        application
                .withClassLoader(new FilteredClassLoader("org.springframework.data.redis", "org.springframework.jdbc"))
                .withPropertyValues("monitor-api.session.store=" + store)
                .run(context -> {
                    FailureAnalysis analysis = Analyses.of(context.getStartupFailure());
                    assertThat(analysis.getDescription())
                            .isEqualTo("The Monitor API client cannot be created: monitor-api.session.store is " + store
                                    + ", but " + library + " is not on the class path.");
                    assertThat(analysis.getAction())
                            .isEqualTo("Add the dependency " + starter + ", or choose another store.");
                });
    }

    @Test
    void needsNeitherLibraryOtherwise() {
        application
                .withClassLoader(new FilteredClassLoader(
                        "org.springframework.data.redis",
                        "org.springframework.jdbc",
                        "org.springframework.boot.jdbc",
                        "org.springframework.boot.sql",
                        "org.springframework.transaction",
                        "org.springframework.dao",
                        "io.lettuce"))
                .run(context -> assertThat(context).hasNotFailed().hasSingleBean(InMemorySessionStore.class));
    }

    @ParameterizedTest
    @CsvSource({
        "monitor-api.session.key-secret, too-short",
        "monitor-api.session.visitor-retention, 0s",
        "monitor-api.session.max-visitors, 0"
    })
    void namesAPropertyThatIsWrong(String property, String value) {
        application.withPropertyValues(property + "=" + value).run(context -> {
            FailureAnalysis analysis = Analyses.of(context.getStartupFailure());
            assertThat(analysis.getDescription()).contains(property).doesNotContain("too-short");
            assertThat(analysis.getAction()).contains(property);
        });
    }

    /** Spring Boot's own analysis of an invalid value lists the valid ones. */
    @Test
    void refusesAnUnknownStore() {
        application.withPropertyValues("monitor-api.session.store=cassandra").run(context -> {
            FailureAnalysis analysis = Analyses.of(context.getStartupFailure());
            assertThat(analysis.getDescription())
                    .contains("Property: monitor-api.session.store", "Value: \"cassandra\"");
            assertThat(analysis.getAction()).contains("JDBC", "MEMORY", "REDIS");
        });
    }

    @Test
    void doesNotShowTheSecret() {
        application
                .withPropertyValues("monitor-api.session.key-secret=canary-canary-canary")
                .run(context -> assertThat(
                                context.getBean(SessionProperties.class).toString())
                        .doesNotContain("canary"));
    }
}
