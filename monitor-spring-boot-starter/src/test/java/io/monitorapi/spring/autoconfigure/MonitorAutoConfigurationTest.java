package io.monitorapi.spring.autoconfigure;

import static org.assertj.core.api.Assertions.assertThat;

import io.monitorapi.MonitorService;
import io.monitorapi.engagement.EngagementRequest;
import io.monitorapi.engine.MonitorServiceBuilder;
import io.monitorapi.error.MonitorException;
import io.monitorapi.http.transport.HttpTransport;
import io.monitorapi.memory.InMemorySessionStore;
import io.monitorapi.port.MonitorGateway;
import io.monitorapi.port.MonitorListener;
import io.monitorapi.port.RetryPolicy;
import io.monitorapi.port.SessionStore;
import io.monitorapi.retry.Resilience4jRetryPolicy;
import io.monitorapi.simulator.MonitorSimulator;
import io.monitorapi.simulator.ScriptedResponse;
import io.monitorapi.testkit.FakeMonitorGateway;
import io.monitorapi.testkit.Samples;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.ssl.SslAutoConfiguration;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

class MonitorAutoConfigurationTest {

    private final ApplicationContextRunner application = new ApplicationContextRunner()
            .withConfiguration(AutoConfigurations.of(SslAutoConfiguration.class, MonitorAutoConfiguration.class));

    private final ApplicationContextRunner configured = application.withPropertyValues(
            "monitor-api.account-id=40001234",
            "monitor-api.app-installation-id=7d0a",
            "monitor-api.base-uri=https://localhost:1");

    @Test
    void createsAServiceAndItsParts() {
        configured.run(context -> assertThat(context)
                .hasNotFailed()
                .hasSingleBean(MonitorService.class)
                .hasSingleBean(MonitorGateway.class)
                .hasSingleBean(HttpTransport.class)
                .hasSingleBean(InMemorySessionStore.class)
                .hasSingleBean(Resilience4jRetryPolicy.class));
    }

    @Test
    void createsNoServiceWithoutAnAccount() {
        application.run(context -> assertThat(context).hasNotFailed().doesNotHaveBean(MonitorService.class));
    }

    @Test
    void aBlankAccountCountsAsNotSet() {
        application
                .withPropertyValues("monitor-api.account-id= ")
                .run(context -> assertThat(context).hasNotFailed().doesNotHaveBean(MonitorService.class));
    }

    @Test
    void backsOffFromAServiceOfTheApplication() {
        MonitorService own =
                MonitorServiceBuilder.forGateway(new FakeMonitorGateway()).build();
        configured
                .withBean(MonitorService.class, () -> own)
                .run(context ->
                        assertThat(context).getBean(MonitorService.class).isSameAs(own));
    }

    @Test
    void backsOffFromAGatewayOfTheApplicationAndNeedsNoAccountThen() {
        FakeMonitorGateway own = new FakeMonitorGateway();
        application.withBean(MonitorGateway.class, () -> own).run(context -> {
            assertThat(context).doesNotHaveBean(HttpTransport.class);
            context.getBean(MonitorService.class).getEngagement(Samples.visitor(), EngagementRequest.empty());
            assertThat(own.requests()).hasSize(1);
        });
    }

    @Test
    void backsOffFromAStoreOfTheApplication() {
        SessionStore own = new InMemorySessionStore();
        configured
                .withBean(SessionStore.class, () -> own)
                .run(context -> assertThat(context).getBean(SessionStore.class).isSameAs(own));
    }

    @Test
    void backsOffFromARetryPolicyOfTheApplication() {
        RetryPolicy own = RetryPolicy.none();
        configured
                .withBean(RetryPolicy.class, () -> own)
                .run(context -> assertThat(context).getBean(RetryPolicy.class).isSameAs(own));
    }

    @Test
    void notifiesTheListenersOfTheApplication() {
        AtomicInteger created = new AtomicInteger();
        MonitorListener listener = new MonitorListener() {
            @Override
            public void sessionCreated(SessionCreated event) {
                created.incrementAndGet();
            }
        };
        application
                .withBean(MonitorGateway.class, FakeMonitorGateway::new)
                .withBean(MonitorListener.class, () -> listener)
                .run(context -> {
                    context.getBean(MonitorService.class).getEngagement(Samples.visitor(), EngagementRequest.empty());
                    assertThat(created).hasValue(1);
                });
    }

