package io.monitorapi.http;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.assignableTo;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.belongToAnyOf;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.properties.HasModifiers.Predicates.modifier;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.codeUnits;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaCodeUnit;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.core.importer.Location;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import io.monitorapi.http.transport.HttpTransport;
import io.monitorapi.port.MonitorGateway;
import io.monitorapi.testkit.ArchitectureRules;
import java.util.stream.Stream;

/** The packages of the adapter, their dependencies, and the types of public signatures. */
@AnalyzeClasses(
        packages = "io.monitorapi",
        importOptions = {DoNotIncludeTests.class, HttpArchitectureTest.AdapterOnly.class})
class HttpArchitectureTest {

    /** Core, simulator and test kits are on the class path, too, as folders or as jars. */
    static final class AdapterOnly implements ImportOption {
        @Override
        public boolean includes(Location location) {
            boolean ours = location.contains("/io/monitorapi/http/") || location.contains("/io/monitorapi/retry/");
            return ours && !location.contains("/testkit/");
        }
    }

    private static final DescribedPredicate<JavaClass> OUTSIDE =
            resideInAnyPackage("java..", "javax.net.ssl", "org.jspecify.annotations", "io.monitorapi.internal");

    private static final DescribedPredicate<JavaClass> CORE = resideInAnyPackage(
            "io.monitorapi.error",
            "io.monitorapi.session",
            "io.monitorapi.attribute",
            "io.monitorapi.engagement",
            "io.monitorapi.port");

    private static final DescribedPredicate<JavaClass> FRONT_DOOR = belongToAnyOf(HttpMonitor.class);

    @ArchTest
    static final ArchRule everyPackageIsOnTheMap = classes()
            .should()
            .resideInAnyPackage(
                    "io.monitorapi.http",
                    "io.monitorapi.http.transport",
                    "io.monitorapi.http.jdk",
                    "io.monitorapi.http.apache",
                    "io.monitorapi.http.json",
                    "io.monitorapi.retry");

    @ArchTest
    static final ArchRule jsonKnowsValuesAndJackson = classes()
            .that()
            .resideInAPackage("io.monitorapi.http.json")
            .should()
            .onlyDependOnClassesThat(
                    OUTSIDE.or(CORE).or(resideInAnyPackage("tools.jackson..", "io.monitorapi.http.json")));

    @ArchTest
    static final ArchRule httpKnowsCoreAndJackson = classes()
            .that(resideInAnyPackage("io.monitorapi.http").and(DescribedPredicate.not(FRONT_DOOR)))
            .should()
            .onlyDependOnClassesThat(OUTSIDE.or(CORE)
                    .or(resideInAnyPackage(
                            "tools.jackson..",
                            "io.monitorapi.http",
                            "io.monitorapi.http.transport",
                            "io.monitorapi.http.apache",
                            "io.monitorapi.http.jdk")));

    @ArchTest
    static final ArchRule transportKnowsThePortsOfTheCore = classes()
            .that()
            .resideInAPackage("io.monitorapi.http.transport")
            .should()
            .onlyDependOnClassesThat(OUTSIDE.or(
                    resideInAnyPackage("io.monitorapi.error", "io.monitorapi.port", "io.monitorapi.http.transport")));

    @ArchTest
    static final ArchRule jdkKnowsTheTransport = classes()
            .that()
            .resideInAPackage("io.monitorapi.http.jdk")
            .should()
            .onlyDependOnClassesThat(OUTSIDE.or(resideInAnyPackage(
                    "io.monitorapi.error",
                    "io.monitorapi.port",
                    "io.monitorapi.http.transport",
                    "io.monitorapi.http.jdk")));

    @ArchTest
    static final ArchRule apacheKnowsTheTransportAndItsLibrary = classes()
            .that()
            .resideInAPackage("io.monitorapi.http.apache")
            .should()
            .onlyDependOnClassesThat(OUTSIDE.or(resideInAnyPackage(
                    "org.apache.hc..",
                    "io.monitorapi.error",
                    "io.monitorapi.port",
                    "io.monitorapi.http.transport",
                    "io.monitorapi.http.apache")));

    @ArchTest
    static final ArchRule theFrontDoorPutsItTogether = classes()
            .that(FRONT_DOOR)
            .should()
            .onlyDependOnClassesThat(OUTSIDE.or(CORE)
                    .or(resideInAnyPackage(
                            "io.monitorapi",
                            "io.monitorapi.engine",
                            "io.monitorapi.http",
                            "io.monitorapi.http.transport",
                            "io.monitorapi.retry")));

