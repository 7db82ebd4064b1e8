package io.monitorapi.spring.jdbc;

import io.monitorapi.port.SessionStore;
import io.monitorapi.spring.InvalidMonitorPropertyException;
import io.monitorapi.spring.SessionProperties;
import io.monitorapi.spring.SessionStoreConnection;
import io.monitorapi.spring.SessionStoreFactory;
import io.monitorapi.spring.autoconfigure.MonitorAutoConfiguration;
import javax.sql.DataSource;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.jdbc.init.DataSourceScriptDatabaseInitializer;
import org.springframework.boot.sql.autoconfigure.init.OnDatabaseInitializationCondition;
import org.springframework.boot.sql.init.dependency.DatabaseInitializationDependencyConfigurer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Conditional;
import org.springframework.context.annotation.Import;
import org.springframework.context.annotation.ImportRuntimeHints;
import org.springframework.jdbc.core.JdbcTemplate;

/** Auto-configures the session store in a database when {@code monitor-api.session.store} is {@code jdbc}. */
@AutoConfiguration(
        before = MonitorAutoConfiguration.class,
        afterName = {
            "org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration",
            "org.springframework.boot.flyway.autoconfigure.FlywayAutoConfiguration",
            "org.springframework.boot.liquibase.autoconfigure.LiquibaseAutoConfiguration"
        })
@ConditionalOnClass({JdbcTemplate.class, DataSourceScriptDatabaseInitializer.class})
@ConditionalOnProperty(name = "monitor-api.session.store", havingValue = "jdbc")
@ConditionalOnMissingBean({SessionStore.class, SessionStoreFactory.class})
@EnableConfigurationProperties({SessionProperties.class, JdbcSessionProperties.class})
@Import(DatabaseInitializationDependencyConfigurer.class)
@ImportRuntimeHints(SessionSchemaRuntimeHints.class)
public final class JdbcSessionStoreAutoConfiguration {

    @Bean("monitorApi-sessionStoreFactory")
    JdbcSessionStoreFactory monitorSessionStoreFactory(
            @SessionStoreConnection ObjectProvider<DataSource> own,
            ObjectProvider<DataSource> any,
            SessionProperties sessions,
            JdbcSessionProperties properties) {
        DataSource database = database(own, any);
        boolean isShared = properties.ownPool() && own.getIfAvailable() == null;
        return new JdbcSessionStoreFactory(
                isShared ? SessionConnectionPool.like(database, properties.timeout()) : database, sessions, properties);
    }

    @Bean("monitorApi-sessionSchema")
    @ConditionalOnMissingBean(SessionSchema.class)
    @Conditional(OnInitialization.class)
    SessionSchema monitorSessionSchema(
            @SessionStoreConnection ObjectProvider<DataSource> own,
            ObjectProvider<DataSource> any,
            JdbcSessionProperties properties) {
        return new SessionSchema(database(own, any), properties);
    }

    private static DataSource database(ObjectProvider<DataSource> own, ObjectProvider<DataSource> any) {
        DataSource database = own.getIfAvailable(any::getIfAvailable);
        if (database == null) {
            throw new InvalidMonitorPropertyException(
                    "session.store",
                    "is jdbc, but there is no DataSource",
                    "Add spring-boot-starter-jdbc, a driver and spring.datasource.url, or a DataSource bean.");
        }
        return database;
    }

    /** Avoids connecting to detect the platform when the starter does not create the table. */
    static final class OnInitialization extends OnDatabaseInitializationCondition {

        OnInitialization() {
            super("Monitor API sessions", "monitor-api.session.jdbc.initialize-schema");
        }
    }
}
