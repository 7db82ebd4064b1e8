package io.monitorapi.spring.outbox;

import static io.monitorapi.spring.outbox.Eventually.eventually;
import static io.monitorapi.spring.outbox.OutboxApplication.order;
import static io.monitorapi.spring.outbox.OutboxApplication.orders;
import static io.monitorapi.spring.outbox.OutboxApplication.withoutId;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.monitorapi.MonitorService;
import io.monitorapi.attribute.SearchInfo;
import io.monitorapi.engagement.EngagementRequest;
import io.monitorapi.engagement.Impression;
import io.monitorapi.engagement.Report;
import io.monitorapi.error.MonitorException;
import io.monitorapi.error.Reason;
import io.monitorapi.error.Sent;
import io.monitorapi.http.HttpMonitor;
import io.monitorapi.session.Visitor;
import io.monitorapi.simulator.MonitorSimulator;
import io.monitorapi.simulator.RecordedRequest;
import io.monitorapi.simulator.ScriptedResponse;
import io.monitorapi.spring.outbox.OutboxApplication.Ended;
import io.monitorapi.testing.FakeMonitorService;
import io.monitorapi.testkit.Samples;
import java.nio.charset.StandardCharsets;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.context.assertj.AssertableApplicationContext;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** What the outbox promises, on each database. */
@ExtendWith(OutputCaptureExtension.class)
abstract class ReportOutboxContract {

    private static final Visitor VISITOR = Visitor.of("visitor-of-the-shop");

    private final FakeMonitorService service = new FakeMonitorService();
    private final String table = OutboxDatabases.newTable();
    private final DataSource database = database();
    private final JdbcTemplate jdbc = new JdbcTemplate(database);

    abstract DataSource database();

    private ApplicationContextRunner application() {
        return OutboxApplication.on(database, service).withPropertyValues("monitor-api.outbox.table-name=" + table);
    }

    private static TransactionTemplate transaction(AssertableApplicationContext context) {
        return new TransactionTemplate(context.getBean(PlatformTransactionManager.class));
    }

    private static ReportOutbox outbox(AssertableApplicationContext context) {
        return context.getBean(ReportOutbox.class);
    }

    @Test
    void deliversAReportAfterTheCommitAndNotBefore() {
        application().run(context -> {
            transaction(context).executeWithoutResult(status -> {
                outbox(context).submit(VISITOR, order("1"));
                assertThat(service.reportCalls()).isEmpty();
            });

            eventually(() -> assertThat(orders(service)).containsExactly("1"));
            eventually(() -> assertThat(outbox(context).waiting()).isZero());
            assertThat(service.reportCalls().get(0).visitor()).isEqualTo(VISITOR);
            assertThat(service.reportCalls().get(0).report().consumerId()).isEqualTo("consumer-4711");
            eventually(
                    () -> assertThat(context.getBean(Ended.class).outcomes()).containsExactly(ReportOutcome.DELIVERED));
            assertThat(outbox(context).ended(10)).isEmpty();
        });
    }

    @Test
    void neverSendsAReportThatIsRolledBack() {
        application().run(context -> {
            transaction(context).executeWithoutResult(status -> {
                outbox(context).submit(VISITOR, order("rolled back"));
                status.setRollbackOnly();
            });
            outbox(context).submit(VISITOR, order("committed"));

            eventually(() -> assertThat(outbox(context).waiting()).isZero());
            assertThat(orders(service)).containsExactly("committed");
        });
    }

    @Test
    void refusesATransactionOfAnotherDatabase() {
        application().run(context -> {
            TransactionTemplate other = new TransactionTemplate(new JdbcTransactionManager(OutboxDatabases.h2()));

            other.executeWithoutResult(status -> assertThatIllegalStateException()
                    .isThrownBy(() -> outbox(context).submit(VISITOR, order("1")))
                    .withMessageContaining("transaction manager of that DataSource"));

            assertThat(outbox(context).waiting()).isZero();
        });
    }

    @Test
    void refusesAReportWithImpressions() {
        application()
                .run(context -> assertThatIllegalArgumentException()
                        .isThrownBy(
                                () -> outbox(context).submit(VISITOR, Report.of(Impression.display(Samples.offered()))))
                        .withMessageContaining("MonitorService.report"));
    }

    @Test
    void aSecondSubmissionWithTheSameKeyDoesNothing() {
        application().run(context -> {
            assertThat(outbox(context).submit(VISITOR, order("1"), "order-1")).isTrue();
            eventually(() -> assertThat(outbox(context).waiting()).isZero());
            assertThat(outbox(context).submit(VISITOR, order("1"), "order-1")).isFalse();
            assertThat(outbox(context).submit(VISITOR, order("2"), "order-2")).isTrue();

            eventually(() -> assertThat(orders(service)).containsExactly("1", "2"));
        });
    }

