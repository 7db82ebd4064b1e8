package io.monitorapi.spring.outbox;

import static io.monitorapi.spring.outbox.Eventually.eventually;
import static io.monitorapi.spring.outbox.OutboxApplication.order;
import static io.monitorapi.spring.outbox.OutboxApplication.orders;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.github.kagkarlsson.scheduler.Scheduler;
import com.github.kagkarlsson.scheduler.task.Task;
import io.monitorapi.MonitorService;
import io.monitorapi.error.Reason;
import io.monitorapi.session.Visitor;
import io.monitorapi.spring.InvalidMonitorPropertyException;
import io.monitorapi.spring.MonitorClients;
import io.monitorapi.testing.FakeMonitorService;
import java.util.List;
import java.util.Set;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.springframework.boot.sql.init.dependency.DependsOnDatabaseInitialization;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.datasource.TransactionAwareDataSourceProxy;

/** When there is an outbox, and whose scheduler and client it uses. */
class OutboxAutoConfigurationTest {

    private final FakeMonitorService service = new FakeMonitorService();
    private final DataSource database = OutboxDatabases.h2();

    @Test
    void thereIsNoOutboxUnlessItIsEnabled() {
        OutboxApplication.on(database, service)
                .withPropertyValues("monitor-api.outbox.enabled=false")
                .run(context -> assertThat(context)
                        .hasNotFailed()
                        .doesNotHaveBean(ReportOutbox.class)
                        .doesNotHaveBean(Scheduler.class));
    }

    @Test
    void startsWithoutDbScheduler() {
        OutboxApplication.on(database, service)
                .withClassLoader(new FilteredClassLoader("com.github.kagkarlsson"))
                .withPropertyValues("monitor-api.outbox.enabled=false")
                .run(context -> assertThat(context).hasNotFailed());
    }

    @Test
    void doesNotStartWithoutASecret() {
        OutboxApplication.withoutSecret(database)
                .run(context -> assertThat(context.getStartupFailure())
                        .rootCause()
                        .isInstanceOf(InvalidMonitorPropertyException.class)
                        .hasMessageStartingWith("monitor-api.outbox.secret must be set"));
    }

    @Test
    void doesNotStartWithAShortSecret() {
        OutboxApplication.withoutSecret(database)
                .withPropertyValues("monitor-api.outbox.secret=" + OutboxApplication.SECRET + ",short")
                .run(context -> assertThat(context.getStartupFailure())
                        .rootCause()
                        .isInstanceOf(InvalidMonitorPropertyException.class)
                        .hasMessageNotContaining("short,")
                        .hasMessageStartingWith("monitor-api.outbox.secret must have secrets of at least 16"));
    }

    @Test
    void usesTheSchedulerOfTheApplication() {
        OutboxApplication.on(database, service)
                .withUserConfiguration(OwnScheduler.class)
                .run(context -> {
                    assertThat(context).hasSingleBean(Scheduler.class).hasBean("applicationScheduler");
                    context.getBean(ReportOutbox.class).submit(Visitor.of("1"), order("1"));

                    eventually(() -> assertThat(orders(service)).containsExactly("1"));
                });
    }

    @Test
    void theNamedClientDeliversTheReportsOfItsOutbox() {
        FakeMonitorService nl = new FakeMonitorService();
        OutboxApplication.on(database, service)
                .withBean(MonitorClients.class, () -> new OneClient("nl", nl))
                .run(context -> {
                    ReportOutbox outbox = context.getBean(ReportOutbox.class);
                    outbox.forClient("nl").submit(Visitor.of("1"), order("nl"));
                    outbox.submit(Visitor.of("1"), order("default"));

                    eventually(() -> assertThat(outbox.waiting()).isZero());
                    assertThat(orders(nl)).containsExactly("nl");
                    assertThat(orders(service)).containsExactly("default");
                    assertThatIllegalArgumentException().isThrownBy(() -> outbox.forClient("be"));
                });
    }

    @Test
    void reportsAreReadableAfterTheSecretWasRotated() {
        service.fails(Reason.INVALID_REQUEST);
        String table = "monitor-api.outbox.table-name=" + OutboxDatabases.newTable();
        OutboxApplication.on(database, service).withPropertyValues(table).run(context -> {
            context.getBean(ReportOutbox.class).submit(Visitor.of("1"), order("1"));
            eventually(() ->
                    assertThat(context.getBean(ReportOutbox.class).ended(1)).hasSize(1));
        });

        OutboxApplication.on(database, service)
                .withPropertyValues(table, "monitor-api.outbox.secret=a-new-secret-of-tests")
                .run(context -> {
                    ReportOutbox outbox = context.getBean(ReportOutbox.class);
                    assertThat(outbox.ended(1).get(0).client()).isEqualTo("unknown");
                    assertThat(outbox.resubmit(outbox.ended(1).get(0).id())).isFalse();
                });
        OutboxApplication.on(database, service)
                .withPropertyValues(
                        table, "monitor-api.outbox.secret=a-new-secret-of-tests," + OutboxApplication.SECRET)
                .run(context -> {
                    ReportOutbox outbox = context.getBean(ReportOutbox.class);
                    assertThat(outbox.resubmit(outbox.ended(1).get(0).id())).isTrue();
                    eventually(() -> assertThat(orders(service)).containsExactly("1", "1"));
                });
    }

    @Configuration(proxyBeanMethods = false)
    static class OwnScheduler {

        @Bean(initMethod = "start", destroyMethod = "stop")
        @DependsOnDatabaseInitialization
        Scheduler applicationScheduler(DataSource database, List<Task<?>> tasks) {
            return Scheduler.create(new TransactionAwareDataSourceProxy(database), tasks)
                    .build();
        }
    }

    private record OneClient(String name, MonitorService client) implements MonitorClients {

        @Override
        public MonitorService get(String wanted) {
            if (!wanted.equals(name)) {
                throw new IllegalArgumentException("no such client");
            }
            return client;
        }

        @Override
        public Set<String> names() {
            return Set.of(name);
        }
    }
}
