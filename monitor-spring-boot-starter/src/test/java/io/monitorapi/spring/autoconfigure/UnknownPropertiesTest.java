package io.monitorapi.spring.autoconfigure;

import static org.assertj.core.api.Assertions.assertThat;

import io.monitorapi.port.MonitorGateway;
import io.monitorapi.spring.InvalidMonitorPropertyException;
import io.monitorapi.spring.MonitorClients;
import io.monitorapi.spring.SessionProperties;
import io.monitorapi.testkit.FakeMonitorGateway;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.core.env.SystemEnvironmentPropertySource;

/** Properties that would silently have no effect. */
@ExtendWith(OutputCaptureExtension.class)
class UnknownPropertiesTest {

    private static final String UNKNOWN = "Unknown property";

    private final ApplicationContextRunner application = Simulated.empty()
            .withBean(MonitorGateway.class, FakeMonitorGateway::new)
            .withPropertyValues(
                    "monitor-api.account-id=40001234",
                    "monitor-api.app-installation-id=7d0a",
                    "monitor-api.clients.nl.account-id=40005678",
                    "monitor-api.clients.nl.app-installation-id=7d0b");

    @ParameterizedTest
    @CsvSource({
        "monitor-api.deadlin, monitor-api.deadline",
        "monitor-api.retry.max-atempts, monitor-api.retry.max-attempts",
        "monitor-api.clients.nl.dedline, monitor-api.clients.nl.deadline",
        "monitor-api.session.redis.time-out-ms, monitor-api.session.redis.timeout"
    })
    void anUnknownPropertyIsLoggedWithTheNearestName(String unknown, String nearest, CapturedOutput output) {
        application
                .withPropertyValues(unknown + "=3s")
                .run(context -> assertThat(output)
                        .containsOnlyOnce(UNKNOWN)
                        .contains("WARN")
                        .contains(UNKNOWN + " " + unknown + " has no effect; did you mean " + nearest + "?"));
    }

    @Test
    void aPropertyLikeNoOtherIsLoggedWithoutAName(CapturedOutput output) {
        application
                .withPropertyValues("monitor-api.x=1")
                .run(context -> assertThat(output).contains(UNKNOWN + " monitor-api.x has no effect."));
    }

    /** The control. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "monitor-api.deadline=3s",
                "monitor-api.retry.maxAttempts=3",
                "monitor-api.retry.schedule[0]=3s",
                "monitor-api.retry.schedule=3s,4s",
                "monitor-api.allowed-service-hosts[0]=localhost:1",
                "monitor-api.session.redis.timeout=1s",
                "monitor-api.clients.nl.retry.max_attempts=3",
                "monitor-api.clients.nl.retry.schedule[1]=3s",
                "monitor-apis.deadlin=3s"
            })
    void existingPropertiesAreNotLogged(String property, CapturedOutput output) {
        application
                .withPropertyValues(property)
                .run(context -> assertThat(output).doesNotContain(UNKNOWN));
    }

    @Test
    void anEnvironmentVariableWithATypoIsLogged(CapturedOutput output) {
        withVariables(Map.of(
                        "MONITOR_API_DEADLIN", "3s",
                        "MONITOR_API_ATTEMPT_LIMIT", "3s",
                        "MONITOR_API_RETRY_SCHEDULE_0", "3s",
                        "MONITOR_API_CLIENTS_NL_DEADLINE", "3s",
                        "MONITOR_API_TOKEN_OF_ANOTHER_LIBRARY", "x"))
                .run(context -> assertThat(output)
                        .containsOnlyOnce(UNKNOWN)
                        .contains(UNKNOWN + " MONITOR_API_DEADLIN has no effect; did you mean MONITOR_API_DEADLINE?"));
    }

    @Test
    void aClientCanBeNamedByEnvironmentVariablesAlone() {
        Simulated.empty()
                .withInitializer(context -> context.getEnvironment()
                        .getPropertySources()
                        .addFirst(variables(Map.of(
                                "MONITOR_API_CLIENTS_NL_ACCOUNT_ID", "40001234",
                                "MONITOR_API_CLIENTS_NL_APP_INSTALLATION_ID", "7d0a",
                                "MONITOR_API_CLIENTS_NL_ON_BEHALF", "true",
                                "MONITOR_API_CLIENTS_NL_DEADLINE", "3s"))))
                .run(context -> {
                    assertThat(context).hasNotFailed();
                    assertThat(context.getBean(MonitorClients.class).names()).containsExactly("nl");
                    MonitorProperties nl =
                            NamedClientProperties.of(context.getEnvironment()).get("nl");
                    assertThat(nl.accountId()).isEqualTo("40001234");
                    assertThat(nl.deadline()).hasSeconds(3);
                });
    }

    @Test
    void aSettingThatNoNamedClientCanHaveIsRefusedByName() {
        application
                .withPropertyValues("monitor-api.clients.nl.session.store=redis")
                .run(context -> {
                    assertThat(context)
                            .getFailure()
                            .isInstanceOf(InvalidMonitorPropertyException.class)
                            .hasMessageContaining("monitor-api.clients.nl.session.store");
                    FailureAnalysis analysis = Analyses.of(context.getStartupFailure());
                    assertThat(analysis.getAction()).contains("monitor-api.session.store", "all clients");
                });
    }

    @Test
    void anAccountWithoutOnBehalfIsLoggedOnce(CapturedOutput output) {
        Simulated.empty()
                .withPropertyValues("monitor-api.account-id=40001234", "monitor-api.app-installation-id=7d0a")
                .run(context -> assertThat(output).containsOnlyOnce("on-behalf is not set"));
    }

    /** The control. */
    @Test
    void anAccountWithOnBehalfIsNotLogged(CapturedOutput output) {
        Simulated.empty()
                .withPropertyValues(
                        "monitor-api.account-id=40001234",
                        "monitor-api.app-installation-id=7d0a",
                        "monitor-api.on-behalf=false")
                .run(context -> assertThat(output).doesNotContain("on-behalf is not set"));
    }

