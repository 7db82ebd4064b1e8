package io.monitorapi.spring.autoconfigure;

import static org.assertj.core.api.Assertions.assertThat;

import io.monitorapi.MonitorService;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.NoSuchBeanDefinitionException;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.diagnostics.FailureAnalyzer;
import org.springframework.boot.ssl.NoSuchSslBundleException;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.io.support.SpringFactoriesLoader;

/** The texts that an application prints instead of a stack trace when it cannot start. */
class FailureAnalyzersTest {

    private final ApplicationContextRunner configured = Simulated.empty()
            .withPropertyValues("monitor-api.account-id=40001234", "monitor-api.app-installation-id=7d0a");

    @Test
    void anInvalidValueIsNamed() {
        configured
                .withPropertyValues("monitor-api.deadline=0s")
                .run(context -> assertAnalysis(
                        new MonitorPropertyFailureAnalyzer(),
                        context.getStartupFailure(),
                        "The Monitor API client cannot be created: monitor-api.deadline must be positive.",
                        "Correct the property monitor-api.deadline, or remove it to use its default."));
    }

    @Test
    void aValueThatTheBuilderRejectsIsNamed() {
        configured
                .withPropertyValues("monitor-api.allowed-service-hosts=https://a")
                .run(context -> assertAnalysis(
                        new MonitorPropertyFailureAnalyzer(),
                        context.getStartupFailure(),
                        "The Monitor API client cannot be created: monitor-api.allowed-service-hosts is invalid: allowedServiceHosts"
                                + " must be host:port, without scheme and path.",
                        "Correct the property monitor-api.allowed-service-hosts."));
    }

    @Test
    void anAccountNeedsAnAppInstallation() {
        Simulated.empty()
                .withPropertyValues("monitor-api.account-id=40001234")
                .run(context -> assertAnalysis(
                        new MonitorPropertyFailureAnalyzer(),
                        context.getStartupFailure(),
                        "The Monitor API client cannot be created: monitor-api.app-installation-id must be set.",
                        "Set the property monitor-api.app-installation-id."));
    }

    @Test
    void anInvalidValueOfANamedClientIsNamed() {
        Simulated.empty()
                .withPropertyValues("monitor-api.clients.nl.account-id=1", "monitor-api.retry.jitter=2")
                .run(context -> assertThat(new MonitorPropertyFailureAnalyzer()
                                .analyze(context.getStartupFailure())
                                .getDescription())
                        .startsWith("The Monitor API client cannot be created: monitor-api.")
                        .contains("retry.jitter must be from 0 to 1"));
    }

    @Test
    void aServiceInjectedWithoutAnAccountNamesTheProperty() {
        Simulated.empty()
                .withUserConfiguration(Shop.class)
                .run(context -> assertAnalysis(
                        new MissingMonitorServiceFailureAnalyzer(environment(Map.of())),
                        context.getStartupFailure(),
                        "A MonitorService is required, but there is none, because monitor-api.account-id is not set.",
                        "Set monitor-api.account-id and monitor-api.app-installation-id. For several accounts, set"
                                + " monitor-api.clients.<name>.account-id and inject with @Qualifier(\"<name>\"). Clients that"
                                + " have an account: []."));
    }

    @Test
    void anInjectedClientThatIsNotConfiguredIsExplained() {
        configured
                .withUserConfiguration(FrenchShop.class)
                .run(context -> assertAnalysis(
                        new MissingMonitorServiceFailureAnalyzer(environment(Map.of(
                                "monitor-api.account-id", "40001234", "monitor-api.clients.nl.account-id", "1"))),
                        context.getStartupFailure(),
                        "A MonitorService is required, but there is none that matches the qualifier.",
                        "Inject it without a qualifier, or with the name of a client in monitor-api.clients. For several accounts,"
                                + " set monitor-api.clients.<name>.account-id and inject with @Qualifier(\"<name>\"). Clients"
                                + " that have an account: [nl]."));
    }

    @Test
    void missingBeansOfOtherTypesAreNotAnalyzed() {
        assertThat(new MissingMonitorServiceFailureAnalyzer(environment(Map.of()))
                        .analyze(new NoSuchBeanDefinitionException(String.class)))
                .isNull();
    }

