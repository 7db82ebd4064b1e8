package io.monitorapi.spring.autoconfigure;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.micrometer.observation.tck.TestObservationRegistry;
import io.monitorapi.engagement.EngagementRequest;
import io.monitorapi.engine.MonitorServiceBuilder;
import io.monitorapi.port.MonitorGateway;
import io.monitorapi.testkit.FakeMonitorGateway;
import io.monitorapi.testkit.Samples;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.stereotype.Service;

/** Applications whose beans have names that this starter could use, or has used. */
@ExtendWith(OutputCaptureExtension.class)
class BeanNamesTest {

    private final ApplicationContextRunner application = Simulated.empty()
            .withPropertyValues(
                    "monitor-api.account-id=40001234",
                    "monitor-api.app-installation-id=7d0a",
                    "monitor-api.clients.nl.account-id=40005678",
                    "monitor-api.clients.nl.app-installation-id=7d0b")
            .withBean("shopGateway", MonitorGateway.class, FakeMonitorGateway::new)
            .withBean(TestObservationRegistry.class, TestObservationRegistry::create)
            .withBean(SimpleMeterRegistry.class, SimpleMeterRegistry::new);

    @Test
    void everyBeanNameBeginsWithThePrefixOfTheProperties() {
        application.run(context -> assertThat(Arrays.stream(context.getBeanDefinitionNames())
                        .filter(name -> name.toLowerCase(Locale.ROOT).startsWith("monitor"))
                        .filter(name -> !name.startsWith("monitor-api")))
                .isNotEmpty()
                .allMatch(name -> name.startsWith("monitorApi")));
    }

    /** An application's class {@code MonitorApiService} is the bean {@code monitorApiService}. */
    @Test
    void noBeanNameExceptThatOfTheHealthIndicatorIsTheNameOfAClass() {
        application.run(context -> assertThat(Arrays.stream(context.getBeanDefinitionNames())
                        .filter(name -> name.startsWith("monitorApi"))
                        .filter(BeanNamesTest::isIdentifier))
                .containsExactly("monitorApiHealthIndicator"));
    }

    @Test
    void aServiceClassOfTheSameNameStartsAndRemovesNoMeter() {
        application.withUserConfiguration(MonitorService.class).run(context -> {
            assertThat(context).hasNotFailed().hasSingleBean(MonitorService.class);
            assertMeterOfACall(
                    context.getBean(io.monitorapi.MonitorService.class), context.getBean(MeterRegistry.class));
        });
    }

    @TestFactory
    Stream<DynamicTest> aBeanOfAnotherTypeStartsAndRemovesNoMeter() {
        return Stream.of(
                        "monitorService",
                        "monitorMetrics",
                        "monitorLog",
                        "monitorObservation",
                        "monitorContext",
                        "monitorListener",
                        "monitorClients",
                        "monitorAvailability",
                        "monitorGateway",
                        "monitorHttpTransport",
                        "monitorSessionStore",
                        "monitorSessionStoreFactory",
                        "monitorRetryPolicy",
                        "monitorConnectionDetails",
                        "monitorServiceFactory",
                        "monitorServiceDrain",
                        "monitorService-nl",
                        "nl",
                        "monitorApi",
                        "monitorApiService",
                        "monitorApiMetrics",
                        "monitorApiClients",
                        "monitorApiGateway")
                .map(name -> DynamicTest.dynamicTest(
                        name,
                        () -> application.withBean(name, List.class, List::of).run(context -> {
                            assertThat(context).hasNotFailed();
                            assertMeterOfACall(
                                    context.getBean(io.monitorapi.MonitorService.class),
                                    context.getBean(MeterRegistry.class));
                        })));
    }

    /** The application's service is not instrumented, which a line says. */
    @Test
    void aReplacedServiceIsLogged(CapturedOutput output) {
        application
                .withBean(
                        "shopMonitor",
                        io.monitorapi.MonitorService.class,
                        () -> MonitorServiceBuilder.forGateway(new FakeMonitorGateway())
                                .build())
                .run(context -> assertThat(output)
                        .containsOnlyOnce("The application's own MonitorService replaces the default client"));
    }

    /** The control. */
    @Test
    void aServiceOfTheStarterIsNotLogged(CapturedOutput output) {
        application.run(context -> assertThat(output).doesNotContain("replaces the default client"));
    }

    private static void assertMeterOfACall(io.monitorapi.MonitorService service, MeterRegistry meters) {
        service.getEngagement(Samples.visitor(), EngagementRequest.empty());

        assertThat(meters.get("monitor.api.sessions.opened")
                        .tag("client", "default")
                        .counter()
                        .count())
                .isOne();
    }

    private static boolean isIdentifier(String name) {
        return name.chars().allMatch(Character::isJavaIdentifierPart);
    }

    /** A class of the application. */
    @Service
    static final class MonitorService {}
}
