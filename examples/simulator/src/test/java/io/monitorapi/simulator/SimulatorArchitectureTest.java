package io.monitorapi.simulator;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import org.jspecify.annotations.NullMarked;

/** The simulator needs nothing of ours, so that a mistake in ours cannot hide in it. */
@AnalyzeClasses(packages = "io.monitorapi", importOptions = DoNotIncludeTests.class)
class SimulatorArchitectureTest {

    @ArchTest
    static final ArchRule dependsOnItselfAndItsLibraries = classes()
            .should()
            .onlyDependOnClassesThat(resideInAnyPackage(
                    "java..",
                    "javax.net.ssl",
                    "com.sun.net.httpserver",
                    "tools.jackson..",
                    "org.bouncycastle..",
                    "org.junit.jupiter.api.extension",
                    "org.jspecify.annotations",
                    "io.monitorapi.simulator"));

    @ArchTest
    static final ArchRule onlyTheExtensionKnowsJUnit = noClasses()
            .that()
            .doNotHaveSimpleName("MonitorSimulatorExtension")
            .should()
            .dependOnClassesThat(resideInAnyPackage("org.junit.."));

    @ArchTest
    static void everyPackageIsNullMarked(JavaClasses classes) {
        assertThat(classes).allMatch(type -> type.getPackage().isAnnotatedWith(NullMarked.class));
    }

    @ArchTest
    static void publicSurfaceIsExactly(JavaClasses classes) {
        assertThat(classes.stream()
                        .filter(type ->
                                type.isTopLevelClass() && type.getModifiers().contains(JavaModifier.PUBLIC))
                        .map(JavaClass::getSimpleName))
                .containsExactlyInAnyOrder(
                        "MonitorSimulator",
                        "MonitorSimulatorExtension",
                        "SimulatorSettings",
                        "SimulatorMain",
                        "Campaign",
                        "Campaigns",
                        "Script",
                        "ScriptedResponse",
                        "Recording",
                        "RecordedRequest");
    }
}
