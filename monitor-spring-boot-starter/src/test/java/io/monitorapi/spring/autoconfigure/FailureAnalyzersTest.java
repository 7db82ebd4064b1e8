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
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.io.support.SpringFactoriesLoader;

/** What an application that cannot start says instead of a stack trace, word by word. */
class FailureAnalyzersTest {

    private final ApplicationContextRunner configured = Simulated.empty()
            .withPropertyValues("monitor-api.account-id=40001234", "monitor-api.app-installation-id=7d0a");

    @Test
    void aWrongValue() {
        configured
                .withPropertyValues("monitor-api.deadline=0s")
                .run(context -> says(
                        new MonitorPropertyFailureAnalyzer(),
                        context.getStartupFailure(),
                        "The Monitor API client cannot be made: monitor-api.deadline must be positive.",
                        "Correct the property monitor-api.deadline, or remove it to use its default."));
    }

    @Test
    void aValueThatTheBuilderRefuses() {
        configured
                .withPropertyValues("monitor-api.allowed-service-hosts=https://a")
                .run(context -> says(
                        new MonitorPropertyFailureAnalyzer(),
                        context.getStartupFailure(),
                        "The Monitor API client cannot be made: monitor-api.allowed-service-hosts cannot be used: allowedServiceHosts"
                                + " must be host:port, without scheme and path.",
                        "Correct the property monitor-api.allowed-service-hosts, or remove it to use its default."));
    }

    @Test
    void anAccountWithoutAnAppInstallation() {
        Simulated.empty()
                .withPropertyValues("monitor-api.account-id=40001234")
                .run(context -> says(
                        new MonitorPropertyFailureAnalyzer(),
                        context.getStartupFailure(),
                        "The Monitor API client cannot be made: monitor-api.app-installation-id must be set.",
                        "Correct the property monitor-api.app-installation-id, or remove it to use its default."));
    }

    @Test
    void aWrongValueOfANamedClient() {
        Simulated.empty()
                .withPropertyValues("monitor-api.clients.nl.account-id=1", "monitor-api.retry.jitter=2")
                .run(context -> assertThat(new MonitorPropertyFailureAnalyzer()
                                .analyze(context.getStartupFailure())
                                .getDescription())
                        .startsWith("The Monitor API client cannot be made: monitor-api.")
                        .contains("retry.jitter must be from 0 to 1"));
    }

    @Test
    void aServiceThatIsInjectedWithoutAnAccount() {
        Simulated.empty()
                .withUserConfiguration(Shop.class)
                .run(context -> says(
                        new MissingMonitorServiceFailureAnalyzer(environment(Map.of())),
                        context.getStartupFailure(),
                        "A MonitorService is injected, but there is none, as monitor-api.account-id is not set.",
                        "Set monitor-api.account-id and monitor-api.app-installation-id. For several accounts, set"
                                + " monitor-api.clients.<name>.account-id, and ask by @Qualifier(\"<name>\"); the names that have an"
                                + " account now: []."));
    }

    @Test
    void aNamedClientThatIsInjectedAndNotConfigured() {
        configured
                .withUserConfiguration(FrenchShop.class)
                .run(context -> says(
                        new MissingMonitorServiceFailureAnalyzer(environment(Map.of(
                                "monitor-api.account-id", "40001234", "monitor-api.clients.nl.account-id", "1"))),
                        context.getStartupFailure(),
                        "A MonitorService is injected, but there is none that the qualifier fits.",
                        "Ask for it without a qualifier, or with the name of a client below monitor-api.clients. For several accounts,"
                                + " set monitor-api.clients.<name>.account-id, and ask by @Qualifier(\"<name>\"); the names that have"
                                + " an account now: [nl]."));
    }

    @Test
    void aMissingBeanOfAnotherTypeIsLeftToSpring() {
        assertThat(new MissingMonitorServiceFailureAnalyzer(environment(Map.of()))
                        .analyze(new NoSuchBeanDefinitionException(String.class)))
                .isNull();
    }

    @Test
    void anUnknownSslBundle() {
        configured
                .withPropertyValues(
                        "monitor-api.ssl.bundle=nowhere",
                        "spring.ssl.bundle.pem.other.truststore.certificate=classpath:none.pem")
                .run(context -> says(
                        new UnknownSslBundleFailureAnalyzer(),
                        context.getStartupFailure(),
                        "The Monitor API client cannot be made: monitor-api.ssl.bundle names the SSL bundle 'nowhere', which is"
                                + " not configured. Configured bundles: other.",
                        "Configure the bundle, for example by spring.ssl.bundle.pem.nowhere.truststore.certificate, or correct"
                                + " or remove monitor-api.ssl.bundle."));
    }