    @Test
    void trailingBlanksAreStripped() {
        Simulated.empty()
                .withPropertyValues(
                        "monitor-api.account-id=40001234 ",
                        "monitor-api.app-installation-id=7d0a ",
                        "monitor-api.base-uri=https://localhost:1 ",
                        "monitor-api.domain-front-host=localhost ",
                        "monitor-api.allowed-service-hosts=localhost:1 ",
                        "monitor-api.api-version=1.1 ",
                        "monitor-api.on-behalf=true ",
                        "monitor-api.user-agent-suffix=shop ",
                        "monitor-api.max-in-flight=3 ",
                        "monitor-api.report-method=put ",
                        "monitor-api.session.store=memory ",
                        "monitor-api.session.key-secret=0123456789abcdef ")
                .run(context -> {
                    assertThat(context).hasNotFailed();
                    assertThat(context.getBean(MonitorProperties.class).accountId())
                            .isEqualTo("40001234");
                    assertThat(context.getBean(SessionProperties.class).keySecret())
                            .isEqualTo("0123456789abcdef");
                });
    }

    /** Written anew with {@code -Dreadme.write=true}. */
    @Test
    void theNamesAreThoseOfTheMetadata() throws IOException {
        List<String> names = Metadata.properties().stream()
                .map(Metadata.Property::name)
                .filter(name -> name.startsWith("monitor-api."))
                .sorted()
                .toList();
        if (Boolean.getBoolean("readme.write")) {
            Files.write(Path.of("src/main/resources/io/monitorapi/spring/autoconfigure/properties.txt"), names);
        } else {
            assertThat(UnknownProperties.names()).containsExactlyInAnyOrderElementsOf(names);
        }
    }

    /** A property without a default, such as the account, cannot be removed to use its default. */
    @Test
    void theRemedyNamesADefaultOnlyWhereThereIsOne() throws IOException {
        assertThat(Metadata.properties())
                .filteredOn(property -> property.name().startsWith("monitor-api."))
                .filteredOn(property -> !property.name().equals("monitor-api.clients"))
                .allSatisfy(property -> {
                    String path = property.name().substring("monitor-api.".length());
                    String remedy = new InvalidMonitorPropertyException(path, "is wrong").remedy();
                    assertThat(remedy.contains("default"))
                            .as(property.name())
                            .isEqualTo(property.defaultValue() != null);
                });
    }

    private ApplicationContextRunner withVariables(Map<String, Object> variables) {
        return application.withInitializer(
                context -> context.getEnvironment().getPropertySources().addFirst(variables(variables)));
    }

    private static SystemEnvironmentPropertySource variables(Map<String, Object> variables) {
        return new SystemEnvironmentPropertySource("test-systemEnvironment", new LinkedHashMap<>(variables));
    }
}