    @ArchTest
    static final ArchRule retryKnowsErrorsPortsAndResilience4j = classes()
            .that()
            .resideInAPackage("io.monitorapi.retry")
            .should()
            .onlyDependOnClassesThat(OUTSIDE.or(resideInAnyPackage(
                    "io.github.resilience4j..", "io.monitorapi.error", "io.monitorapi.port", "io.monitorapi.retry")));

    @ArchTest
    static final ArchRule packagesHaveNoCycles = ArchitectureRules.NO_PACKAGE_CYCLES;

    @ArchTest
    static final ArchRule signaturesShowJdkAndOwnTypesOnly = codeUnits()
            .that(modifier(JavaModifier.PUBLIC).or(modifier(JavaModifier.PROTECTED)))
            .and()
            .areDeclaredInClassesThat()
            .arePublic()
            .and()
            .areDeclaredInClassesThat()
            .resideOutsideOfPackage("io.monitorapi.http.json")
            .should(showOnly(resideInAnyPackage("java..", "javax.net.ssl", "io.monitorapi..")
                    .or(primitive())));

    @ArchTest
    static final ArchRule gatewaysAreFinalAndNamedSo = classes()
            .that(assignableTo(MonitorGateway.class))
            .should()
            .haveModifier(JavaModifier.FINAL)
            .andShould()
            .haveSimpleNameEndingWith("MonitorGateway");

    @ArchTest
    static final ArchRule transportsAreFinalAndNamedSo = classes()
            .that(assignableTo(HttpTransport.class))
            .and()
            .areNotInterfaces()
            .should()
            .haveModifier(JavaModifier.FINAL)
            .andShould()
            .haveSimpleNameEndingWith("HttpTransport");

    @ArchTest
    static final ArchRule timeIsInjected = ArchitectureRules.TIME_IS_INJECTED;

    @ArchTest
    static final ArchRule nothingIsPrinted = ArchitectureRules.NO_PRINTING;

    @ArchTest
    static final ArchRule nothingIsLogged = ArchitectureRules.NO_LOGGING;

    @ArchTest
    static final ArchRule namesSayWhatAClassIs = ArchitectureRules.DESCRIPTIVE_NAMES;

    @ArchTest
    static final ArchRule everyPackageIsNullMarked = ArchitectureRules.NULL_MARKED_PACKAGES;

    @ArchTest
    static void publicSurfaceIsExactly(JavaClasses classes) {
        assertThat(classes.stream()
                        .filter(type -> type.getModifiers().contains(JavaModifier.PUBLIC) && type.isTopLevelClass())
                        .map(JavaClass::getName))
                .containsExactlyInAnyOrder(
                        "io.monitorapi.http.transport.ContentLength",
                        "io.monitorapi.http.transport.DeadlineTimer",
                        "io.monitorapi.http.transport.TransportBuilder",
                        "io.monitorapi.http.transport.TransportFailures",
                        "io.monitorapi.http.transport.TransportSettings",
                        "io.monitorapi.http.transport.TransportResult",
                        "io.monitorapi.http.transport.TransportRequest",
                        "io.monitorapi.http.json.MonitorApiModule",
                        "io.monitorapi.http.HttpMonitor",
                        "io.monitorapi.http.HttpMonitorGateway",
                        "io.monitorapi.http.HttpSettings",
                        "io.monitorapi.http.transport.HttpTransport",
                        "io.monitorapi.http.ReportMethod",
                        "io.monitorapi.http.jdk.JdkHttpTransport",
                        "io.monitorapi.http.apache.ApacheHttpTransport",
                        "io.monitorapi.retry.Resilience4jRetryPolicy");
    }

    private static DescribedPredicate<JavaClass> primitive() {
        return DescribedPredicate.describe(
                "primitive", type -> type.getBaseComponentType().isPrimitive());
    }

    private static ArchCondition<JavaCodeUnit> showOnly(DescribedPredicate<JavaClass> allowed) {
        return new ArchCondition<>("show only " + allowed.getDescription()) {
            @Override
            public void check(JavaCodeUnit unit, ConditionEvents events) {
                Stream.concat(unit.getRawParameterTypes().stream(), Stream.of(unit.getRawReturnType()))
                        .filter(type -> !allowed.test(type.getBaseComponentType()))
                        .forEach(type -> events.add(
                                SimpleConditionEvent.violated(unit, unit.getFullName() + " shows " + type.getName())));
            }
        };
    }
}