    @Test
    void anUnknownSslBundleOfANamedClient() {
        Simulated.empty()
                .withPropertyValues(
                        "monitor-api.clients.nl.account-id=1",
                        "monitor-api.clients.nl.app-installation-id=7d0a",
                        "monitor-api.clients.nl.ssl.bundle=nowhere")
                .run(context -> says(
                        new UnknownSslBundleFailureAnalyzer(),
                        context.getStartupFailure(),
                        "The Monitor API client cannot be made: monitor-api.clients.nl.ssl.bundle names the SSL bundle"
                                + " 'nowhere', which is not configured. Configured bundles: none.",
                        "Configure the bundle, for example by spring.ssl.bundle.pem.nowhere.truststore.certificate, or correct"
                                + " or remove monitor-api.clients.nl.ssl.bundle."));
    }

    @Test
    void anotherGenerationOfSpringBoot() {
        says(
                new UnfitLibraryFailureAnalyzer(),
                unfit("Spring Boot", "3.5.16", "4.", "Spring Boot 4"),
                "The Monitor API starter does not fit this application: Spring Boot 3.5.16 was found, but Spring Boot 4 is"
                        + " needed.",
                "Use Spring Boot 4. With another generation of Spring Boot, depend on io.monitorapi:monitor-http-adapter"
                        + " instead of the starter and build the MonitorService with HttpMonitor.builder() in a @Bean method.");
    }

    @Test
    void theGenerationsOfThisBuildFit() {
        LibraryGenerations.check();
        LibraryGenerations.check("Jackson", null, "3.", "Jackson 3");
    }

    @Test
    void aJacksonThatDoesNotLink() {
        NoSuchMethodError old = new NoSuchMethodError("tools/jackson/core/JsonParser.nextStringValue()");
        says(
                new JacksonLinkageFailureAnalyzer(),
                new IllegalStateException("no bean", seenFromOurCode(old)),
                "The Monitor API client cannot be made: the Jackson on the class path does not fit"
                        + " (tools.jackson.core.JsonParser.nextStringValue()).",
                "Have tools.jackson.core:jackson-core 3.1 or newer, best by leaving its version to Spring Boot's dependency"
                        + " management; the build's dependency tree shows who asks for another one.");
    }

    @Test
    void linkageErrorsOfOthersAreLeftToOthers() {
        NoSuchMethodError jackson = new NoSuchMethodError("tools/jackson/core/JsonParser.nextStringValue()");
        jackson.setStackTrace(new StackTraceElement[] {new StackTraceElement("com.example.App", "main", null, 1)});

        assertThat(new JacksonLinkageFailureAnalyzer().analyze(jackson)).isNull();
        assertThat(new JacksonLinkageFailureAnalyzer().analyze(seenFromOurCode(new NoSuchMethodError("com/example/A"))))
                .isNull();
    }

    @Test
    void bootFindsAllOfThem() {
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
                        "JacksonLinkageFailureAnalyzer",
                        "MissingMonitorServiceFailureAnalyzer",
                        "MonitorPropertyFailureAnalyzer",
                        "UnfitLibraryFailureAnalyzer",
                        "UnknownSslBundleFailureAnalyzer");
    }

    private static StandardEnvironment environment(Map<String, Object> values) {
        StandardEnvironment environment = new StandardEnvironment();
        environment.getPropertySources().addLast(new MapPropertySource("test", values));
        return environment;
    }

    private static Throwable unfit(String library, String found, String generation, String needed) {
        try {
            LibraryGenerations.check(library, found, generation, needed);
            throw new AssertionError("must not fit");
        } catch (UnfitLibraryException unfit) {
            return unfit;
        }
    }

    private static Throwable seenFromOurCode(LinkageError error) {
        error.setStackTrace(new StackTraceElement[] {
            new StackTraceElement("io.monitorapi.http.JsonInput", "parse", "JsonInput.java", 1)
        });
        return error;
    }

    private static void says(FailureAnalyzer analyzer, Throwable failure, String description, String action) {
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
