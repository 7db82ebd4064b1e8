package io.monitorapi.spring;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.type;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.core.importer.Location;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import io.monitorapi.http.HttpMonitor;
import io.monitorapi.port.MonitorGateway;
import io.monitorapi.port.RetryPolicy;
import io.monitorapi.port.SessionStore;
import io.monitorapi.testkit.ArchitectureRules;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.context.annotation.Configuration;

/** The map of the whole house, simulator included: a new package is an error until it is on it. */
@AnalyzeClasses(
        packages = "io.monitorapi",
        importOptions = {DoNotIncludeTests.class, SdkArchitectureTest.DoNotIncludeTestkit.class})
public class SdkArchitectureTest {

    /** In {@code mvn verify} the test kits arrive as jars, which {@link DoNotIncludeTests} does not recognise. */
    public static final class DoNotIncludeTestkit implements ImportOption {

        @Override
        public boolean includes(Location location) {
            return !location.contains("/testkit/");
        }
    }

    private static final DescribedPredicate<JavaClass> SPRING_ITSELF = resideInAnyPackage(
            "org.springframework.aot..",
            "org.springframework.beans..",
            "org.springframework.context..",
            "org.springframework.core..",
            "org.springframework.util",
            "org.springframework.boot.autoconfigure..",
            "org.springframework.boot.context.properties..");

    @ArchTest
    static final ArchRule roomsAndDirections = layeredArchitecture()
            .consideringOnlyDependenciesInAnyPackage("io.monitorapi..")
            .layer("internal")
            .definedBy("io.monitorapi.internal")
            .layer("values")
            .definedBy("io.monitorapi.error", "io.monitorapi.session", "io.monitorapi.attribute")
            .layer("engagement")
            .definedBy("io.monitorapi.engagement")
            .layer("port")
            .definedBy("io.monitorapi.port")
            .layer("memory")
            .definedBy("io.monitorapi.memory")
            .layer("front door")
            .definedBy("io.monitorapi")
            .layer("engine")
            .definedBy("io.monitorapi.engine")
            .layer("availability")
            .definedBy("io.monitorapi.availability")
            .layer("logging")
            .definedBy("io.monitorapi.logging")
            .layer("testing")
            .definedBy("io.monitorapi.testing")
            .layer("retry")
            .definedBy("io.monitorapi.retry")
            .layer("http")
            .definedBy("io.monitorapi.http")
            .layer("transport")
            .definedBy("io.monitorapi.http.transport")
            .layer("jdk")
            .definedBy("io.monitorapi.http.jdk")
            .layer("apache")
            .definedBy("io.monitorapi.http.apache")
            .layer("json")
            .definedBy("io.monitorapi.http.json")
            .layer("spring")
            .definedBy("io.monitorapi.spring")
            .layer("autoconfigure")
            .definedBy("io.monitorapi.spring.autoconfigure")
            .layer("store")
            .definedBy("io.monitorapi.spring.store")
            .layer("redis")
            .definedBy("io.monitorapi.spring.redis")
            .layer("jdbc")
            .definedBy("io.monitorapi.spring.jdbc")
            .layer("outbox")
            .definedBy("io.monitorapi.spring.outbox")
            .layer("simulator")
            .definedBy("io.monitorapi.simulator")
            .whereLayer("internal")
            .mayNotAccessAnyLayer()
            .whereLayer("values")
            .mayOnlyAccessLayers("internal")
            .whereLayer("engagement")
            .mayOnlyAccessLayers("internal", "values")
            .whereLayer("port")
            .mayOnlyAccessLayers("internal", "values", "engagement")
            .whereLayer("memory")
            .mayOnlyAccessLayers("internal", "values", "port")
            .whereLayer("front door")
            .mayOnlyAccessLayers("internal", "values", "engagement", "port")
            .whereLayer("engine")
            .mayOnlyAccessLayers("internal", "values", "engagement", "port", "memory", "front door")
            .whereLayer("testing")
            .mayOnlyAccessLayers("internal", "values", "engagement", "port", "memory", "front door", "engine")
            .whereLayer("logging")
            .mayOnlyAccessLayers("internal", "values", "port")
            .whereLayer("availability")
            .mayOnlyAccessLayers("internal", "values", "engagement", "front door")
            .whereLayer("retry")
            .mayOnlyAccessLayers("internal", "values", "port")
            .whereLayer("http")
            .mayOnlyAccessLayers(
                    "internal",
                    "values",
                    "engagement",
                    "port",
                    "memory",
                    "front door",
                    "engine",
                    "retry",
                    "transport",
                    "jdk",
                    "apache")
            .whereLayer("transport")
            .mayOnlyAccessLayers("internal", "values", "port")
            .whereLayer("jdk")
            .mayOnlyAccessLayers("internal", "values", "port", "transport")
            .whereLayer("apache")
            .mayOnlyAccessLayers("internal", "values", "port", "transport")
            .whereLayer("json")
            .mayOnlyAccessLayers("internal", "values", "engagement")
            .whereLayer("spring")
            .mayOnlyAccessLayers("internal", "values", "port", "front door", "engine", "http", "transport")
            .whereLayer("autoconfigure")
            .mayOnlyAccessLayers(
                    "internal",
                    "values",
                    "engagement",
                    "port",
                    "memory",
                    "front door",
                    "engine",
                    "availability",
                    "logging",
                    "retry",
                    "http",
                    "transport",
                    "jdk",
                    "apache",
                    "json",
                    "spring")
            .whereLayer("store")
            .mayOnlyAccessLayers("internal", "values")
            .whereLayer("redis")
            .mayOnlyAccessLayers("internal", "values", "port", "spring", "autoconfigure", "store")
            .whereLayer("jdbc")
            .mayOnlyAccessLayers("internal", "values", "port", "spring", "autoconfigure", "store")
            .whereLayer("outbox")
            .mayOnlyAccessLayers("internal", "values", "engagement", "port", "front door", "spring", "autoconfigure")
            .whereLayer("simulator")
            .mayNotAccessAnyLayer()
            .ensureAllClassesAreContainedInArchitecture();

