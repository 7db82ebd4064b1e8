package io.monitorapi;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.assignableTo;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.simpleNameEndingWith;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import io.monitorapi.error.ApplicationException;
import io.monitorapi.error.MonitorException;
import io.monitorapi.error.RequestException;
import io.monitorapi.error.SessionException;
import io.monitorapi.testkit.ArchitectureRules;
import java.net.InetAddress;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** The packages of the core, the direction of their dependencies, and its public API. */
@AnalyzeClasses(packages = "io.monitorapi", importOptions = DoNotIncludeTests.class)
class CoreArchitectureTest {

    private static final DescribedPredicate<JavaClass> JDK = resideInAnyPackage(
                    "java.lang..", "java.util..", "java.time..", "java.math", "java.nio.charset", "java.security")
            .or(resideInAPackage("java.io"))
            .or(assignableTo(InetAddress.class));

    @ArchTest
    static final ArchRule dependsOnTheJdkAndJSpecifyOnly = classes()
            .that()
            .resideInAPackage("io.monitorapi..")
            .should()
            .onlyDependOnClassesThat(
                    JDK.or(resideInAPackage("org.jspecify.annotations")).or(resideInAPackage("io.monitorapi..")));

    @ArchTest
    static final ArchRule packagesDependInOneDirection = layeredArchitecture()
            .consideringOnlyDependenciesInAnyPackage("io.monitorapi..")
            .layer("internal")
            .definedBy("io.monitorapi.internal")
            .layer("error")
            .definedBy("io.monitorapi.error")
            .layer("session")
            .definedBy("io.monitorapi.session")
            .layer("attribute")
            .definedBy("io.monitorapi.attribute")
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
            .whereLayer("internal")
            .mayNotAccessAnyLayer()
            .whereLayer("error")
            .mayOnlyAccessLayers("internal")
            .whereLayer("session")
            .mayOnlyAccessLayers("internal")
            .whereLayer("attribute")
            .mayOnlyAccessLayers("internal")
            .whereLayer("engagement")
            .mayOnlyAccessLayers("internal", "error", "session", "attribute")
            .whereLayer("port")
            .mayOnlyAccessLayers("internal", "error", "session", "attribute", "engagement")
            .whereLayer("memory")
            .mayOnlyAccessLayers("internal", "session", "port")
            .whereLayer("front door")
            .mayOnlyAccessLayers("internal", "error", "session", "attribute", "engagement", "port")
            .whereLayer("engine")
            .mayOnlyAccessLayers(
                    "internal", "error", "session", "attribute", "engagement", "port", "memory", "front door")
            .whereLayer("testing")
            .mayOnlyAccessLayers("internal", "error", "session", "engagement", "port", "memory", "front door", "engine")
            .whereLayer("logging")
            .mayOnlyAccessLayers("internal", "error", "port")
            .whereLayer("availability")
            .mayOnlyAccessLayers("internal", "error", "session", "engagement", "front door")
            .ensureAllClassesAreContainedInArchitecture();

    @ArchTest
    static final ArchRule packagesHaveNoCycles = ArchitectureRules.NO_PACKAGE_CYCLES;

    @ArchTest
    static void classesHaveNoCyclesExceptTheSealedExceptions(JavaClasses classes) {
        assertThat(ArchitectureRules.classCycles(classes))
                .containsExactly(Set.of(
                        MonitorException.class.getName(),
                        SessionException.class.getName(),
                        RequestException.class.getName(),
                        ApplicationException.class.getName()));
    }

    @ArchTest
    static final ArchRule valuesAreImmutable = fields().that()
            .areDeclaredInClassesThat(resideInAnyPackage(
                    "io.monitorapi.error",
                    "io.monitorapi.session",
                    "io.monitorapi.attribute",
                    "io.monitorapi.engagement"))
            .and()
            .areDeclaredInClassesThat(DescribedPredicate.not(simpleNameEndingWith("Builder")))
            .should()
            .beFinal();

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
        Set<String> surface = classes.stream()
                .filter(type -> type.isTopLevelClass() && type.getModifiers().contains(JavaModifier.PUBLIC))
                .map(type -> type.getName().substring("io.monitorapi.".length()))
                .collect(Collectors.toCollection(TreeSet::new));

        assertThat(surface)
                .containsExactlyInAnyOrder(
                        "CallOptions",
                        "MonitorService",
                        "Sessions",
                        "attribute.Cart",
                        "attribute.CustomAttribute",
                        "attribute.CustomerInfo",
                        "attribute.EngagementAttribute",
                        "attribute.Lead",
                        "attribute.MarketingInfo",
                        "attribute.PersonalInfo",
                        "attribute.Product",
                        "attribute.ProductItem",
                        "attribute.ProductView",
                        "attribute.Purchase",
                        "attribute.SearchInfo",
                        "attribute.ServiceActivity",
                        "attribute.VisitorError",
                        "availability.Availability",
                        "availability.AvailabilityListener",
                        "availability.AvailabilityState",
                        "availability.Watch",
                        "availability.WatchOptions",
                        "engagement.ButtonState",
                        "engagement.ClientProperties",
                        "engagement.ConversationHandover",
                        "engagement.Engagement",
                        "engagement.EngagementRequest",
                        "engagement.EngagementResult",
                        "engagement.EngagementStatus",
                        "engagement.Identity",
                        "engagement.Impression",
                        "engagement.Report",
                        "engagement.ReportReceipt",
                        "engagement.ConsumerRequestBuilder",
                        "engine.MonitorServiceBuilder",
                        "error.ApplicationException",
                        "error.ErrorCategory",
                        "error.ErrorClassifier",
                        "error.MonitorError",
                        "error.MonitorException",
                        "error.Reason",
                        "error.RequestException",
                        "error.RetryRules",
                        "error.Sent",
                        "error.SessionException",
                        "internal.Arguments",
                        "internal.DaemonThreadFactory",
                        "internal.Durations",
                        "internal.Futures",
                        "logging.LoggingMonitorListener",
                        "memory.CachedSessionStore",
                        "memory.InMemorySessionStore",
                        "port.Deadline",
                        "port.GatewayResult",
                        "port.MonitorGateway",
                        "port.MonitorListener",
                        "port.Operation",
                        "port.RetryPolicy",
                        "port.SessionStore",
                        "session.EngagementContext",
                        "session.MonitorSession",
                        "session.SessionFingerprint",
                        "session.SessionLifetime",
                        "session.SessionRecord",
                        "session.Visitor",
                        "testing.FakeMonitorService");
    }
}