    @Test
    void bootExplainsAnUnknownSslBundle() {
        configured
                .withPropertyValues("monitor-api.ssl.bundle=nowhere")
                .run(context -> assertThat(context.getStartupFailure())
                        .rootCause()
                        .isInstanceOf(NoSuchSslBundleException.class)
                        .hasMessageContaining("nowhere"));
    }

    @Test
    void bootExplainsAnUnknownSslBundleOfANamedClient() {
        Simulated.empty()
                .withPropertyValues(
                        "monitor-api.clients.nl.account-id=1",
                        "monitor-api.clients.nl.app-installation-id=7d0a",
                        "monitor-api.clients.nl.ssl.bundle=nowhere")
                .run(context -> assertThat(context.getStartupFailure())
                        .rootCause()
                        .isInstanceOf(NoSuchSslBundleException.class)
                        .hasMessageContaining("nowhere"));
    }

    @Test
    void anUnsupportedSpringBootIsExplained() {
        assertAnalysis(
                new IncompatibleLibraryFailureAnalyzer(),
                unfit("Spring Boot", "3.5.16", "4.", "Spring Boot 4"),
                "The Monitor API starter does not support this application: Spring Boot 3.5.16 was found, but Spring Boot 4 is"
                        + " needed.",
                "Use Spring Boot 4. With another generation of Spring Boot, depend on io.monitorapi:monitor-http-adapter"
                        + " instead of the starter and build the MonitorService with HttpMonitor.builder() in a @Bean method.");
    }

    @Test
    void theGenerationsOfThisBuildAreSupported() {
        LibraryCompatibility.check();
        LibraryCompatibility.check("Jackson", null, "3.", "Jackson 3");
    }

    @Test
    void theInitializerChecksTheGenerations() {
        assertThat(SpringFactoriesLoader.forDefaultResourceLocation().load(ApplicationContextInitializer.class))
                .hasAtLeastOneElementOfType(LibraryCompatibilityInitializer.class);
    }

    @Test
    void bootExplainsAJacksonThatDoesNotLink() {
        NoSuchMethodError error =
                new NoSuchMethodError("'java.lang.String tools.jackson.core.JsonParser.nextStringValue()'");

        assertThat(Analyses.of(new IllegalStateException("no bean", error)).getDescription())
                .contains("tools.jackson.core.JsonParser");
    }

    @Test
    void bootFindsAllAnalyzers() {
        StandardEnvironment environment = new StandardEnvironment();
        List<FailureAnalyzer> found = SpringFactoriesLoader.forDefaultResourceLocation()
                .load(
                        FailureAnalyzer.class,
                        SpringFactoriesLoader.ArgumentResolver.of(Environment.class, environment),
                        (type, name, failure) -> {});

        assertThat(found.stream()
                        .map(FailureAnalyzer::getClass)
                        .filter(type -> type.getPackageName().equals("io.monitorapi.spring.autoconfigure"))
                        .map(Class::getSimpleName))
                .containsExactlyInAnyOrder(
                        "MissingMonitorServiceFailureAnalyzer",
                        "MonitorPropertyFailureAnalyzer",
                        "IncompatibleLibraryFailureAnalyzer");
    }

    private static StandardEnvironment environment(Map<String, Object> values) {
        StandardEnvironment environment = new StandardEnvironment();
        environment.getPropertySources().addLast(new MapPropertySource("test", values));
        return environment;
    }

    private static Throwable unfit(String library, String found, String generation, String needed) {
        try {
            LibraryCompatibility.check(library, found, generation, needed);
            throw new AssertionError("must not fit");
        } catch (IncompatibleLibraryException unfit) {
            return unfit;
        }
    }

    private static void assertAnalysis(FailureAnalyzer analyzer, Throwable failure, String description, String action) {
        FailureAnalysis analysis = analyzer.analyze(failure);
        assertThat(analysis).as("%s", failure).isNotNull();
        assertThat(analysis.getDescription()).isEqualTo(description);
        assertThat(analysis.getAction()).isEqualTo(action);
    }

    @Configuration(proxyBeanMethods = false)
    static class Shop {

        @Autowired
        MonitorService service;
    }

    @Configuration(proxyBeanMethods = false)
    static class FrenchShop {

        @Autowired
        @Qualifier("fr")
        MonitorService service;
    }
}
