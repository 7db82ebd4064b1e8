package io.monitorapi.spring.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import io.monitorapi.MonitorService;
import io.monitorapi.engagement.EngagementRequest;
import io.monitorapi.engine.MonitorServiceBuilder;
import io.monitorapi.port.SessionStore;
import io.monitorapi.session.SessionRecord.Paired;
import io.monitorapi.session.Visitor;
import io.monitorapi.spring.SessionStoreFactory;
import io.monitorapi.spring.autoconfigure.MonitorAutoConfiguration;
import io.monitorapi.testkit.FakeMonitorGateway;
import java.sql.Connection;
import java.time.Duration;
import java.util.UUID;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.ssl.SslAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

/** A visitor of another node comes while the application uses all connections of its pool. */
class BusyPoolTest {

    private static final Visitor OTHER = Visitor.of("other");
    private static final Visitor VISITOR = Visitor.of("visitor");

    private final FakeMonitorGateway gateway = new FakeMonitorGateway();
    private final ApplicationContextRunner application = new ApplicationContextRunner()
            .withConfiguration(AutoConfigurations.of(
                    SslAutoConfiguration.class,
                    DataSourceAutoConfiguration.class,
                    JdbcSessionStoreAutoConfiguration.class,
                    MonitorAutoConfiguration.class))
            .withPropertyValues(
                    "spring.datasource.url=jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1",
                    "spring.datasource.hikari.maximum-pool-size=2",
                    "monitor-api.session.store=jdbc",
                    "monitor-api.session.key-secret=sixteen-letters!");

    @Test
    void theVisitorKeepsItsSession() {
        application.withPropertyValues("monitor-api.session.jdbc.timeout=30s").run(context -> {
            assertThat(sessionsOpened(context.getBean(SessionStoreFactory.class), context.getBean(DataSource.class)))
                    .isEqualTo(1);
        });
    }

    /** The control: in the application's pool, the store waits for a connection and counts as unreachable. */
    @Test
    void theVisitorGetsAnotherSessionIfTheStoreHasNoPoolOfItsOwn() {
        application
                .withPropertyValues("monitor-api.session.jdbc.own-pool=false", "monitor-api.session.jdbc.timeout=500ms")
                .run(context -> assertThat(sessionsOpened(
                                context.getBean(SessionStoreFactory.class), context.getBean(DataSource.class)))
                        .isEqualTo(2));
    }

    @Test
    void thePoolOfTheStoreHasFiveConnectionsAndConnectsOnFirstUse() {
        application.run(context -> {
            HikariDataSource shared = context.getBean(HikariDataSource.class);
            SessionConnectionPool own =
                    (SessionConnectionPool) SessionConnectionPool.like(shared, Duration.ofSeconds(1));
            HikariDataSource pool = own.unwrap(HikariDataSource.class);

            assertThat(pool.getMaximumPoolSize()).isEqualTo(5);
            assertThat(pool.getJdbcUrl()).isEqualTo(shared.getJdbcUrl());
            assertThat(shared.getMaximumPoolSize()).isEqualTo(2);
            assertThat(pool.isRunning()).as("connected").isFalse();
            own.close();
            assertThat(pool.isClosed()).isTrue();
            assertThat(shared.isClosed()).isFalse();
        });
    }

    private long sessionsOpened(SessionStoreFactory stores, DataSource applicationPool) throws Exception {
        SessionStore first = stores.storeFor("account", "installation");
        SessionStore second = stores.storeFor("account", "installation");
        try (MonitorService here = service(first);
                MonitorService there = service(second)) {
            there.getEngagement(OTHER, EngagementRequest.empty());
            here.getEngagement(VISITOR, EngagementRequest.empty());
            long before = opened();
            try (Connection one = applicationPool.getConnection();
                    Connection two = applicationPool.getConnection()) {
                assertThat(one.isClosed() || two.isClosed()).isFalse();
                there.getEngagement(VISITOR, EngagementRequest.empty());
            }
            return opened() - before + 1;
        }
    }

    private MonitorService service(SessionStore store) {
        return MonitorServiceBuilder.forGateway(gateway).sessionStore(store).build();
    }

    private long opened() {
        return gateway.requests().stream()
                .filter(request -> !(request.record() instanceof Paired))
                .count();
    }
}