    @Test
    void aKeyThatIsRolledBackIsFree() {
        application().run(context -> {
            transaction(context).executeWithoutResult(status -> {
                outbox(context).submit(VISITOR, order("1"), "order-1");
                status.setRollbackOnly();
            });

            assertThat(outbox(context).submit(VISITOR, order("1"), "order-1")).isTrue();
        });
    }

    @Test
    void ofTwoConcurrentSubmissionsWithTheSameKeyOneIsStoredAndBothTransactionsCommit() {
        jdbc.execute("create table sale_" + table + " (id int)");
        application().run(context -> {
            CountDownLatch inserted = new CountDownLatch(1);
            CountDownLatch secondBegins = new CountDownLatch(1);
            CompletableFuture<Boolean> first = CompletableFuture.supplyAsync(
                    () -> transaction(context).execute(status -> {
                        boolean isNew = outbox(context).submit(VISITOR, order("1"), "order-1");
                        inserted.countDown();
                        await(secondBegins);
                        return isNew;
                    }),
                    ReportOutboxContract::startThread);
            await(inserted);
            CompletableFuture<Boolean> second = CompletableFuture.supplyAsync(
                    () -> transaction(context).execute(status -> {
                        secondBegins.countDown();
                        boolean isNew = outbox(context).submit(VISITOR, order("1"), "order-1");
                        jdbc.update("insert into sale_" + table + " values (1)");
                        return isNew;
                    }),
                    ReportOutboxContract::startThread);

            assertThat(first.get(30, TimeUnit.SECONDS)).isTrue();
            assertThat(second.get(30, TimeUnit.SECONDS)).isFalse();
            assertThat(jdbc.queryForObject("select count(*) from sale_" + table, Integer.class))
                    .isEqualTo(1);
        });
    }

    /** The common pool has one thread on two processors. */
    private static void startThread(Runnable task) {
        new Thread(task, "submission").start();
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(30, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException interrupted) {
            throw new AssertionError(interrupted);
        }
    }

    @Test
    void deliversTheReportsOfAVisitorInTheOrderOfTheirSubmissionAlthoughOneFails() {
        service.fails(Reason.DNS);
        application().run(context -> {
            List<String> submitted =
                    IntStream.range(0, 12).mapToObj(String::valueOf).toList();
            transaction(context)
                    .executeWithoutResult(
                            status -> submitted.forEach(id -> outbox(context).submit(VISITOR, order(id))));

            eventually(() -> assertThat(outbox(context).waiting()).isZero());
            assertThat(orders(service).get(0)).isEqualTo("0");
            assertThat(orders(service).subList(1, 13)).isEqualTo(submitted);
        });
    }

    @Test
    void anotherNodeDeliversWhatANodeHasLeft() {
        service.fails(Reason.CLOSED);
        application().run(context -> {
            outbox(context).submit(VISITOR, order("1"));
            eventually(() -> assertThat(orders(service)).hasSize(1));
        });

        application().run(context -> {
            eventually(() -> assertThat(outbox(context).waiting()).isZero());
            assertThat(orders(service)).containsExactly("1", "1");
        });
    }

    @Test
    void aRefusedReportIsKeptAndCanBeSubmittedAgain() {
        service.fails(Reason.INVALID_REQUEST);
        application().run(context -> {
            Ended ended = context.getBean(Ended.class);
            outbox(context).submit(VISITOR, order("1"), "order-1");
            eventually(() -> assertThat(ended.reports).hasSize(1));

            EndedReport report = outbox(context).ended(10).get(0);
            assertThat(report).usingRecursiveComparison().isEqualTo(ended.reports.get(0));
            assertThat(report.outcome()).isEqualTo(ReportOutcome.REFUSED);
            assertThat(report.reason()).isEqualTo(Reason.INVALID_REQUEST);
            assertThat(report.key()).isEqualTo("order-1");
            assertThat(report.client()).isEqualTo("default");
            assertThat(outbox(context).resubmit(report.id())).isTrue();
            assertThat(outbox(context).resubmit(report.id())).isFalse();

            eventually(
                    () -> assertThat(ended.outcomes()).containsExactly(ReportOutcome.REFUSED, ReportOutcome.DELIVERED));
            assertThat(outbox(context).ended(10)).isEmpty();
            assertThat(orders(service)).containsExactly("1", "1");
        });
    }

