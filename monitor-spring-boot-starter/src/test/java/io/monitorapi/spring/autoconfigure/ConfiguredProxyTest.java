package io.monitorapi.spring.autoconfigure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.monitorapi.MonitorService;
import io.monitorapi.engagement.EngagementRequest;
import io.monitorapi.error.MonitorException;
import io.monitorapi.error.Reason;
import io.monitorapi.simulator.MonitorSimulator;
import io.monitorapi.testkit.Samples;
import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

/** The build gives this JVM -Djdk.http.auth.tunneling.disabledSchemes=, without which the JDK does not send Basic credentials. */
class ConfiguredProxyTest {

    @Test
    void authenticatesToAProxy() throws IOException {
        try (MonitorSimulator simulator = MonitorSimulator.start();
                ConnectProxy proxy = new ConnectProxy("somebody", "secret")) {
            through(proxy, simulator)
                    .withPropertyValues("monitor-api.proxy.username=somebody", "monitor-api.proxy.password=secret")
                    .run(context -> {
                        assertThat(context.getBean(MonitorService.class)
                                        .getEngagement(Samples.visitor(), EngagementRequest.empty())
                                        .isAvailable())
                                .isTrue();
                        assertThat(proxy.tunnels())
                                .containsExactly(
                                        "localhost:" + simulator.baseUri().getPort());
                    });
        }
    }

    /** The control: the proxy requires credentials. */
    @Test
    void withoutCredentialsTheProxyRefusesTheConnection() throws IOException {
        try (MonitorSimulator simulator = MonitorSimulator.start();
                ConnectProxy proxy = new ConnectProxy("somebody", "secret")) {
            through(proxy, simulator).run(context -> {
                assertThatExceptionOfType(MonitorException.class)
                        .isThrownBy(() -> context.getBean(MonitorService.class)
                                .getEngagement(Samples.visitor(), EngagementRequest.empty()))
                        .satisfies(failure -> assertThat(failure.reason()).isEqualTo(Reason.PROXY));
                assertThat(proxy.refused()).isNotEmpty();
                assertThat(simulator.recording().requests()).isZero();
            });
        }
    }

    @ParameterizedTest
    @CsvSource({"Basic, true", "'NTLM, basic', true", "'', false", "NTLM, false"})
    void detectsWhenTheJdkDisablesBasicAuthentication(String schemes, boolean disabled) {
        assertThat(ConfiguredProxy.isBasicDisabled(schemes)).isEqualTo(disabled);
        assertThat(ConfiguredProxy.isBasicDisabled(null)).isTrue();
    }

    private static ApplicationContextRunner through(ConnectProxy proxy, MonitorSimulator simulator) {
        return Simulated.application(simulator)
                .withPropertyValues(
                        "monitor-api.retry.max-attempts=1",
                        "monitor-api.proxy.host=localhost",
                        "monitor-api.proxy.port=" + proxy.port());
    }
}
