package io.monitorapi.spring.outbox;

import io.monitorapi.MonitorService;
import io.monitorapi.attribute.EngagementAttribute;
import io.monitorapi.attribute.Purchase;
import io.monitorapi.attribute.VisitorError;
import io.monitorapi.engagement.Report;
import io.monitorapi.spring.autoconfigure.MonitorAutoConfiguration;
import io.monitorapi.testing.FakeMonitorService;
import java.math.BigDecimal;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.sql.DataSource;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.ssl.SslAutoConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.PlatformTransactionManager;

/** Applications with an outbox. */
final class OutboxApplication {

    static final String SECRET = "a-secret-of-tests-only";

    private OutboxApplication() {}

    static ApplicationContextRunner on(DataSource database, MonitorService service) {
        return withoutSecret(database)
                .withPropertyValues("monitor-api.outbox.secret=" + SECRET)
                .withBean(MonitorService.class, () -> service, definition -> definition.setDestroyMethodName(""));
    }

    static ApplicationContextRunner withoutSecret(DataSource database) {
        return new ApplicationContextRunner()
                .withConfiguration(AutoConfigurations.of(
                        SslAutoConfiguration.class, MonitorAutoConfiguration.class, OutboxAutoConfiguration.class))
                .withBean(DataSource.class, () -> database, definition -> definition.setDestroyMethodName(""))
                .withBean(PlatformTransactionManager.class, () -> new JdbcTransactionManager(database))
                .withBean(Ended.class)
                .withPropertyValues(
                        "monitor-api.outbox.enabled=true",
                        "monitor-api.outbox.initialize-schema=always",
                        "monitor-api.outbox.polling-interval=100ms");
    }

    static Report order(String id) {
        return report(
                Purchase.builder().orderId(id).total(new BigDecimal("9.90")).build());
    }

    /** An event without an id of its own. */
    static Report withoutId() {
        return report(VisitorError.builder().code("out-of-stock").build());
    }

    static Report report(EngagementAttribute... attributes) {
        return Report.builder()
                .consumerId("consumer-4711")
                .engagementAttributes(List.of(attributes))
                .build();
    }

    /** {@return the order ids that the service received, in order} */
    static List<Object> orders(FakeMonitorService service) {
        return service.reportCalls().stream()
                .map(call ->
                        call.report().engagementAttributes().get(0).members().get("orderId"))
                .toList();
    }

    /** Records the reports that ended. */
    static final class Ended implements ReportOutboxListener {

        final List<EndedReport> reports = new CopyOnWriteArrayList<>();

        @Override
        public void reportEnded(EndedReport report) {
            reports.add(report);
        }

        List<ReportOutcome> outcomes() {
            return reports.stream().map(EndedReport::outcome).toList();
        }
    }
}
