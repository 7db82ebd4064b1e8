package io.monitorapi.spring.autoconfigure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micrometer.common.KeyValues;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationRegistry;
import io.micrometer.observation.tck.TestObservationRegistry;
import io.micrometer.observation.tck.TestObservationRegistryAssert;
import io.monitorapi.MonitorService;
import io.monitorapi.engagement.EngagementRequest;
import io.monitorapi.error.MonitorException;
import io.monitorapi.error.Reason;
import io.monitorapi.port.GatewayResult;
import io.monitorapi.port.MonitorGateway;
import io.monitorapi.port.MonitorListener;
import io.monitorapi.port.Operation;
import io.monitorapi.spring.MonitorObservationContext;
import io.monitorapi.spring.MonitorObservationConvention;
import io.monitorapi.testkit.FakeMonitorGateway;
import io.monitorapi.testkit.Samples;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.boot.health.contributor.Status;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

class ObservabilityTest {

    private final FakeMonitorGateway gateway = new FakeMonitorGateway();
    private final TestObservationRegistry observations = TestObservationRegistry.create();
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final ApplicationContextRunner application = Simulated.empty()
            .withPropertyValues("monitor-api.retry.schedule=1ms")
            .withBean(MonitorGateway.class, () -> gateway)
            .withBean(ObservationRegistry.class, () -> observations)
            .withBean(MeterRegistry.class, () -> meters);

    @Test
    void observesACallWithKeysOfLowCardinalityAndNoOthers() {
        application.run(context -> {
            context.getBean(MonitorService.class).getEngagement(Samples.visitor(), EngagementRequest.empty());

            TestObservationRegistryAssert.assertThat(observations)
                    .hasSingleObservationThat()
                    .hasNameEqualTo("monitor.api.call")
                    .hasContextualNameEqualTo("monitor get-engagement")
                    .hasLowCardinalityKeyValue("client", "default")
                    .hasLowCardinalityKeyValue("operation", "get_engagement")
                    .hasLowCardinalityKeyValue("outcome", "SUCCESS")
                    .hasLowCardinalityKeyValue("reason", "none")
                    .hasLowCardinalityKeyValue("status", "none")
                    .hasLowCardinalityKeyValue("exception", "none")
                    .doesNotHaveHighCardinalityKeyValueWithKey("client")
                    .hasBeenStopped();
        });
    }

    @Test
    void observesAFailureByItsReason() {
        gateway.respondsWith(Samples.refused(400, 5));
        application.run(context -> {
            assertThatThrownBy(() -> context.getBean(MonitorService.class)
                            .getEngagement(Samples.visitor(), EngagementRequest.empty()))
                    .isInstanceOf(MonitorException.class);

            TestObservationRegistryAssert.assertThat(observations)
                    .hasSingleObservationThat()
                    .hasLowCardinalityKeyValue("outcome", "APPLICATION")
                    .hasLowCardinalityKeyValue("reason", "INVALID_REQUEST")
                    .hasLowCardinalityKeyValue("status", "400")
                    .hasLowCardinalityKeyValue("exception", "ApplicationException")
                    .hasError();
        });
    }

    @Test
    void observesAnAsynchronousCallFromTheCallersThreadToItsEnd() {
        CompletableFuture<GatewayResult> later = new CompletableFuture<>();
        gateway.respondsLater(later);
        application.run(context -> {
            Observation parent = Observation.start("parent", observations);
            CompletableFuture<?> call = parent.scoped(() -> context.getBean(MonitorService.class)
                    .getEngagementAsync(Samples.visitor(), EngagementRequest.empty()));

            TestObservationRegistryAssert.assertThat(observations)
                    .hasObservationWithNameEqualTo("monitor.api.call")
                    .that()
                    .hasParentObservationContextMatching(
                            context1 -> context1.getName().equals("parent"))
                    .isNotStopped();
            assertThat(observations.getCurrentObservation())
                    .as("no scope is left behind")
                    .isNull();

            later.complete(Samples.created(1));
            call.join();
            eventually(() -> TestObservationRegistryAssert.assertThat(observations)
                    .hasObservationWithNameEqualTo("monitor.api.call")
                    .that()
                    .hasBeenStopped());
        });
    }

    @Test
    void cancellingTheFutureEndsTheCallAndItsObservation() {
        CompletableFuture<GatewayResult> later = new CompletableFuture<>();
        gateway.respondsLater(later);
        application.run(context -> {
            CompletableFuture<?> call = context.getBean(MonitorService.class)
                    .getEngagementAsync(Samples.visitor(), EngagementRequest.empty());

            call.cancel(true);

            assertThat(later).isCancelled();
            eventually(() -> TestObservationRegistryAssert.assertThat(observations)
                    .hasSingleObservationThat()
                    .hasBeenStopped());
        });
    }