    @Test
    void anAmbiguousFailureIsRepeatedIfEveryEventHasAnId() {
        service.fails(ambiguous());
        application().run(context -> {
            outbox(context).submit(VISITOR, order("1"));

            eventually(
                    () -> assertThat(context.getBean(Ended.class).outcomes()).containsExactly(ReportOutcome.DELIVERED));
            assertThat(orders(service)).containsExactly("1", "1");
        });
    }

    @Test
    void anAmbiguousFailureEndsAReportWithAnEventWithoutId() {
        service.fails(ambiguous());
        application().run(context -> {
            outbox(context).submit(VISITOR, withoutId());

            eventually(
                    () -> assertThat(context.getBean(Ended.class).outcomes()).containsExactly(ReportOutcome.UNCERTAIN));
            assertThat(service.reportCalls()).hasSize(1);
        });
    }

    private static MonitorException ambiguous() {
        return MonitorException.builder(Reason.TIMEOUT).sent(Sent.MAYBE).build();
    }

    @Test
    void aReportExpiresThatWasNotDeliveredInTime() {
        service.fails(Reason.DNS);
        application().withPropertyValues("monitor-api.outbox.max-age=2s").run(context -> {
            outbox(context).submit(VISITOR, order("1"));

            eventually(
                    () -> assertThat(context.getBean(Ended.class).outcomes()).containsExactly(ReportOutcome.EXPIRED));
            assertThat(context.getBean(Ended.class).reports.get(0).reason()).isEqualTo(Reason.DNS);
        });
    }

    @Test
    void endedReportsAreDeletedAfterTheRetention() {
        service.fails(Reason.INVALID_REQUEST);
        application().withPropertyValues("monitor-api.outbox.retention=1ms").run(context -> {
            outbox(context).submit(VISITOR, order("1"), "order-1");

            eventually(() -> assertThat(context.getBean(Ended.class).reports).hasSize(1));
            eventually(() -> assertThat(jdbc.queryForObject("select count(*) from " + table, Integer.class))
                    .isZero());
        });
    }

    @Test
    void aDeliveryOfANodeThatEndedIsRepeatedIfEveryEventHasAnIdElseUncertain() {
        application()
                .withPropertyValues("monitor-api.outbox.heartbeat-interval=200ms")
                .run(context -> {
                    transaction(context).executeWithoutResult(status -> {
                        outbox(context).submit(VISITOR, order("1"));
                        outbox(context).submit(Visitor.of("another"), withoutId());
                        jdbc.update(
                                "update " + table + " set picked = ?, picked_by = ?, last_heartbeat = ?",
                                true,
                                "another node",
                                Timestamp.from(Instant.now().minus(Duration.ofMinutes(10))));
                    });

                    eventually(() -> assertThat(context.getBean(Ended.class).outcomes())
                            .containsExactlyInAnyOrder(ReportOutcome.DELIVERED, ReportOutcome.UNCERTAIN));
                    assertThat(orders(service)).containsExactly("1");
                });
    }

    @Test
    void aSubmissionIsOneStatementInTheTransactionOfTheCaller() {
        CountingDataSource counting = new CountingDataSource(database);
        OutboxApplication.on(counting, service)
                .withPropertyValues("monitor-api.outbox.table-name=" + table, "monitor-api.outbox.polling-interval=1h")
                .run(context -> transaction(context).executeWithoutResult(status -> {
                    jdbcOf(context).queryForObject("select 1", Integer.class);
                    int before = counting.statementsOf(Thread.currentThread());

                    outbox(context).submit(VISITOR, order("1"));

                    assertThat(counting.statementsOf(Thread.currentThread())).isEqualTo(before + 1);
                }));
    }

    private static JdbcTemplate jdbcOf(AssertableApplicationContext context) {
        return new JdbcTemplate(context.getBean(DataSource.class));
    }

    @Test
    void whileTheServiceIsDownTheOtherReportsWaitForOneDelivery() {
        service.fails(Reason.UNAVAILABLE);
        application().run(context -> {
            outbox(context).submit(VISITOR, order("first"));
            eventually(() -> assertThat(service.reportCalls()).hasSize(1));
            eventually(() -> assertThat(dueNow()).isZero());

            transaction(context)
                    .executeWithoutResult(status -> IntStream.range(0, 30)
                            .forEach(i -> outbox(context).submit(Visitor.of("visitor-" + i), order("later"))));

            eventually(() -> assertThat(dueNow()).isZero());
            assertThat(service.reportCalls()).hasSize(1);
            eventually(() -> assertThat(outbox(context).waiting()).isZero());
            assertThat(service.reportCalls()).hasSize(32);
        });
    }

