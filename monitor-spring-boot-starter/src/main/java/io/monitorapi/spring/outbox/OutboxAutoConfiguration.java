package io.monitorapi.spring.outbox;

import com.github.kagkarlsson.scheduler.Scheduler;
import com.github.kagkarlsson.scheduler.task.Task;
import io.micrometer.core.instrument.MeterRegistry;
import io.monitorapi.MonitorService;
import io.monitorapi.spring.InvalidMonitorPropertyException;
import io.monitorapi.spring.MonitorClients;
import io.monitorapi.spring.autoconfigure.MonitorAutoConfiguration;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
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
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.context.annotation.ImportRuntimeHints;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.TransactionAwareDataSourceProxy;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.PlatformTransactionManager;

/**
 * Auto-configures a {@link ReportOutbox} when {@code monitor-api.outbox.enabled} is {@code true}, on the application's {@link
 * Scheduler} or on one of its own.
 */
@AutoConfiguration(
        after = MonitorAutoConfiguration.class,
        afterName = {
            "com.github.kagkarlsson.scheduler.boot.autoconfigure.DbSchedulerAutoConfiguration",
            "org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration",
            "org.springframework.boot.jdbc.autoconfigure.DataSourceTransactionManagerAutoConfiguration",
            "org.springframework.boot.hibernate.autoconfigure.HibernateJpaAutoConfiguration",
            "org.springframework.boot.flyway.autoconfigure.FlywayAutoConfiguration",
            "org.springframework.boot.liquibase.autoconfigure.LiquibaseAutoConfiguration"
        })
@ConditionalOnClass({Scheduler.class, JdbcTemplate.class, DataSourceScriptDatabaseInitializer.class})
@ConditionalOnProperty(name = "monitor-api.outbox.enabled", havingValue = "true")
@ConditionalOnMissingBean(ReportOutbox.class)
@EnableConfigurationProperties(OutboxProperties.class)
@Import(DatabaseInitializationDependencyConfigurer.class)
@ImportRuntimeHints(OutboxHints.class)
public final class OutboxAutoConfiguration {

    private static final InstantSource CLOCK = InstantSource.system();

    @Bean("monitorApi-outboxCipher")
    static OutboxCipher monitorOutboxCipher(OutboxProperties properties) {
        return new OutboxCipher(properties.requiredSecrets());
    }

    @Bean("monitorApi-outboxClients")
    static OutboxClients monitorOutboxClients(ObjectProvider<MonitorService> defaultClient, MonitorClients named) {
        return new OutboxClients(defaultClient, named);
    }

    @Bean("monitorApi-outboxTable")
    static OutboxTable monitorOutboxTable(ObjectProvider<DataSource> databases, OutboxProperties properties) {
        return new OutboxTable(database(databases), properties.tableName());
    }

    @Bean("monitorApi-reportTask")
    static Task<byte[]> monitorReportTask(
            OutboxClients clients,
            OutboxCipher cipher,
            OutboxTable table,
            ObjectProvider<ReportOutboxListener> listeners,
            OutboxProperties properties) {
        OutboxEvents events = new OutboxEvents(listeners::orderedStream);
        return OutboxTasks.waiting(
                new ReportDelivery(clients, new EntryCodec(cipher), table, events, properties, CLOCK));
    }

    @Bean("monitorApi-reportEndedTask")
    static Task<byte[]> monitorReportEndedTask() {
        return OutboxTasks.expiring(OutboxTasks.ENDED);
    }

    @Bean("monitorApi-reportKeyTask")
    static Task<byte[]> monitorReportKeyTask() {
        return OutboxTasks.expiring(OutboxTasks.KEY);
    }

    @Bean("monitorApi-reportOutbox")
    static ReportOutbox monitorReportOutbox(
            Scheduler scheduler,
            OutboxClients clients,
            OutboxTable table,
            OutboxCipher cipher,
            ObjectProvider<DataSource> databases,
            ObjectProvider<PlatformTransactionManager> managers,
            OutboxProperties properties) {
        DataSource database = database(databases);
        PlatformTransactionManager manager = managers.getIfAvailable(() -> new JdbcTransactionManager(database));
        return new DbSchedulerReportOutbox(
                OutboxClients.DEFAULT,
                scheduler,
                new OutboxTransaction(database, manager, scheduler),
                clients,
                table,
                new EntryCodec(cipher),
                new RowIds(cipher, CLOCK),
                properties,
                CLOCK);
    }

    @Bean("monitorApi-outboxSchema")
    @ConditionalOnMissingBean(OutboxSchema.class)
    @Conditional(OnInitialization.class)
    static OutboxSchema monitorOutboxSchema(ObjectProvider<DataSource> databases, OutboxProperties properties) {
        return new OutboxSchema(database(databases), properties);
    }

    private static DataSource database(ObjectProvider<DataSource> databases) {
        DataSource database = databases.getIfAvailable();
        if (database == null) {
            throw new InvalidMonitorPropertyException(
                    "outbox.enabled",
                    "is true, but there is no DataSource",
                    "Add spring-boot-starter-jdbc, a driver and spring.datasource.url, or a DataSource bean.");
        }
        return database;
    }

    /** The scheduler of applications that have none. */
    @Configuration(proxyBeanMethods = false)
    @ConditionalOnMissingBean(Scheduler.class)
    static final class OwnScheduler {

        /** Longer than a call of the client may take by default. */
        private static final Duration SHUTDOWN = Duration.ofSeconds(20);

        private static final int MISSED_HEARTBEATS = 4;

        /** Closed by its lifecycle. */
        @Bean(name = "monitorApi-outboxScheduler", destroyMethod = "")
        Scheduler monitorOutboxScheduler(
                ObjectProvider<DataSource> databases, List<Task<byte[]>> tasks, OutboxProperties properties) {
            return Scheduler.create(
                            new TransactionAwareDataSourceProxy(database(databases)), List.<Task<?>>copyOf(tasks))
                    .tableName(properties.tableName())
                    .threads(properties.threads())
                    .pollingInterval(properties.pollingInterval())
                    .heartbeatInterval(properties.heartbeatInterval())
                    .missedHeartbeatsLimit(MISSED_HEARTBEATS)
                    .shutdownMaxWait(SHUTDOWN)
                    .build();
        }

        @Bean("monitorApi-outboxLifecycle")
        SchedulerLifecycle monitorOutboxLifecycle(Scheduler scheduler) {
            return new SchedulerLifecycle(scheduler);
        }
    }

    /** Meters, if there is a registry. */
    @Configuration(proxyBeanMethods = false)
    @ConditionalOnClass(MeterRegistry.class)
    @ConditionalOnProperty(name = "monitor-api.metrics.enabled", matchIfMissing = true)
    static final class Metrics {

        @Bean("monitorApi-outboxMetrics")
        OutboxMetrics monitorOutboxMetrics(ObjectProvider<MeterRegistry> registries, OutboxTable table) {
            return new OutboxMetrics(registries.getIfUnique(), table);
        }
    }

    /** Avoids connecting to detect the platform when the starter does not create the table. */
    static final class OnInitialization extends OnDatabaseInitializationCondition {

        OnInitialization() {
            super("Monitor API outbox", "monitor-api.outbox.initialize-schema");
        }
    }
}
