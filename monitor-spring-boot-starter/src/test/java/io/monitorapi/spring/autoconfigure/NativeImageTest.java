package io.monitorapi.spring.autoconfigure;

import static com.tngtech.archunit.core.domain.JavaCall.Predicates.target;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.nameMatching;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import io.monitorapi.http.HttpMonitor;
import io.monitorapi.http.jdk.JdkHttpTransport;
import io.monitorapi.spring.SdkArchitectureTest;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.aot.generate.ClassNameGenerator;
import org.springframework.aot.generate.DefaultGenerationContext;
import org.springframework.aot.generate.GeneratedFiles.Kind;
import org.springframework.aot.generate.InMemoryGeneratedFiles;
import org.springframework.aot.hint.RuntimeHints;
import org.springframework.aot.hint.predicate.RuntimeHintsPredicates;
import org.springframework.boot.autoconfigure.ssl.SslAutoConfiguration;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.context.aot.ApplicationContextAotGenerator;
import org.springframework.core.env.MapPropertySource;
import org.springframework.javapoet.ClassName;

/** The hints of a native image; compiling one is not part of this test. */
class NativeImageTest {

    @ParameterizedTest
    @ValueSource(
            classes = {
                MonitorProperties.class,
                MonitorProperties.Http.class,
                MonitorProperties.Ssl.class,
                MonitorProperties.Proxy.class,
                MonitorProperties.CreationLimit.class,
                MonitorProperties.Lifetime.class,
                MonitorProperties.Retry.class,
                MonitorProperties.Log.class,
                MonitorProperties.Metrics.class,
                MonitorProperties.Observation.class
            })
    void theBinderMayConstructEverySettingsRecord(Class<?> record) {
        RuntimeHints hints = new RuntimeHints();
        new MonitorRuntimeHints().registerHints(hints, null);

        assertThat(RuntimeHintsPredicates.reflection().onConstructorInvocation(record.getDeclaredConstructors()[0]))
                .accepts(hints);
    }

    /** The control: without the registrar there are no hints. */
    @Test
    void withoutTheRegistrarTheBinderMayNot() {
        assertThat(RuntimeHintsPredicates.reflection()
                        .onConstructorInvocation(MonitorProperties.class.getDeclaredConstructors()[0]))
                .rejects(new RuntimeHints());
    }

    @Test
    void everyNestedRecordIsOnTheList() {
        assertThat(MonitorProperties.class.getDeclaredClasses())
                .extracting(Class::getSimpleName)
                .containsExactlyInAnyOrder(
                        "Http", "Ssl", "Proxy", "CreationLimit", "Lifetime", "Retry", "Log", "Metrics", "Observation");
    }

    @Test
    void anApplicationWithNamedClientsIsProcessedAheadOfTime() {
        try (AnnotationConfigApplicationContext context = new AnnotationConfigApplicationContext()) {
            context.getEnvironment()
                    .getPropertySources()
                    .addFirst(new MapPropertySource(
                            "test",
                            Map.of(
                                    "monitor-api.account-id", "40001234",
                                    "monitor-api.app-installation-id", "7d0a",
                                    "monitor-api.clients.nl.account-id", "40005678")));
            context.register(SslAutoConfiguration.class, MonitorAutoConfiguration.class);
            InMemoryGeneratedFiles files = new InMemoryGeneratedFiles();
            DefaultGenerationContext generation = new DefaultGenerationContext(
                    new ClassNameGenerator(ClassName.get("io.monitorapi.spring", "Application")), files);

            new ApplicationContextAotGenerator().processAheadOfTime(context, generation);
            generation.writeGeneratedContent();

            assertThat(files.getGeneratedFiles(Kind.SOURCE).keySet())
                    .anyMatch(name -> name.contains("NamedClientRegistrar"));
            assertThat(RuntimeHintsPredicates.reflection()
                            .onConstructorInvocation(MonitorProperties.class.getDeclaredConstructors()[0]))
                    .accepts(generation.getRuntimeHints());
        }
    }

    /** JSON is read and written as a tree: no class is accessed by reflection. */
    @Test
    void theWireLayerNeedsNoHints() {
        noClasses()
                .that()
                .resideInAnyPackage("io.monitorapi.http..", "io.monitorapi.retry..")
                .should()
                .dependOnClassesThat(resideInAnyPackage(
                        "tools.jackson.databind.annotation..",
                        "tools.jackson.databind.introspect..",
                        "tools.jackson.databind.ser..",
                        "com.fasterxml..",
                        "java.lang.reflect..",
                        "java.io.Object.."))
                .orShould()
                .callMethodWhere(target(nameMatching("readValue|convertValue|treeToValue|valueToTree|writeValue")))
                .orShould()
                .callMethod(Class.class, "forName", String.class)
                .check(new ClassFileImporter()
                        .withImportOption(new SdkArchitectureTest.DoNotIncludeTestkit())
                        .withImportOption(new ImportOption.DoNotIncludeTests())
                        .importPackages("io.monitorapi.http", "io.monitorapi.retry"));
    }

    /** The metadata that the adapter needs is in its own jar, also for applications without Spring. */
    @Test
    void theAdapterShipsItsReachabilityMetadata() throws IOException, NoSuchFieldException {
        try (InputStream file = HttpMonitor.class.getResourceAsStream(
                "/META-INF/native-image/io.monitorapi/monitor-http-adapter/reachability-metadata.json")) {
            String metadata = new String(file.readAllBytes(), StandardCharsets.UTF_8);

            assertThat(metadata).contains("shutdownNow").contains("io/monitorapi/http/sdk.properties");
        }
        assertThat(HttpMonitor.class.getResource("sdk.properties")).isNotNull();
        assertThat(Stream.of(JdkHttpTransport.class.getDeclaredFields())
                        .map(field -> field.getType().getSimpleName()))
                .as("what shuts the client down")
                .contains("RenewingHttpClient");
    }
}