    private int dueNow() {
        return jdbc.queryForObject(
                "select count(*) from " + table + " where execution_time <= ?",
                Integer.class,
                Timestamp.from(Instant.now()));
    }

    @Test
    void metersShowWhatWaitsAndWhatEnded() {
        service.fails(Reason.INVALID_REQUEST);
        IntStream.range(0, 5).forEach(i -> service.fails(Reason.DNS));
        application().withBean(MeterRegistry.class, SimpleMeterRegistry::new).run(context -> {
            outbox(context).submit(VISITOR, order("1"));
            outbox(context).submit(VISITOR, order("2"));
            MeterRegistry meters = context.getBean(MeterRegistry.class);

            eventually(() -> assertThat(meters.find("monitor.api.outbox.ended")
                            .tags("client", "default", "outcome", "REFUSED", "reason", "INVALID_REQUEST")
                            .counter())
                    .isNotNull());
            assertThat(meters.get("monitor.api.outbox.waiting").gauge().value()).isEqualTo(1);
            assertThat(meters.get("monitor.api.outbox.oldest.age").timeGauge().value(TimeUnit.SECONDS))
                    .isBetween(0.0, 60.0);
        });
    }

    @Test
    void ofAReportWithSalvageTheGoodPartIsDeliveredAndTheBadPartIsRefused() {
        try (MonitorSimulator simulator = MonitorSimulator.start();
                MonitorService real = HttpMonitor.builder()
                        .accountId(simulator.accountId())
                        .appInstallationId(simulator.appInstallationId())
                        .baseUri(simulator.baseUri())
                        .sslContext(simulator.sslContext())
                        .attemptLimit(Duration.ofSeconds(60))
                        .deadline(Duration.ofSeconds(60))
                        .build()) {
            ScriptedResponse bad = ScriptedResponse.error(400, 5);
            simulator.script().next(ScriptedResponse.usual(), bad, ScriptedResponse.usual());
            OutboxApplication.on(database, real)
                    .withPropertyValues("monitor-api.outbox.table-name=" + table)
                    .run(context -> {
                        Report report = Report.builder()
                                .consumerId("consumer-4711")
                                .engagementAttribute(SearchInfo.of("good"))
                                .engagementAttribute(SearchInfo.of("bad"))
                                .salvage(true)
                                .build();
                        real.getEngagement(VISITOR, EngagementRequest.empty());
                        outbox(context).submit(VISITOR, report);

                        eventually(() -> assertThat(context.getBean(Ended.class).outcomes())
                                .containsExactly(ReportOutcome.REFUSED));
                        assertThat(simulator.recording().attributes()).isEqualTo(1);
                        String id = outbox(context).ended(1).get(0).id();
                        assertThat(outbox(context).resubmit(id)).isTrue();
                        eventually(() -> assertThat(outbox(context).waiting()).isZero());
                        assertThat(simulator.recording().attributes()).isEqualTo(2);
                        List<RecordedRequest> requests = simulator.recording().recordedRequests();
                        assertThat(requests.get(requests.size() - 1).body())
                                .contains("bad")
                                .doesNotContain("good");
                    });
        }
    }

    @Test
    void nothingPersonalIsReadableInTheTableOrInTheLog(CapturedOutput output) {
        service.fails(Reason.INVALID_REQUEST);
        application()
                .withPropertyValues("monitor-api.outbox.heartbeat-interval=200ms")
                .run(context -> {
                    outbox(context).submit(VISITOR, order("order-77"), "key-77");
                    eventually(() -> assertThat(outbox(context).ended(1)).hasSize(1));

                    List<String> rows = jdbc.query(
                            "select task_name, task_instance, task_data from " + table,
                            (row, number) -> row.getString(1)
                                    + row.getString(2)
                                    + (row.getBytes(3) == null
                                            ? ""
                                            : new String(row.getBytes(3), StandardCharsets.ISO_8859_1)));
                    assertThat(rows)
                            .hasSize(2)
                            .allSatisfy(row -> assertThat(row)
                                    .startsWith("monitor-report")
                                    .doesNotContain(VISITOR.key(), "consumer-4711", "order-77", "key-77", "purchase"));
                    assertThat(outbox(context).ended(1).get(0)).asString().doesNotContain("key-77");
                });

        assertThat(output.getAll())
                .contains("A report of the outbox ended: client=default, outcome=REFUSED, reason=INVALID_REQUEST")
                .doesNotContain(VISITOR.key(), "consumer-4711", "order-77", "key-77");
    }
}