    @ArchTest
    static final ArchRule packagesHaveNoCycles = ArchitectureRules.NO_PACKAGE_CYCLES;

    @ArchTest
    static final ArchRule onlyTheFrontOfHttpKnowsTheRetryPolicy = classes()
            .that()
            .resideInAPackage("io.monitorapi.retry")
            .should()
            .onlyHaveDependentClassesThat(type(HttpMonitor.class)
                    .or(type(HttpMonitor.Builder.class))
                    .or(resideInAnyPackage("io.monitorapi.retry", "io.monitorapi.spring.autoconfigure")));

    @ArchTest
    static final ArchRule springRoomUses = classes()
            .that()
            .resideInAnyPackage("io.monitorapi.spring", "io.monitorapi.spring.autoconfigure")
            .should()
            .onlyDependOnClassesThat(resideInAnyPackage(
                    "java..",
                    "javax.net.ssl",
                    "org.slf4j",
                    "org.jspecify.annotations",
                    "org.springframework..",
                    "io.micrometer..",
                    "org.apache.hc.client5.http.impl.classic", // what a customizer customizes
                    "io.monitorapi.."));

    @ArchTest
    static final ArchRule storeRoomUses = classes()
            .that()
            .resideInAPackage("io.monitorapi.spring.store")
            .should()
            .onlyDependOnClassesThat(resideInAnyPackage(
                    "java..",
                    "javax.crypto..",
                    "org.jspecify.annotations",
                    "tools.jackson..",
                    "io.monitorapi.internal",
                    "io.monitorapi.session",
                    "io.monitorapi.spring.store"));

    @ArchTest
    static final ArchRule redisRoomUses = classes()
            .that()
            .resideInAPackage("io.monitorapi.spring.redis")
            .should()
            .onlyDependOnClassesThat(SPRING_ITSELF.or(resideInAnyPackage(
                    "java..",
                    "org.jspecify.annotations",
                    "org.springframework.data.redis..",
                    "org.springframework.dao",
                    "io.monitorapi.internal",
                    "io.monitorapi.session",
                    "io.monitorapi.port",
                    "io.monitorapi.spring",
                    "io.monitorapi.spring.autoconfigure",
                    "io.monitorapi.spring.store",
                    "io.monitorapi.spring.redis")));

    @ArchTest
    static final ArchRule jdbcRoomUses = classes()
            .that()
            .resideInAPackage("io.monitorapi.spring.jdbc")
            .should()
            .onlyDependOnClassesThat(SPRING_ITSELF.or(resideInAnyPackage(
                    "java..",
                    "javax.sql",
                    "org.slf4j",
                    "org.jspecify.annotations",
                    "org.springframework.jdbc..",
                    "org.springframework.dao",
                    "org.springframework.transaction..",
                    "org.springframework.boot.jdbc",
                    "org.springframework.boot.jdbc.init",
                    "com.zaxxer.hikari",
                    "org.springframework.boot.sql..",
                    "io.monitorapi.internal",
                    "io.monitorapi.session",
                    "io.monitorapi.port",
                    "io.monitorapi.spring",
                    "io.monitorapi.spring.autoconfigure",
                    "io.monitorapi.spring.store",
                    "io.monitorapi.spring.jdbc")));

