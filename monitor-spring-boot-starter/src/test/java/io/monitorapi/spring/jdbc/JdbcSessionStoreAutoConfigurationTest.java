package io.monitorapi.spring.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatException;

import io.monitorapi.memory.InMemorySessionStore;
import io.monitorapi.port.SessionStore;
import io.monitorapi.spring.SessionStoreConnection;
import io.monitorapi.spring.SessionStoreFactory;
import io.monitorapi.spring.autoconfigure.Analyses;
import io.monitorapi.spring.autoconfigure.MonitorAutoConfiguration;
import io.monitorapi.testkit.Samples;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.aot.hint.RuntimeHints;
import org.springframework.aot.hint.predicate.RuntimeHintsPredicates;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.ssl.SslAutoConfiguration;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Primary;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DelegatingDataSource;

class JdbcSessionStoreAutoConfigurationTest {

    private final String url = "jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1";

    private final ApplicationContextRunner application = new ApplicationContextRunner()
            .withConfiguration(AutoConfigurations.of(
                    SslAutoConfiguration.class,
                    DataSourceAutoConfiguration.class,
                    JdbcSessionStoreAutoConfiguration.class,
                    MonitorAutoConfiguration.class))
            .withPropertyValues("spring.datasource.url=" + url);

    private final ApplicationContextRunner configured = application.withPropertyValues(
            "monitor-api.session.store=jdbc",
            "monitor-api.session.jdbc.timeout=30s",
            "monitor-api.session.key-secret=sixteen-letters!");

    private final ApplicationContextRunner withoutConnection = new ApplicationContextRunner()
            .withConfiguration(AutoConfigurations.of(
                    SslAutoConfiguration.class,
                    JdbcSessionStoreAutoConfiguration.class,
                    MonitorAutoConfiguration.class))
            .withPropertyValues("monitor-api.session.store=jdbc");

    @Test
    void keepsSessionsInAnEmbeddedDatabaseThatItSetsUp() {
        configured.run(context -> {
            SessionStore store = context.getBean(SessionStore.class);
            assertThat(store).isInstanceOf(JdbcSessionStore.class);
            assertThat(store.replace(Samples.visitor(), 0, Samples.paired(1, 1)))
                    .isTrue();
            assertThat(store.find(Samples.visitor())).contains(Samples.paired(1, 1));
        });
    }

