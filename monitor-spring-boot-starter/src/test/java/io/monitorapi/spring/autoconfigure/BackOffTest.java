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

/** Beans back off if the application defines one of the same type. */
class BackOffTest {

    /** Their types are package-private. Properties disable those that observe. */
    private static final Set<String> INTERNAL = Set.of(
            "monitorApi-configurationReport",
            "monitorApi-serviceFactory",
            "monitorApi-httpTransportFactory",
            "monitorApi-serviceDrain",
            "monitorApi-serviceWarmUp",
            "monitorApi-logging",
            "monitorApi-metrics",
            "monitorApi-observation",
            "monitorApi-contextPropagation");

    /** Tested in {@code JdbcBackOffTest} and {@code RedisBackOffTest}. */
    private static final Set<String> ELSEWHERE = Set.of(
            "JdbcSessionStoreAutoConfiguration.monitorApi-sessionStoreFactory",
            "JdbcSessionStoreAutoConfiguration.monitorApi-sessionSchema",
            "RedisSessionStoreAutoConfiguration.monitorApi-sessionStoreFactory",
            // Only with monitor-api.outbox.enabled; tested in OutboxAutoConfigurationTest.
            "Metrics.monitorApi-outboxMetrics",
            "OutboxAutoConfiguration.monitorApi-outboxCipher",
            "OutboxAutoConfiguration.monitorApi-outboxClients",
            "OutboxAutoConfiguration.monitorApi-outboxSchema",
            "OutboxAutoConfiguration.monitorApi-outboxTable",
            "OutboxAutoConfiguration.monitorApi-reportEndedTask",
            "OutboxAutoConfiguration.monitorApi-reportKeyTask",
            "OutboxAutoConfiguration.monitorApi-reportOutbox",
            "OutboxAutoConfiguration.monitorApi-reportTask",
            "OwnScheduler.monitorApi-outboxLifecycle",
            "OwnScheduler.monitorOutboxScheduler");

    private static final ApplicationContextRunner APPLICATION = Simulated.empty()
            .withBean(SimpleMeterRegistry.class, SimpleMeterRegistry::new)
            .withBean(TestObservationRegistry.class, TestObservationRegistry::create)
            .withPropertyValues(
                    "monitor-api.account-id=40001234",
                    "monitor-api.app-installation-id=7d0a",
                    "monitor-api.base-uri=https://localhost:1");

    private static final List<BackOff<?>> BACK_OFFS = List.of(
            new BackOff<>(
                    "monitorApi-service",
                    MonitorService.class,
                    () -> MonitorServiceBuilder.forGateway(new FakeMonitorGateway())
                            .build()),
            new BackOff<>(
                    "monitorApi-availability",
                    Availability.class,
                    () -> Availability.of(MonitorServiceBuilder.forGateway(new FakeMonitorGateway())
                            .build())),
            new BackOff<>("monitorApi-gateway", MonitorGateway.class, FakeMonitorGateway::new),
            new BackOff<>(
                    "monitorApi-httpTransport",
                    HttpTransport.class,
                    () -> JdkHttpTransport.builder().build()),
            new BackOff<>("monitorApi-sessionStore", SessionStore.class, InMemorySessionStore::new),
            new BackOff<>(
                    "monitorApi-sessionStoreFactory",
                    SessionStoreFactory.class,
                    () -> (account, installation) -> new InMemorySessionStore()),
            new BackOff<>("monitorApi-retryPolicy", RetryPolicy.class, RetryPolicy::none),
            new BackOff<>("monitorApi-connectionDetails", MonitorConnectionDetails.class, OtherConnection::new),
            new BackOff<>("monitorApi-jacksonModule", MonitorApiModule.class, MonitorApiModule::withIdentities),
            new BackOff<>("monitorApi-clients", MonitorClients.class, NoClients::new));

    /** Named as Spring Boot names health indicators, which are replaced by name. */
    private static final String HEALTH = "monitorApiHealthIndicator";

    @TestFactory
    Stream<DynamicTest> backsOffForABeanOfItsType() {
        return BACK_OFFS.stream().map(each -> DynamicTest.dynamicTest(each.name, each::check));
    }

    @Test
    void theHealthIndicatorBacksOffForABeanOfItsName() {
        APPLICATION
                .withBean(HEALTH, HealthIndicator.class, () -> () -> null)
                .run(context -> assertThat(context)
                        .hasNotFailed()
                        .getBean(HEALTH)
                        .isNotInstanceOf(ClientInstrumentation.class));
    }

    /** The control: a new bean without a test fails here. */
    @Test
    void everyBeanOfTheDefaultClientHasABackOffTest() {
        Set<String> tested = new TreeSet<>(Set.of(HEALTH));
        BACK_OFFS.forEach(each -> tested.add(each.name));

        APPLICATION.run(context -> {
            Map<String, String> made = new TreeMap<>();
            for (String name : context.getBeanDefinitionNames()) {
                String factory = String.valueOf(
                        context.getBeanFactory().getBeanDefinition(name).getFactoryMethodName());
                if (factory.startsWith("monitor")) {
                    made.put(name, factory);
                }
            }
            made.keySet().removeAll(INTERNAL);
            assertThat(made.keySet()).containsExactlyElementsOf(tested);
        });
    }

    /** Includes those of the session stores, which the application above does not use. */
    @Test
    void everyBeanOfEveryAutoConfigurationHasABackOffTest() {
        Set<String> made = new TreeSet<>();
        new ClassFileImporter()
                .withImportOption(new DoNotIncludeTests()).importPackages("io.monitorapi.spring").stream()
                        .flatMap(type -> type.getMethods().stream())
                        .filter(method -> method.isAnnotatedWith(Bean.class))
                        .forEach(method -> made.add(beanOf(method)));
        long elsewhere = made.stream().filter(ELSEWHERE::contains).count();
        System.out.println("Beans that back off, with a test: " + (BACK_OFFS.size() + 1 + elsewhere) + " of "
                + made.size() + "; internal: " + INTERNAL);

        Set<String> tested = new TreeSet<>(ELSEWHERE);
        tested.add(HEALTH);
        tested.addAll(INTERNAL);
        BACK_OFFS.forEach(each -> tested.add(each.name));
        assertThat(made).containsExactlyElementsOf(tested);
    }

    private static String beanOf(JavaMethod method) {
        String[] names = method.getAnnotationOfType(Bean.class).value();
        String name = names.length == 0 ? method.getName() : names[0];
        JavaClass owner = method.getOwner();
        return owner.getPackageName().equals("io.monitorapi.spring.autoconfigure")
                ? name
                : owner.getSimpleName() + "." + name;
    }

    private record BackOff<T>(String name, Class<T> type, Supplier<? extends T> own) {

        void check() {
            T bean = own.get();
            APPLICATION.withBean("ofTheApplication", type, () -> bean).run(context -> {
                assertThat(context).hasNotFailed().doesNotHaveBean(name);
                assertThat(context).getBean(type).isSameAs(bean);
            });
        }
    }

    private static final class OtherConnection implements MonitorConnectionDetails {

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
