package io.monitorapi.spring.autoconfigure;

import static org.assertj.core.api.Assertions.assertThat;

import io.monitorapi.MonitorService;
import io.monitorapi.engagement.EngagementRequest;
import io.monitorapi.http.apache.ApacheHttpTransport;
import io.monitorapi.http.jdk.JdkHttpTransport;
import io.monitorapi.http.transport.HttpTransport;
import io.monitorapi.simulator.MonitorSimulator;
import io.monitorapi.spring.MonitorApacheHttpClientCustomizer;
import io.monitorapi.spring.MonitorClients;
import io.monitorapi.spring.MonitorHttpClientCustomizer;
import io.monitorapi.testkit.Samples;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.assertj.AssertableApplicationContext;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

@ExtendWith(OutputCaptureExtension.class)
class HttpTransportFactoryTest {

    private final MonitorSimulator simulator = MonitorSimulator.start();
    private final ApplicationContextRunner application = Simulated.application(simulator);

    @AfterEach
    void stop() {
        simulator.close();
    }

    @Test
    void apacheSendsTheRequestsWhenConfigured() {
        application
                .withPropertyValues("monitor-api.ssl.bundle=", "monitor-api.http.transport=apache")
                .run(context ->
                        assertThat(context.getBean(HttpTransport.class)).isInstanceOf(ApacheHttpTransport.class));

        application.withPropertyValues("monitor-api.http.transport=apache").run(context -> {
            assertThat(isAvailable(context.getBean(MonitorService.class))).isTrue();
            assertThat(simulator.recording().requests()).isEqualTo(1);
        });
    }

    @Test
    void apacheIsTheDefaultAndTheJdksClientCanBeChosen() {
        application
                .withPropertyValues("monitor-api.ssl.bundle=")
                .run(context ->
                        assertThat(context.getBean(HttpTransport.class)).isInstanceOf(ApacheHttpTransport.class));
        application
                .withPropertyValues("monitor-api.ssl.bundle=", "monitor-api.http.transport=jdk")
                .run(context -> assertThat(context.getBean(HttpTransport.class)).isInstanceOf(JdkHttpTransport.class));
    }

    @Test
    void apacheUsesTheConfiguredProxy() throws IOException {
        try (ConnectProxy proxy = new ConnectProxy()) {
            application
                    .withPropertyValues(
                            "monitor-api.http.transport=apache",
                            "monitor-api.proxy.host=localhost",
                            "monitor-api.proxy.port=" + proxy.port())
                    .run(context -> assertThat(isAvailable(context.getBean(MonitorService.class)))
                            .isTrue());

            assertThat(proxy.tunnels())
                    .containsExactly("localhost:" + simulator.baseUri().getPort());
        }
    }

    @Test
    void aNamedClientHasItsOwnTransport() {
        Simulated.client(application, "monitor-api.clients.nl", "nl", simulator)
                .withPropertyValues("monitor-api.clients.nl.http.transport=apache")
                .run(context -> assertThat(isAvailable(
                                context.getBean(MonitorClients.class).get("nl")))
                        .isTrue());
    }

    @Test
    void theAnalysisNamesTheMissingApacheLibrary() {
        application
                .withPropertyValues("monitor-api.http.transport=apache")
                .withClassLoader(new FilteredClassLoader("org.apache.hc"))
                .run(context -> assertThat(explanation(context))
                        .contains("monitor-api.http.transport", "org.apache.httpcomponents.client5:httpclient5"));
    }

    @Test
    void refusesHttp2OnApache() {
        application
                .withPropertyValues("monitor-api.http.transport=apache", "monitor-api.http2=true")
                .run(context -> assertThat(explanation(context)).contains("monitor-api.http2", "http.transport=jdk"));
    }

    @Test
    void customizersOfTheOtherTransportAreLoggedAndNotCalled(CapturedOutput output) {
        application
                .withBean(MonitorHttpClientCustomizer.class, () -> (client, http) -> {
                    throw new AssertionError("must not be called");
                })
                .run(context -> {
                    assertThat(context).hasNotFailed();
                    assertThat(output)
                            .containsOnlyOnce("beans of type MonitorHttpClientCustomizer are not called")
                            .contains("selects Apache HttpClient 5");
                });
    }

    @Test
    void customizersOfBothTransportsMayBeCombined(CapturedOutput output) {
        Simulated.client(application, "monitor-api.clients.nl", "nl", simulator)
                .withPropertyValues("monitor-api.clients.nl.http.transport=jdk")
                .withBean(MonitorHttpClientCustomizer.class, () -> (client, http) -> {})
                .withBean(MonitorApacheHttpClientCustomizer.class, () -> (client, http) -> {})
                .run(context -> {
                    assertThat(context).hasNotFailed();
                    assertThat(output).doesNotContain("are not called");
                });
    }

    @Test
    void aPemFileIsTrusted(@TempDir Path folder) throws IOException {
        Path pem = Files.writeString(folder.resolve("trusted.pem"), simulator.certificatePem());

        application
                .withPropertyValues("monitor-api.ssl.bundle=", "monitor-api.ssl.trust-certificate=" + pem.toUri())
                .run(context -> assertThat(isAvailable(context.getBean(MonitorService.class)))
                        .isTrue());
    }

    @Test
    void aPemFileThatCannotBeReadIsNamed() {
        application
                .withPropertyValues("monitor-api.ssl.bundle=", "monitor-api.ssl.trust-certificate=file:/no/such.pem")
                .run(context -> assertThat(explanation(context)).contains("monitor-api.ssl.trust-certificate"));
    }

    @Test
    void refusesAPemFileBesideABundle() {
        application
                .withPropertyValues("monitor-api.ssl.trust-certificate=file:/no/such.pem")
                .run(context ->
                        assertThat(explanation(context)).contains("monitor-api.ssl.trust-certificate", "ssl.bundle"));
    }

    private static String explanation(AssertableApplicationContext context) {
        FailureAnalysis analysis = Analyses.of(context.getStartupFailure());
        return analysis.getDescription() + " " + analysis.getAction();
    }

    private static boolean isAvailable(MonitorService service) {
        return service.getEngagementAsync(Samples.visitor(), EngagementRequest.empty())
                .join()
                .isAvailable();
    }
}