    @Test
    void keepsTheVisitorsOfAccountsApart() {
        configured.run(context -> {
            SessionStoreFactory stores = context.getBean(SessionStoreFactory.class);
            stores.storeFor("40001234", "7d0a").replace(Samples.visitor(), 0, Samples.paired(1, 1));
            assertThat(stores.storeFor("40009999", "7d0a").find(Samples.visitor()))
                    .isEmpty();
            assertThat(stores.storeFor("40001234", "7d0a").find(Samples.visitor()))
                    .isPresent();
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"chat_sessions", "brand.chat_sessions"})
    void usesTheConfiguredTableName(String table) {
        new JdbcTemplate(database(url)).execute("CREATE SCHEMA IF NOT EXISTS brand");
        configured
                .withPropertyValues("monitor-api.session.jdbc.table-name=" + table)
                .run(context -> {
                    context.getBean(SessionStore.class).replace(Samples.visitor(), 0, Samples.paired(1, 1));
                    assertThat(new JdbcTemplate(context.getBean(DataSource.class))
                                    .queryForObject("SELECT COUNT(*) FROM " + table, Integer.class))
                            .isEqualTo(1);
                });
    }

    @Test
    void doesNotConnectAtTheStartWithoutSchemaInitialization() {
        Counting database = new Counting(database(url));
        configured
                .withPropertyValues("monitor-api.session.jdbc.initialize-schema=never")
                .withBean(DataSource.class, () -> database)
                .run(context -> {
                    assertThat(context).hasNotFailed().doesNotHaveBean(SessionSchema.class);
                    assertThat(database.connections).hasValue(0);
                    assertThatException()
                            .isThrownBy(
                                    () -> context.getBean(SessionStore.class).find(Samples.visitor()))
                            .withRootCauseInstanceOf(SQLException.class)
                            .havingRootCause()
                            .withMessageContaining("not found");
                    assertThat(database.connections)
                            .as("for the dialect, the clock and the record")
                            .hasValue(3);
                });
    }

    @Test
    void dependsOnDatabaseInitialization() {
        configured.run(context -> assertThat(context.getSourceApplicationContext()
                        .getBeanFactory()
                        .getBeanDefinition("monitorApi-sessionStoreFactory")
                        .getDependsOn())
                .contains("monitorApi-sessionSchema"));
    }

    @Test
    void deletesExpiredRowsFromTimeToTime() {
        configured
                .withPropertyValues(
                        "monitor-api.session.jdbc.cleanup-interval=20ms", "monitor-api.session.visitor-retention=1ms")
                .run(context -> {
                    context.getBean(SessionStore.class).replace(Samples.visitor(), 0, Samples.paired(1, 1));
                    JdbcTemplate jdbc = new JdbcTemplate(context.getBean(DataSource.class));
                    while (jdbc.queryForObject("SELECT COUNT(*) FROM monitor_session", Integer.class) > 0) {
                        Thread.onSpinWait();
                    }
                });
    }

    @Test
    void endsItsThreadsWithTheContext() {
        configured
                .withPropertyValues("monitor-api.session.jdbc.cleanup-interval=1ms")
                .run(context -> {
                    SessionStoreFactory stores = context.getBean(SessionStoreFactory.class);
                    context.getSourceApplicationContext().close();
                    assertThatException()
                            .isThrownBy(() -> stores.storeFor("a", "b").find(Samples.visitor()))
                            .withMessageContaining("closed");
                });
    }

    @Test
    void needsNoRedis() {
        configured
                .withClassLoader(new FilteredClassLoader("org.springframework.data", "io.lettuce"))
                .run(context -> assertThat(context).hasNotFailed().hasSingleBean(JdbcSessionStore.class));
    }

    @Test
    void isNotChosenByTheClassPath() {
        application.run(context -> assertThat(context)
                .hasSingleBean(InMemorySessionStore.class)
                .doesNotHaveBean(JdbcSessionStoreFactory.class)
                .doesNotHaveBean(SessionSchema.class));
    }

    @Test
    void usesTheMarkedDataSource() {
        configured.withUserConfiguration(SecondDatabase.class).run(context -> {
            context.getBean(SessionStore.class).find(Samples.visitor());
            assertThat(context.getBean("first", Counting.class).connections).hasValue(0);
            assertThat(context.getBean("second", Counting.class).connections).hasPositiveValue();
        });
    }

    @Test
    void saysThatThereIsNoDatabase() {
        withoutConnection.run(context -> {
            FailureAnalysis analysis = Analyses.of(context.getStartupFailure());
            assertThat(analysis.getDescription())
                    .isEqualTo("The Monitor API client cannot be created: monitor-api.session.store is jdbc,"
                            + " but there is no DataSource.");
            assertThat(analysis.getAction())
                    .isEqualTo(
                            "Add spring-boot-starter-jdbc, a driver and spring.datasource.url, or a DataSource bean.");
        });
    }

    @Test
    void saysThatTheSecretIsMissing() {
        application
                .withPropertyValues("monitor-api.session.store=jdbc")
                .run(context -> assertThat(
                                Analyses.of(context.getStartupFailure()).getDescription())
                        .contains("monitor-api.session.key-secret must be set"));
    }

    @Test
    void needsNeitherSecretNorDatabaseForAStoreOfTheApplication() {
        InMemorySessionStore own = new InMemorySessionStore();
        withoutConnection
                .withBean(SessionStore.class, () -> own)
                .run(context -> assertThat(context).getBean(SessionStore.class).isSameAs(own));
    }

    @ParameterizedTest
    @CsvSource({
        "monitor-api.session.jdbc.timeout, 0ms",
        "monitor-api.session.jdbc.table-name, monitor_session; DROP TABLE users",
        "monitor-api.session.jdbc.table-name, a.b.c",
        "monitor-api.session.jdbc.cleanup-interval, -1s"
    })
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

        new SessionSchemaRuntimeHints().registerHints(hints, getClass().getClassLoader());

        assertThat(RuntimeHintsPredicates.resource().forResource("io/monitorapi/spring/jdbc/schema-postgresql.sql"))
                .accepts(hints);
    }

    private static DataSource database(String url) {
        JdbcDataSource database = new JdbcDataSource();
        database.setUrl(url);
        database.setUser("sa");
        return database;
    }

    private static final class Counting extends DelegatingDataSource {

        private final AtomicInteger connections = new AtomicInteger();

        Counting(DataSource database) {
            super(database);
        }

        @Override
        public Connection getConnection() throws SQLException {
            connections.incrementAndGet();
            return super.getConnection();
        }
    }

    @Configuration(proxyBeanMethods = false)
    static class SecondDatabase {

        @Bean
        @Primary
        Counting first() {
            return new Counting(H2.database("first"));
        }

        @Bean
        @SessionStoreConnection
        Counting second() {
            return new Counting(H2.database("second"));
        }
    }
}