    @Test
    void recordsEveryAttempt() {
        gateway.respondsWith(Samples.refused(503, 0), Samples.refused(503, 0));
        application.run(context -> {
            context.getBean(MonitorService.class).getEngagement(Samples.visitor(), EngagementRequest.empty());

            TestObservationRegistryAssert.assertThat(observations)
                    .hasSingleObservationThat()
                    .hasEvent("attempt.failed", "attempt 1 failed: UNAVAILABLE")
                    .hasEvent("attempt.failed", "attempt 2 failed: UNAVAILABLE")
                    .hasEvent("attempt.succeeded", "attempt 3 succeeded");
        });
    }

    @Test
    void aConventionOfTheApplicationNamesIt() {
        MonitorObservationConvention own = new MonitorObservationConvention() {
            @Override
            public String getName() {
                return "button";
            }

            @Override
            public KeyValues getLowCardinalityKeyValues(MonitorObservationContext context) {
                return KeyValues.of("what", context.operation() == Operation.REPORT ? "report" : "ask");
            }
        };
        application.withBean(MonitorObservationConvention.class, () -> own).run(context -> {
            context.getBean(MonitorService.class).getEngagement(Samples.visitor(), EngagementRequest.empty());

            TestObservationRegistryAssert.assertThat(observations)
                    .hasSingleObservationThat()
                    .hasNameEqualTo("button")
                    .hasOnlyKeys("what");
        });
    }

    @Test
    void countsAttemptsRetriesAndSessions() {
        gateway.respondsWith(Samples.refused(503, 0), Samples.created(1), Samples.created(2));
        application.run(context -> {
            MonitorService service = context.getBean(MonitorService.class);
            service.getEngagement(Samples.visitor(), EngagementRequest.empty());
            service.getEngagement(Samples.visitor(), EngagementRequest.empty());

            assertThat(counted("monitor.api.sessions.opened")).isEqualTo(2);
            assertThat(counted("monitor.api.sessions.renewed")).isEqualTo(1);
            assertThat(counted("monitor.api.retries")).isEqualTo(1);
            assertThat(counted("monitor.api.attempts.failed")).isEqualTo(1);
        });
    }

    @Test
    void showsTheRequestsInFlight() {
        CompletableFuture<GatewayResult> later = new CompletableFuture<>();
        gateway.respondsLater(later);
        application.run(context -> {
            CompletableFuture<?> call = context.getBean(MonitorService.class)
                    .getEngagementAsync(Samples.visitor(), EngagementRequest.empty());
            assertThat(gauge("monitor.api.requests.in.flight")).isEqualTo(1);

            later.complete(Samples.created(1));
            call.join();

            eventually(() -> assertThat(gauge("monitor.api.requests.in.flight")).isZero());
        });
    }

    @Test
    void countsOutagesAndChurnAndShowsTheCircuitBreaker() {
        MeteringMonitorListener listener = new MeteringMonitorListener(meters, "nl", new AtomicInteger());
        listener.storeChanged(new MonitorListener.StoreChanged(false));
        listener.storeFailed(new MonitorListener.StoreFailed("find", new IllegalStateException()));
        listener.sessionsChurned();
        listener.clockSkewed(new MonitorListener.ClockSkewed(Duration.ofMinutes(31)));
        listener.sessionOrphaned();
        listener.circuitChanged(new MonitorListener.CircuitChanged(false, Reason.THROTTLED));

        assertThat(counted("monitor.api.store.outages")).isEqualTo(1);
        assertThat(counted("monitor.api.store.failures")).isEqualTo(1);
        assertThat(counted("monitor.api.sessions.churned")).isEqualTo(1);
        assertThat(counted("monitor.api.store.clock.skews")).isEqualTo(1);
        assertThat(counted("monitor.api.sessions.orphaned")).isEqualTo(1);
        assertThat(gauge("monitor.api.circuit.open")).isEqualTo(1);
        assertThat(gauge("monitor.api.store.reachable")).isZero();
        assertThat(meters.getMeters())
                .allSatisfy(meter -> assertThat(meter.getId().getTag("client")).isEqualTo("nl"));

        listener.storeChanged(new MonitorListener.StoreChanged(true));
        listener.circuitChanged(new MonitorListener.CircuitChanged(true, null));
        assertThat(gauge("monitor.api.circuit.open")).isZero();
        assertThat(gauge("monitor.api.store.reachable")).isEqualTo(1);
    }

    @Test
    void disabledObservabilityRecordsNothing() {
        application
                .withPropertyValues("monitor-api.metrics.enabled=false", "monitor-api.observation.enabled=false")
                .run(context -> {
                    context.getBean(MonitorService.class).getEngagement(Samples.visitor(), EngagementRequest.empty());

                    assertThat(meters.getMeters()).isEmpty();
                    TestObservationRegistryAssert.assertThat(observations).doesNotHaveAnyObservation();
                });
    }

