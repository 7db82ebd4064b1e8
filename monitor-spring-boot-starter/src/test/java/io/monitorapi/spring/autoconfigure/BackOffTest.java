package io.monitorapi.spring.autoconfigure;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.micrometer.observation.tck.TestObservationRegistry;
import io.monitorapi.MonitorService;
import io.monitorapi.availability.Availability;
import io.monitorapi.engine.MonitorServiceBuilder;
import io.monitorapi.http.jdk.JdkHttpTransport;
import io.monitorapi.http.json.MonitorApiModule;
import io.monitorapi.http.transport.HttpTransport;
import io.monitorapi.memory.InMemorySessionStore;
import io.monitorapi.port.MonitorGateway;
import io.monitorapi.port.RetryPolicy;
import io.monitorapi.port.SessionStore;
import io.monitorapi.spring.MonitorClients;
import io.monitorapi.spring.MonitorConnectionDetails;
import io.monitorapi.spring.SessionStoreFactory;
import io.monitorapi.testkit.FakeMonitorGateway;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Bean;

/** Every bean gives way to one of the application, which is looked for by its interface. */
class BackOffTest {

    /** What puts the others together, and cannot be named outside its package. */
    private static final Set<String> NOT_TO_BE_REPLACED =
            Set.of("monitorServiceFactory", "monitorHttpTransportFactory", "monitorServiceDrain");

    /** Those of the rooms of their own, where they are tested: {@code JdbcBackOffTest}, {@code RedisBackOffTest}. */
    private static final Set<String> ELSEWHERE = Set.of(
            "JdbcSessionStoreAutoConfiguration.monitorSessionStoreFactory",
            "JdbcSessionStoreAutoConfiguration.monitorSessionSchema",
            "RedisSessionStoreAutoConfiguration.monitorSessionStoreFactory");

    private static final ApplicationContextRunner APPLICATION = Simulated.empty()
            .withBean(SimpleMeterRegistry.class, SimpleMeterRegistry::new)
            .withBean(TestObservationRegistry.class, TestObservationRegistry::create)
            .withPropertyValues(
                    "monitor-api.account-id=40001234",
                    "monitor-api.app-installation-id=7d0a",
                    "monitor-api.base-uri=https://localhost:1");

    private static final List<BackOff<?>> BACK_OFFS = List.of(
            new BackOff<>(
                    "monitorService",
                    MonitorService.class,
                    () -> MonitorServiceBuilder.forGateway(new FakeMonitorGateway())
                            .build()),
            new BackOff<>(
                    "monitorAvailability",
                    Availability.class,
                    () -> Availability.of(MonitorServiceBuilder.forGateway(new FakeMonitorGateway())
                            .build())),
            new BackOff<>("monitorGateway", MonitorGateway.class, FakeMonitorGateway::new),
            new BackOff<>(
                    "monitorHttpTransport",
                    HttpTransport.class,
                    () -> JdkHttpTransport.builder().build()),
            new BackOff<>("monitorSessionStore", SessionStore.class, InMemorySessionStore::new),
            new BackOff<>(
                    "monitorSessionStoreFactory",
                    SessionStoreFactory.class,
                    () -> (account, installation) -> new InMemorySessionStore()),
            new BackOff<>("monitorRetryPolicy", RetryPolicy.class, RetryPolicy::none),
            new BackOff<>("monitorConnectionDetails", MonitorConnectionDetails.class, OtherPlace::new),
            new BackOff<>("monitorApiModule", MonitorApiModule.class, MonitorApiModule::withIdentities),
            new BackOff<>("monitorClients", MonitorClients.class, NoClients::new));

    /** Parts that watch are replaced by their names, as their type is not for applications. */
    private static final Set<String> BY_NAME =
            Set.of("monitorLog", "monitorMetrics", "monitorObservation", "monitorContext", "monitorApiHealthIndicator");

    @TestFactory
    Stream<DynamicTest> givesWayToABeanOfItsType() {
        return BACK_OFFS.stream().map(each -> DynamicTest.dynamicTest(each.bean, each::check));
    }

    @TestFactory
    Stream<DynamicTest> givesWayToABeanOfItsName() {
        return BY_NAME.stream()
                .map(name -> DynamicTest.dynamicTest(
                        name,
                        () -> APPLICATION
                                .withBean(name, HealthIndicator.class, () -> () -> null)
                                .run(context -> assertThat(context)
                                        .hasNotFailed()
                                        .getBean(name)
                                        .isNotInstanceOf(ClientInstrumentation.class))));
    }

    /** The control: a new bean without a test fails here. */
    @Test
    void everyBeanHasItsTest() {
        Set<String> tested = new TreeSet<>(BY_NAME);
        BACK_OFFS.forEach(each -> tested.add(each.bean));

        APPLICATION.run(context -> {
            Map<String, String> made = new TreeMap<>();
            for (String name : context.getBeanDefinitionNames()) {
                String factory = String.valueOf(
                        context.getBeanFactory().getBeanDefinition(name).getFactoryMethodName());
                if (name.equals(factory) && name.startsWith("monitor")) {
                    made.put(name, factory);
                }
            }
            made.keySet().removeAll(NOT_TO_BE_REPLACED);
            assertThat(made.keySet()).containsExactlyElementsOf(tested);
        });
    }

    /** The same for all rooms, whether they are part of the application above or not. */
    @Test
    void everyBeanOfEveryAutoConfigurationIsKnownHere() {
        Set<String> made = new TreeSet<>();
        new ClassFileImporter()
                .withImportOption(new DoNotIncludeTests()).importPackages("io.monitorapi.spring").stream()
                        .flatMap(type -> type.getMethods().stream())
                        .filter(method -> method.isAnnotatedWith(Bean.class))
                        .forEach(method -> made.add(beanOf(method)));
        long elsewhere = made.stream().filter(ELSEWHERE::contains).count();
        System.out.println("Beans that give way, with a test: " + (BACK_OFFS.size() + BY_NAME.size() + elsewhere)
                + " of " + made.size() + "; never replaced: " + NOT_TO_BE_REPLACED);

        Set<String> known = new TreeSet<>(ELSEWHERE);
        known.addAll(BY_NAME);
        known.addAll(NOT_TO_BE_REPLACED);
        BACK_OFFS.forEach(each -> known.add(each.bean));
        assertThat(made).containsExactlyElementsOf(known);
    }

    private static String beanOf(JavaMethod method) {
        String[] names = method.getAnnotationOfType(Bean.class).value();
        String name = names.length == 0 ? method.getName() : names[0];
        JavaClass owner = method.getOwner();
        return owner.getPackageName().equals("io.monitorapi.spring.autoconfigure")
                ? name
                : owner.getSimpleName() + "." + name;
    }

    private record BackOff<T>(String bean, Class<T> type, Supplier<? extends T> own) {

        void check() {
            T mine = own.get();
            APPLICATION.withBean("ofTheApplication", type, () -> mine).run(context -> {
                assertThat(context).hasNotFailed().doesNotHaveBean(bean);
                assertThat(context).getBean(type).isSameAs(mine);
            });
        }
    }

    private static final class OtherPlace implements MonitorConnectionDetails {

        @Override
        public String accountId() {
            return "50001234";
        }

        @Override
        public String appInstallationId() {
            return "7d0b";
        }
    }

    private static final class NoClients implements MonitorClients {

        @Override
        public MonitorService get(String name) {
            throw new IllegalArgumentException(name);
        }

        @Override
        public Set<String> names() {
            return Set.of();
        }
    }
}