    @ArchTest
    static final ArchRule outboxUses = classes()
            .that()
            .resideInAPackage("io.monitorapi.spring.outbox")
            .should()
            .onlyDependOnClassesThat(SPRING_ITSELF.or(resideInAnyPackage(
                    "java..",
                    "javax.crypto..",
                    "javax.sql",
                    "org.slf4j",
                    "org.jspecify.annotations",
                    "tools.jackson..",
                    "com.github.kagkarlsson.scheduler..",
                    "io.micrometer.core.instrument..",
                    "org.springframework.jdbc..",
                    "org.springframework.dao",
                    "org.springframework.transaction..",
                    "org.springframework.boot.jdbc.init",
                    "org.springframework.boot.sql..",
                    "io.monitorapi",
                    "io.monitorapi.internal",
                    "io.monitorapi.error",
                    "io.monitorapi.session",
                    "io.monitorapi.attribute",
                    "io.monitorapi.engagement",
                    "io.monitorapi.spring",
                    "io.monitorapi.spring.autoconfigure",
                    "io.monitorapi.spring.outbox")));

    @ArchTest
    static final ArchRule configurationsPromiseNothing = methods()
            .that()
            .areDeclaredInClassesThat()
            .areMetaAnnotatedWith(Configuration.class)
            .should()
            .notBePublic();

    @ArchTest
    static void autoConfigurationsArePublicAndFinal(JavaClasses classes) {
        assertThat(classes.stream().filter(type -> type.isAnnotatedWith(AutoConfiguration.class)))
                .isNotEmpty()
                .allMatch(type -> type.getModifiers().contains(JavaModifier.PUBLIC)
                        && type.getModifiers().contains(JavaModifier.FINAL));
    }

    @ArchTest
    static void adaptersAreNamedTechnologyAndPort(JavaClasses classes) {
        for (Class<?> port : Set.of(MonitorGateway.class, SessionStore.class, RetryPolicy.class)) {
            Set<JavaClass> adapters = classes.stream()
                    .filter(type -> type.isAssignableTo(port) && !type.isInterface() && type.isTopLevelClass())
                    .collect(Collectors.toSet());
            assertThat(adapters)
                    .isNotEmpty()
                    .allMatch(type -> type.getSimpleName().endsWith(port.getSimpleName()));
        }
    }

    @ArchTest
    static final ArchRule everyPackageIsNullMarked = ArchitectureRules.NULL_MARKED_PACKAGES;

    @ArchTest
    static void publicTypesOfTheStarterAreExactly(JavaClasses classes) {
        assertThat(classes.stream()
                        .filter(type -> type.getPackageName().equals("io.monitorapi.spring"))
                        .filter(type ->
                                type.isTopLevelClass() && type.getModifiers().contains(JavaModifier.PUBLIC))
                        .map(JavaClass::getSimpleName))
                .containsExactlyInAnyOrder(
                        "MonitorClients",
                        "MonitorConnectionDetails",
                        "MonitorApacheHttpClientCustomizer",
                        "MonitorHttpClientCustomizer",
                        "MonitorObservationContext",
                        "MonitorObservationConvention",
                        "MonitorServiceCustomizer",
                        "SessionStoreFactory",
                        "SessionStoreConnection",
                        "SessionProperties",
                        "InvalidMonitorPropertyException");
    }

    @ArchTest
    static void publicTypesOfTheSharedStoresAreExactly(JavaClasses classes) {
        assertThat(classes.stream()
                        .filter(type -> type.getPackageName().startsWith("io.monitorapi.spring."))
                        .filter(type ->
                                type.isTopLevelClass() && type.getModifiers().contains(JavaModifier.PUBLIC))
                        .map(JavaClass::getSimpleName))
                .containsExactlyInAnyOrder(
                        "MonitorAutoConfiguration",
                        "RedisSessionStore",
                        "RedisSessionStoreAutoConfiguration",
                        "JdbcSessionStore",
                        "JdbcSessionStoreAutoConfiguration",
                        "EndedReport",
                        "OutboxAutoConfiguration",
                        "ReportOutbox",
                        "ReportOutboxListener",
                        "ReportOutcome",
                        "CompareAndSetLoop",
                        "TimeLimitedExecutor",
                        "SessionRecordCodec",
                        "StoreClock",
                        "DecodedRecord",
                        "StoreUnavailableException",
                        "VisitorKeys");
    }
}
