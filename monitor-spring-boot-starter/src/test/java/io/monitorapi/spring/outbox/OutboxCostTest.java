package io.monitorapi.spring.outbox;

import static io.monitorapi.spring.outbox.OutboxApplication.order;
import static org.assertj.core.api.Assertions.assertThat;

import io.monitorapi.session.Visitor;
import io.monitorapi.testing.FakeMonitorService;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** What the outbox costs: statements while nothing happens, and the time of a submission. */
@Tag("long")
class OutboxCostTest {

    private static final int IDLE_SECONDS = 30;
    private static final int ROUNDS = 2_000;

    @Test
    void anIdleOutboxSendsAtMostOneStatementEveryTwoSeconds() {
        CountingDataSource database = new CountingDataSource(OutboxDatabases.h2());
        OutboxApplication.on(database, new FakeMonitorService())
                .withPropertyValues("monitor-api.outbox.polling-interval=5s")
                .run(context -> {
                    LockSupport.parkNanos(TimeUnit.SECONDS.toNanos(2));
                    int before = database.statements();
                    LockSupport.parkNanos(TimeUnit.SECONDS.toNanos(IDLE_SECONDS));
                    int idle = database.statements() - before;

                    System.out.printf("OUTBOX idle: %d statements in %d s%n", idle, IDLE_SECONDS);
                    assertThat(idle).isBetween(1, IDLE_SECONDS / 2);
                });
    }

    /** Prints figures, and asserts none of them. Deliveries compete for the same processors, as in an application. */
    @Test
    void aSubmissionComparedWithABareInsert() {
        JdbcTemplate jdbc = new JdbcTemplate(OutboxDatabases.postgres());
        jdbc.execute("create table bare (id varchar(60) primary key, data bytea)");
        OutboxApplication.on(OutboxDatabases.postgres(), new FakeMonitorService())
                .withPropertyValues("monitor-api.outbox.table-name=" + OutboxDatabases.newTable())
                .run(context -> {
                    ReportOutbox outbox = context.getBean(ReportOutbox.class);
                    TransactionTemplate transaction =
                            new TransactionTemplate(context.getBean(PlatformTransactionManager.class));
                    long[] bare = new long[ROUNDS];
                    long[] submitted = new long[ROUNDS];
                    for (int i = 0; i < ROUNDS; i++) {
                        String id = "order-" + i;
                        bare[i] = nanos(
                                transaction, () -> jdbc.update("insert into bare values (?, ?)", id, new byte[400]));
                        submitted[i] = nanos(transaction, () -> outbox.submit(Visitor.of(id), order(id)));
                    }

                    System.out.printf(
                            "OUTBOX in a transaction: bare insert %s, submit %s%n", summary(bare), summary(submitted));
                });
    }

    private static long nanos(TransactionTemplate transaction, Runnable work) {
        long begun = System.nanoTime();
        transaction.executeWithoutResult(status -> work.run());
        return System.nanoTime() - begun;
    }

    private static String summary(long[] nanos) {
        long[] sorted = Arrays.stream(nanos).skip(ROUNDS / 4).sorted().toArray();
        return "p50 %d us, p99 %d us"
                .formatted(sorted[sorted.length / 2] / 1_000, sorted[sorted.length * 99 / 100] / 1_000);
    }
}
