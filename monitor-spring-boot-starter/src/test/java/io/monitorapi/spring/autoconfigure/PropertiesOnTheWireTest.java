package io.monitorapi.spring.autoconfigure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.monitorapi.MonitorService;
import io.monitorapi.engagement.EngagementRequest;
import io.monitorapi.error.MonitorException;
import io.monitorapi.error.Reason;
import io.monitorapi.simulator.MonitorSimulator;
import io.monitorapi.simulator.RecordedRequest;
import io.monitorapi.simulator.ScriptedResponse;
import io.monitorapi.testkit.Samples;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

/** Every property has an effect on the requests that are sent. */
class PropertiesOnTheWireTest {

    private final MonitorSimulator simulator = MonitorSimulator.start();
    private final ApplicationContextRunner application = Simulated.application(simulator);

    @AfterEach
    void stop() {
        simulator.close();
    }

    @Test
    void nothingIsSentBeforeTheFirstCall() {
        application.run(context -> {
            assertThat(context.getBean(MonitorService.class)).isNotNull();
            assertThat(simulator.recording().requests()).isZero();

            ask(context.getBean(MonitorService.class));
            assertThat(simulator.recording().requests()).isEqualTo(1);
        });
    }

    @Test
    void warmUpConnectsInTheBackgroundWithoutOpeningASession() {
        application.withPropertyValues("monitor-api.warm-up=true").run(context -> {
            long giveUp = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
            while (simulator.recording().recordedRequests().isEmpty() && System.nanoTime() < giveUp) {
                LockSupport.parkNanos(1_000_000);
            }
            assertThat(simulator.recording().recordedRequests())
                    .singleElement()
                    .satisfies(request -> assertThat(request.method()).isEqualTo("GET"));
            assertThat(simulator.recording().sessionsCreated()).isZero();
        });
    }

    @Test
    void theUserAgentSuffixIsSent() {
        application
                .withPropertyValues("monitor-api.user-agent-suffix=shop/7", "monitor-api.on-behalf=true")
                .run(context -> {
                    ask(context.getBean(MonitorService.class));
                    assertThat(sent().headers().toString()).contains("shop/7");
                    assertThat(sent().query()).containsEntry("obh", "true");
                });
    }

    @Test
    void theDefaultsAreSent() {
        application.run(context -> {
            ask(context.getBean(MonitorService.class));
            assertThat(sent().query()).containsEntry("v", "1.0").doesNotContainKey("obh");
        });
    }

    @Test
    void theVersionIsSent() {
        application.withPropertyValues("monitor-api.api-version=1.1").run(context -> {
            ask(context.getBean(MonitorService.class));
            assertThat(sent().query()).containsEntry("v", "1.1");
        });
    }

    @Test
    void theHostIsLookedUpAtTheDomainFront() {
        String host = "localhost:" + simulator.baseUri().getPort();
        application
                .withPropertyValues(
                        "monitor-api.base-uri=",
                        "monitor-api.domain-front-host=" + host,
                        "monitor-api.allowed-service-hosts=" + host)
                .run(context -> {
                    ask(context.getBean(MonitorService.class));
                    assertThat(simulator.recording().requests("domain")).isEqualTo(1);
                    assertThat(simulator.recording().requests("engagement")).isEqualTo(1);
                });
    }

    @Test
    void aLargerResponseIsNotRead() {
        application
                .withPropertyValues("monitor-api.max-response-size=64B")
                .run(context -> assertThatExceptionOfType(MonitorException.class)
                        .isThrownBy(() -> ask(context.getBean(MonitorService.class)))
                        .satisfies(failure -> assertThat(failure.reason()).isEqualTo(Reason.TOO_LARGE)));
    }

    @Test
    void theDeadlineEndsACall() {
        simulator.script().always(ScriptedResponse.usual().after(Duration.ofSeconds(30)));
        application
                .withPropertyValues("monitor-api.deadline=200ms")
                .run(context -> assertThatExceptionOfType(MonitorException.class)
                        .isThrownBy(() -> ask(context.getBean(MonitorService.class)))
                        .satisfies(
                                failure -> assertThat(failure.category().name()).isEqualTo("REQUEST")));
        simulator.script().clear();
    }

    @Test
    void aSessionEndsAtItsAge() {
        application.withPropertyValues("monitor-api.lifetime.age=1ns").run(context -> {
            MonitorService service = context.getBean(MonitorService.class);
            ask(service);
            assertThat(service.sessions().current(Samples.visitor())).isEmpty();
        });
    }

    private static void ask(MonitorService service) {
        service.getEngagement(Samples.visitor(), EngagementRequest.empty());
    }

    private RecordedRequest sent() {
        List<RecordedRequest> recorded = simulator.recording().recordedRequests();
        return recorded.get(recorded.size() - 1);
    }
}
