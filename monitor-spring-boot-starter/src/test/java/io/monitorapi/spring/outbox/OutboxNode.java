package io.monitorapi.spring.outbox;

import io.monitorapi.MonitorService;
import io.monitorapi.session.Visitor;
import io.monitorapi.spring.autoconfigure.MonitorAutoConfiguration;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.autoconfigure.ssl.SslAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.DataSourceTransactionManagerAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.JdbcTemplateAutoConfiguration;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * A shop in a JVM of its own: it sells, and reports each sale by the outbox, or by the client after the commit. Every tenth sale is
 * rolled back. It delivers until it is killed or its standard input ends.
 */
@Configuration(proxyBeanMethods = false)
@ImportAutoConfiguration({
    SslAutoConfiguration.class,
    DataSourceAutoConfiguration.class,
    DataSourceTransactionManagerAutoConfiguration.class,
    JdbcTemplateAutoConfiguration.class,
    MonitorAutoConfiguration.class,
    OutboxAutoConfiguration.class
})
public class OutboxNode {

    static final int VISITORS = 20;

    private static final long PAUSE_NANOS = 10_000_000;

    /**
     * Starts a node.
     *
     * @param arguments name, outbox or plain, number of sales, URL of the database, account, app installation, address and
     *     certificate of the service
     */
    public static void main(String[] arguments) throws Exception {
        try (ConfigurableApplicationContext context = new SpringApplicationBuilder(OutboxNode.class)
                .web(WebApplicationType.NONE)
                .properties(Map.of(
                        "logging.level.root", "error",
                        "spring.main.banner-mode", "off",
                        "spring.datasource.url", arguments[3],
                        "monitor-api.account-id", arguments[4],
                        "monitor-api.app-installation-id", arguments[5],
                        "monitor-api.base-uri", arguments[6],
                        "monitor-api.ssl.bundle", "simulator",
                        "spring.ssl.bundle.pem.simulator.truststore.certificate", arguments[7]))
                .properties(Map.of(
                        "monitor-api.deadline", "5s",
                        "monitor-api.outbox.enabled", "true",
                        "monitor-api.outbox.secret", OutboxApplication.SECRET,
                        "monitor-api.outbox.polling-interval", "1s",
                        "monitor-api.outbox.heartbeat-interval", "1s"))
                .run()) {
            OutboxNode node = new OutboxNode();
            for (int sale = 0; sale < Integer.parseInt(arguments[2]); sale++) {
                node.sell(context, arguments[0], sale, arguments[1].equals("outbox"));
                LockSupport.parkNanos(PAUSE_NANOS);
            }
            System.out.println("sold");
            while (System.in.read() >= 0) {
                // Delivers meanwhile.
            }
        }
    }

    private void sell(ConfigurableApplicationContext context, String name, int number, boolean byOutbox) {
        String id = name + "-" + number;
        String customer = name + "-" + number % VISITORS;
        boolean isRolledBack = number % 10 == 9;
        new TransactionTemplate(context.getBean(PlatformTransactionManager.class)).executeWithoutResult(status -> {
            context.getBean(JdbcTemplate.class).update("insert into sale values (?, ?, ?)", id, customer, number);
            if (byOutbox) {
                context.getBean(ReportOutbox.class)
                        .submit(Visitor.of(customer), OutboxApplication.order(id), "key-" + id);
            }
            if (isRolledBack) {
                status.setRollbackOnly();
            }
        });
        if (!byOutbox && !isRolledBack) {
            context.getBean(MonitorService.class).reportAsync(Visitor.of(customer), OutboxApplication.order(id));
        }
    }
}
