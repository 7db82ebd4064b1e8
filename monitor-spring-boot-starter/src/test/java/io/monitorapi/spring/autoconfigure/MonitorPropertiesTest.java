package io.monitorapi.spring.autoconfigure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.monitorapi.http.ReportMethod;
import io.monitorapi.session.SessionLifetime;
import io.monitorapi.spring.InvalidMonitorPropertyException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.env.SystemEnvironmentPropertySource;
import org.springframework.util.unit.DataSize;

class MonitorPropertiesTest {

    private static final MonitorProperties DEFAULTS = bound(Map.of());

    @Test
    void defaultsAreThoseOfTheBuilders() {
        assertThat(DEFAULTS.connectTimeout()).isEqualTo(Duration.ofSeconds(2));
        assertThat(DEFAULTS.attemptLimit()).isEqualTo(Duration.ofSeconds(5));
        assertThat(DEFAULTS.deadline()).isEqualTo(Duration.ofSeconds(15));
        assertThat(DEFAULTS.maxResponseSize()).isEqualTo(DataSize.ofKilobytes(256));
        assertThat(DEFAULTS.lifetime().durations()).isEqualTo(SessionLifetime.DEFAULT);
        assertThat(DEFAULTS.retry().schedule())
                .containsExactly(
                        Duration.ofSeconds(3), Duration.ofSeconds(10), Duration.ofSeconds(30), Duration.ofSeconds(90));
    }

    @ParameterizedTest
    @CsvSource({
        "monitor-api.account-id",
        "monitor-api.accountId",
        "monitor-api.account_id",
        "MONITOR-API.ACCOUNTID",
    })
    void spellingIsRelaxed(String name) {
        assertThat(bound(Map.of(name, "40001234")).accountId()).isEqualTo("40001234");
    }

    @Test
    void environmentVariablesAreRead() {
        MonitorProperties properties = boundFromEnvironment(Map.of(
                "MONITORAPI_ACCOUNTID", "40001234",
                "MONITORAPI_ALLOWEDSERVICEHOSTS", "a:1,b:2",
                "MONITORAPI_ONBEHALF", "true",
                "MONITORAPI_REPORTMETHOD", "post_with_override",
                "MONITORAPI_MAXRESPONSESIZE", "1MB",
                "MONITORAPI_RETRY_SCHEDULE", "1s,2s",
                "MONITORAPI_PROXY_HOST", "proxy.example"));

        assertThat(properties.accountId()).isEqualTo("40001234");
        assertThat(properties.allowedServiceHosts()).containsExactly("a:1", "b:2");
        assertThat(properties.onBehalf()).isTrue();
        assertThat(properties.reportMethod()).isEqualTo(ReportMethod.POST_WITH_OVERRIDE);
        assertThat(properties.maxResponseSize()).isEqualTo(DataSize.ofMegabytes(1));
        assertThat(properties.retry().schedule()).containsExactly(Duration.ofSeconds(1), Duration.ofSeconds(2));
        assertThat(properties.proxy().host()).isEqualTo("proxy.example");
    }

    /** Compose and Kubernetes pass variables with empty values. */
    @ParameterizedTest
    @MethodSource("names")
    void blankIsTheSameAsNotSet(String name) {
        MonitorProperties blank = bound(Map.of(name, ""));

        if (name.equals("monitor-api.retry.schedule")) {
            assertThat(blank.retry().schedule()).as("left to the policy").isEmpty();
        } else {
            assertThat(blank).isEqualTo(DEFAULTS);
        }
    }

    static List<String> names() throws Exception {
        return Metadata.ofTheClient().stream().map(Metadata.Property::name).toList();
    }

    @ParameterizedTest
    @CsvSource({
        "monitor-api.base-uri, http://localhost:1",
        "monitor-api.connect-timeout, 0s",
        "monitor-api.attempt-limit, -1s",
        "monitor-api.deadline, 0s",
        "monitor-api.max-in-flight, 0",
        "monitor-api.max-waiting, -1",
        "monitor-api.close-grace, -1s",
        "monitor-api.near-cache, -1s",
        "monitor-api.creation-limit.per-second, 0",
        "monitor-api.creation-limit.burst, 0",
        "monitor-api.max-response-size, 0B",
        "monitor-api.max-response-size, 3GB",
        "monitor-api.proxy.port, 0",
        "monitor-api.proxy.username, proxy-user",
        "monitor-api.lifetime.idle, 0s",
        "monitor-api.lifetime.age, 0s",
        "monitor-api.retry.schedule, 0s",
        "monitor-api.retry.max-attempts, 0",
        "monitor-api.retry.jitter, 1.1",
        "monitor-api.retry.longest-retry-after, 0s",
        "monitor-api.log.interval, 0s"
    })
    void everyRangeIsCheckedWithoutBeanValidation(String property, String value) {
        assertThatThrownBy(() -> bound(Map.of(property, value)))
                .rootCause()
                .isInstanceOf(InvalidMonitorPropertyException.class)
                .hasMessageStartingWith(property + " ");
    }

