package io.monitorapi.testkit;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import com.tngtech.archunit.lang.syntax.ArchRuleDefinition;
import com.tngtech.archunit.library.GeneralCodingRules;
import com.tngtech.archunit.library.dependencies.SlicesRuleDefinition;
import java.io.ObjectInputStream;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.NullMarked;

/** The architecture rules that hold in every module of this SDK. */
public final class ArchitectureRules {

    private ArchitectureRules() {}

    /** Nothing is written to the standard streams. */
    public static final ArchRule NO_PRINTING = GeneralCodingRules.NO_CLASSES_SHOULD_ACCESS_STANDARD_STREAMS;

    /** Nothing is logged through java.util.logging. */
    public static final ArchRule NO_LOGGING = GeneralCodingRules.NO_CLASSES_SHOULD_USE_JAVA_UTIL_LOGGING;

    /** Time comes in through a builder: nothing reads the wall clock or sleeps, and nothing is deserialised. */
    public static final ArchRule TIME_IS_INJECTED = noClasses()
            .should()
            .callMethod(Instant.class, "now")
            .orShould()
            .callMethod(System.class, "currentTimeMillis")
            .orShould()
            .callMethod(Thread.class, "sleep", long.class)
            .orShould()
            .dependOnClassesThat()
            .areAssignableTo(ObjectInputStream.class);

    /** Names describe the class, not its role as a helper. */
    public static final ArchRule DESCRIPTIVE_NAMES = noClasses()
            .should()
            .haveNameMatching(".*(Impl|Utils?|Helper|Manager|Dto|Base)")
            .orShould()
            .haveNameMatching(".*\\.Abstract[A-Z].*");

    /** Packages do not depend on each other in a cycle. */
    public static final ArchRule NO_PACKAGE_CYCLES =
            SlicesRuleDefinition.slices().matching("(io.monitorapi..)").should().beFreeOfCycles();

    /** Every package is null-marked. */
    public static final ArchRule NULL_MARKED_PACKAGES = ArchRuleDefinition.classes()
            .should(new ArchCondition<JavaClass>("be in a package that is null-marked") {
                @Override
                public void check(JavaClass type, ConditionEvents events) {
                    boolean marked = type.getPackage().isAnnotatedWith(NullMarked.class);
                    events.add(new SimpleConditionEvent(type, marked, type.getPackageName() + " of " + type.getName()));
                }
            });

    /**
     * Finds the top-level classes that depend on each other in a cycle, with their nested classes.
     *
     * @param classes the imported classes
     * @return the cycles: the names of the classes that reach each other, sorted
     */
    public static Set<Set<String>> classCycles(JavaClasses classes) {
        Map<String, Set<String>> targets = new HashMap<>();
        for (JavaClass type : classes) {
            Set<String> names = targets.computeIfAbsent(topLevel(type), name -> new HashSet<>());
            type.getDirectDependenciesFromSelf().stream()
                    .map(dependency -> dependency.getTargetClass().getBaseComponentType())
                    .filter(target -> classes.contain(target.getName()))
                    .map(ArchitectureRules::topLevel)
                    .forEach(names::add);
        }
        Map<String, Set<String>> reachable =
                targets.keySet().stream().collect(Collectors.toMap(name -> name, name -> reach(name, targets)));
        Set<Set<String>> cycles = new HashSet<>();
        for (String name : targets.keySet()) {
            Set<String> cycle = reachable.get(name).stream()
                    .filter(other -> reachable.get(other).contains(name))
                    .collect(Collectors.toCollection(TreeSet::new));
            if (cycle.size() > 1) {
                cycles.add(cycle);
            }
        }
        return cycles;
    }

    private static Set<String> reach(String from, Map<String, Set<String>> targets) {
        Set<String> reached = new HashSet<>();
        Deque<String> open = new ArrayDeque<>(targets.get(from));
        while (!open.isEmpty()) {
            String next = open.pop();
            if (reached.add(next)) {
                open.addAll(targets.getOrDefault(next, Set.of()));
            }
        }
        return reached;
    }

    private static String topLevel(JavaClass type) {
        String name = type.getName();
        int nested = name.indexOf('$');
        return nested < 0 ? name : name.substring(0, nested);
    }
}