    @Test
    void closesTheServiceWithTheContext() {
        MonitorService[] service = new MonitorService[1];
        configured.run(context -> service[0] = context.getBean(MonitorService.class));

        Assertions.assertThatExceptionOfType(MonitorException.class)
                .isThrownBy(() -> service[0].getEngagement(Samples.visitor(), EngagementRequest.empty()))
                .withMessageContaining("CLOSED");
    }

    @ParameterizedTest
    @CsvSource({
        "monitor-api.base-uri, http://localhost:1",
        "monitor-api.app-installation-id, ' '",
        "monitor-api.connect-timeout, 0s",
        "monitor-api.attempt-limit, -1s",
        "monitor-api.deadline, 0s",
        "monitor-api.max-in-flight, 0",
        "monitor-api.max-waiting, -1",
        "monitor-api.retry.max-attempts, 0",
        "monitor-api.retry.jitter, 2",
        "monitor-api.retry.schedule, 0s"
    })
    void namesAPropertyThatIsWrong(String property, String value) {
        configured.withPropertyValues(property + "=" + value).run(context -> {
            assertThat(context).hasFailed();
            FailureAnalysis analysis = new MonitorPropertyFailureAnalyzer().analyze(context.getStartupFailure());
            Assertions.assertThat(analysis).isNotNull();
            Assertions.assertThat(analysis.getDescription()).contains(property);
            Assertions.assertThat(analysis.getAction()).contains(property);
        });
    }

    @Test
    void refusesAnAccountThatCannotBeOne() {
        configured
                .withPropertyValues("monitor-api.account-id=not an account")
                .run(context -> assertThat(context).getFailure().rootCause().hasMessageContaining("accountId"));
    }

    @Test
    void refusesAnUnknownSslBundle() {
        configured
                .withPropertyValues("monitor-api.ssl.bundle=nowhere")
                .run(context -> assertThat(context).getFailure().rootCause().hasMessageContaining("nowhere"));
    }

    @Test
    void trustsTheCertificatesOfABundle(@TempDir Path folder) throws IOException {
        try (MonitorSimulator simulator = MonitorSimulator.start()) {
            simulated(simulator, folder).run(context -> {
                MonitorService service = context.getBean(MonitorService.class);

                assertThat(service.getEngagement(Samples.visitor(), EngagementRequest.empty())
                                .sessionCreated())
                        .isTrue();
                assertThat(service.getEngagement(Samples.visitor(), EngagementRequest.empty())
                                .sessionCreated())
                        .isFalse();
                assertThat(simulator.recording().sessionsCreated()).isEqualTo(1);
            });
        }
    }

    @Test
    void retriesOnTheConfiguredSchedule(@TempDir Path folder) throws IOException {
        try (MonitorSimulator simulator = MonitorSimulator.start()) {
            simulator.script().next(2, ScriptedResponse.error(503, 0));
            simulated(simulator, folder)
                    .withPropertyValues("monitor-api.retry.schedule=10ms,20ms", "monitor-api.retry.max-attempts=3")
                    .run(context -> {
                        context.getBean(MonitorService.class)
                                .getEngagement(Samples.visitor(), EngagementRequest.empty());
                        assertThat(simulator.recording().requests("engagement")).isEqualTo(3);
                    });
        }
    }

    @Test
    void oneAttemptMeansOneRequest(@TempDir Path folder) throws IOException {
        try (MonitorSimulator simulator = MonitorSimulator.start()) {
            simulator.script().next(2, ScriptedResponse.error(503, 0));
            simulated(simulator, folder)
                    .withPropertyValues("monitor-api.retry.max-attempts=1")
                    .run(context -> {
                        Assertions.assertThatExceptionOfType(MonitorException.class)
                                .isThrownBy(() -> context.getBean(MonitorService.class)
                                        .getEngagement(Samples.visitor(), EngagementRequest.empty()));
                        assertThat(simulator.recording().requests("engagement")).isEqualTo(1);
                    });
        }
    }

    private ApplicationContextRunner simulated(MonitorSimulator simulator, Path folder) throws IOException {
        Path certificate = Files.writeString(folder.resolve("trust.pem"), simulator.certificatePem());
        return application.withPropertyValues(
                "monitor-api.account-id=" + simulator.accountId(),
                "monitor-api.app-installation-id=" + simulator.appInstallationId(),
                "monitor-api.base-uri=" + simulator.baseUri(),
                "monitor-api.ssl.bundle=simulator",
                "spring.ssl.bundle.pem.simulator.truststore.certificate=" + certificate.toUri());
    }
}