    @Test
    void doesNotShowThePasswordOfTheProxy() {
        MonitorProperties properties = bound(Map.of(
                "monitor-api.proxy.host", "proxy.example",
                "monitor-api.proxy.username", "proxy-user",
                "monitor-api.proxy.password", "secret-word"));

        assertThat(properties.toString()).doesNotContain("secret-word").doesNotContain("proxy-user");
    }

    @Test
    void namedClientsInheritWhatTheyDoNotSet() {
        Map<String, MonitorProperties> clients = NamedClientProperties.of(environment(Map.of(
                "monitor-api.deadline", "9s",
                "monitor-api.retry.schedule", "1s,2s,3s",
                "monitor-api.retry.jitter", "0.5",
                "monitor-api.clients.nl.account-id", "1",
                "monitor-api.clients.nl.retry.schedule", "7s",
                "monitor-api.clients.be.account-id", "2",
                "monitor-api.clients.be.deadline", "4s")));

        assertThat(clients).containsOnlyKeys("be", "nl");
        MonitorProperties nl = clients.get("nl");
        assertThat(nl.accountId()).isEqualTo("1");
        assertThat(nl.deadline()).isEqualTo(Duration.ofSeconds(9));
        assertThat(nl.retry().schedule()).containsExactly(Duration.ofSeconds(7));
        assertThat(nl.retry().jitter()).isEqualTo(0.5);
        assertThat(clients.get("be").deadline()).isEqualTo(Duration.ofSeconds(4));
        assertThat(clients.get("be").retry().schedule()).hasSize(3);
    }

    @Test
    void aSettingOfAClientWinsOverOneOfTheTopLevelInAnEnvironmentVariable() {
        StandardEnvironment environment = environment(Map.of("monitor-api.clients.nl.deadline", "4s"));
        environment
                .getPropertySources()
                .addFirst(new SystemEnvironmentPropertySource(
                        "test-systemEnvironment",
                        Map.of("MONITORAPI_DEADLINE", "9s", "MONITORAPI_CLIENTS_NL_ACCOUNTID", "1")));

        assertThat(NamedClientProperties.of(environment).get("nl").deadline()).isEqualTo(Duration.ofSeconds(4));
    }

    @Test
    void anEnvironmentVariableAppliesToTheClientWhoseNameHasDashes() {
        StandardEnvironment environment = environment(Map.of("monitor-api.clients.brand-nl.deadline", "4s"));
        environment
                .getPropertySources()
                .addFirst(new SystemEnvironmentPropertySource(
                        "test-systemEnvironment", Map.of("MONITORAPI_CLIENTS_BRANDNL_ACCOUNTID", "1")));

        assertThat(NamedClientProperties.of(environment)).containsOnlyKeys("brand-nl");
        assertThat(NamedClientProperties.of(environment).get("brand-nl").accountId())
                .isEqualTo("1");
    }

    @Test
    void aClientWithoutAnAccountIsIgnored() {
        assertThat(NamedClientProperties.of(environment(Map.of("monitor-api.clients.nl.account-id", " "))))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"default", "Nl", "n_l", "1nl"})
    void refusesANameThatIsNotValidForABean(String name) {
        assertThatThrownBy(() -> NamedClientProperties.of(
                        environment(Map.of("monitor-api.clients[" + name + "].account-id", "1"))))
                .isInstanceOf(InvalidMonitorPropertyException.class)
                .hasMessageContaining("monitor-api.clients." + name);
    }

    @Test
    void namesThePropertyOfTheClientAndWhereItMayComeFrom() {
        assertThatThrownBy(() -> NamedClientProperties.of(
                        environment(Map.of("monitor-api.clients.nl.account-id", "1", "monitor-api.retry.jitter", "2"))))
                .isInstanceOf(InvalidMonitorPropertyException.class)
                .hasMessageContaining("monitor-api.clients.nl.retry.jitter")
                .hasMessageContaining("may come from monitor-api.retry.jitter");
    }

    private static MonitorProperties bound(Map<String, Object> values) {
        return Binder.get(environment(values)).bindOrCreate("monitor-api", MonitorProperties.class);
    }

    private static MonitorProperties boundFromEnvironment(Map<String, Object> variables) {
        StandardEnvironment environment = environment(Map.of());
        environment
                .getPropertySources()
                .addFirst(new SystemEnvironmentPropertySource("test-systemEnvironment", variables));
        return Binder.get(environment).bindOrCreate("monitor-api", MonitorProperties.class);
    }

    private static StandardEnvironment environment(Map<String, Object> values) {
        StandardEnvironment environment = new StandardEnvironment();
        environment.getPropertySources().addLast(new MapPropertySource("test", new HashMap<>(values)));
        return environment;
    }
}