    @Test
    void healthIsUnknownBeforeTheFirstCallAndSendsNothing() {
        application.run(context -> {
            HealthIndicator health = context.getBean("monitorApiHealthIndicator", HealthIndicator.class);

            assertThat(health.health().getStatus()).isEqualTo(Status.UNKNOWN);
            assertThat(gateway.requests()).isEmpty();

            context.getBean(MonitorService.class).getEngagement(Samples.visitor(), EngagementRequest.empty());
            eventually(() -> assertThat(health.health().getStatus()).isEqualTo(Status.UP));
            assertThat(gateway.requests()).hasSize(1);
        });
    }

    @Test
    void healthIsUnknownNotDownWhileTheServiceFails() {
        application.withPropertyValues("monitor-api.retry.max-attempts=1").run(context -> {
            HealthIndicator health = context.getBean("monitorApiHealthIndicator", HealthIndicator.class);
            for (int call = 1; call <= 5; call++) {
                gateway.respondsWith(Samples.refused(500, 18));
                assertThatThrownBy(() -> context.getBean(MonitorService.class)
                        .getEngagement(Samples.visitor(), EngagementRequest.empty()));
                Status expected = call < 5 ? Status.UP : Status.UNKNOWN;
                String failures = "failuresInARow=" + call;
                eventually(() ->
                        assertThat(health.health().getDetails().toString()).contains(failures));
                assertThat(health.health().getStatus()).isEqualTo(expected);
            }
            assertThat(health.health().getDetails().toString()).contains("lastFailure=SERVER_ERROR");

            context.getBean(MonitorService.class).getEngagement(Samples.visitor(), EngagementRequest.empty());

            eventually(() -> assertThat(health.health().getStatus()).isEqualTo(Status.UP));
        });
    }

    @Test
    void healthIsUnknownWhileTheCircuitBreakerIsOpen() {
        MonitorHealthIndicator health = new MonitorHealthIndicator();
        MonitorListener listener =
                health.listenerFor("default", new Binder().bindOrCreate("monitor-api", MonitorProperties.class));
        listener.circuitChanged(new MonitorListener.CircuitChanged(false, Reason.THROTTLED));
        assertThat(health.health().getStatus()).isEqualTo(Status.UNKNOWN);

        listener.circuitChanged(new MonitorListener.CircuitChanged(true, null));
        assertThat(health.health().getStatus()).isEqualTo(Status.UP);
    }

    @Test
    void healthIsDownAfterFiveApplicationFailuresInARow() {
        application.withPropertyValues("monitor-api.retry.max-attempts=1").run(context -> {
            HealthIndicator health = context.getBean("monitorApiHealthIndicator", HealthIndicator.class);
            for (int call = 1; call <= 5; call++) {
                gateway.respondsWith(Samples.refused(404, 6));
                assertThatThrownBy(() -> context.getBean(MonitorService.class)
                        .getEngagement(Samples.visitor(), EngagementRequest.empty()));
            }
            eventually(() -> assertThat(health.health().getStatus()).isEqualTo(Status.DOWN));
            assertThat(health.health().getDetails().toString()).contains("lastFailure=ACCOUNT_UNKNOWN");

            context.getBean(MonitorService.class).getEngagement(Samples.visitor(), EngagementRequest.empty());

            eventually(() -> assertThat(health.health().getStatus()).isEqualTo(Status.UP));
        });
    }

    @Test
    void healthCanBeSwitchedOff() {
        application
                .withPropertyValues("management.health.monitor-api.enabled=false")
                .run(context -> assertThat(context).doesNotHaveBean("monitorApiHealthIndicator"));
    }

    @Test
    void aFailedAsynchronousCallIsObservedByItsReason() {
        gateway.respondsWith(Samples.refused(404, 6));
        application.run(context -> {
            assertThatThrownBy(() -> context.getBean(MonitorService.class)
                            .getEngagementAsync(Samples.visitor(), EngagementRequest.empty())
                            .join())
                    .isInstanceOf(CompletionException.class);

            eventually(() -> TestObservationRegistryAssert.assertThat(observations)
                    .hasSingleObservationThat()
                    .hasLowCardinalityKeyValue("reason", "ACCOUNT_UNKNOWN"));
        });
    }

    /** Listeners and dependents are told on threads of their own, after the caller has its answer. */
    private static void eventually(Runnable assertion) {
        long latest = System.nanoTime() + TimeUnit.SECONDS.toNanos(10);
        while (true) {
            try {
                assertion.run();
                return;
            } catch (AssertionError notYet) {
                if (System.nanoTime() > latest) {
                    throw notYet;
                }
                Thread.onSpinWait();
            }
        }
    }

    private double counted(String name) {
        return meters.get(name).counters().stream()
                .mapToDouble(each -> each.count())
                .sum();
    }

    private double gauge(String name) {
        return meters.get(name).gauge().value();
    }
}
