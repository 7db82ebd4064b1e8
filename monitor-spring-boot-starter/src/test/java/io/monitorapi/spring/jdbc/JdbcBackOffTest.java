package io.monitorapi.spring.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import io.monitorapi.memory.InMemorySessionStore;
import io.monitorapi.spring.SessionStoreFactory;
import io.monitorapi.spring.autoconfigure.MonitorAutoConfiguration;
import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.ssl.SslAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.boot.sql.init.DatabaseInitializationMode;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/** The beans of the JDBC store back off from those of the application. */
class JdbcBackOffTest {

    private final ApplicationContextRunner application = new ApplicationContextRunner()
            .withConfiguration(AutoConfigurations.of(
                    SslAutoConfiguration.class,
                    DataSourceAutoConfiguration.class,
                    JdbcSessionStoreAutoConfiguration.class,
                    MonitorAutoConfiguration.class))
            .withPropertyValues(
                    "spring.datasource.url=jdbc:h2:mem:" + UUID.randomUUID(),
                    "monitor-api.session.store=jdbc",
                    "monitor-api.session.key-secret=sixteen-letters!");

    @Test
    void theStoreFactoriesBackOff() {
        SessionStoreFactory own = (account, installation) -> new InMemorySessionStore();

        application.withBean("own", SessionStoreFactory.class, () -> own).run(context -> {
            assertThat(context).hasNotFailed().doesNotHaveBean(SessionSchema.class);
            assertThat(context).getBean(SessionStoreFactory.class).isSameAs(own);
        });
    }

    @Test
    void theSchemaInitializerBacksOff() {
        JdbcSessionProperties properties = new JdbcSessionProperties(
                Duration.ofSeconds(1),
                true,
                "monitor_session",
                DatabaseInitializationMode.NEVER,
                "classpath:io/monitorapi/spring/jdbc/schema-h2.sql",
                null,
                Duration.ZERO);
        SessionSchema own = new SessionSchema(new DriverManagerDataSource(), properties);

        application
                .withBean("own", SessionSchema.class, () -> own)
                .run(context -> assertThat(context)
                        .hasNotFailed()
                        .getBean(SessionSchema.class)
                        .isSameAs(own));
    }
}
