package io.monitorapi.spring.autoconfigure;

import static org.assertj.core.api.Assertions.assertThat;

import io.monitorapi.MonitorService;
import io.monitorapi.availability.Availability;
import io.monitorapi.availability.AvailabilityState;
import io.monitorapi.availability.Watch;
import io.monitorapi.availability.WatchOptions;
import io.monitorapi.engagement.EngagementRequest;
import io.monitorapi.port.MonitorGateway;
import io.monitorapi.session.Visitor;
import io.monitorapi.simulator.MonitorSimulator;
import io.monitorapi.simulator.SimulatorSettings;
import io.monitorapi.spring.MonitorServiceCustomizer;
import io.monitorapi.testing.FakeMonitorService;
import io.monitorapi.testkit.FakeMonitorGateway;
import io.monitorapi.testkit.Samples;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledForJreRange;
import org.junit.jupiter.api.condition.JRE;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Configuration;

/** Watches as a bean: there with a client, gone before it. */
class AvailabilityTest {

    private static final WatchOptions RARELY = WatchOptions.every(Duration.ofDays(1));

    private final ApplicationContextRunner application =
            Simulated.empty().withBean(MonitorGateway.class, FakeMonitorGateway::new);

    @Test
    void watchesTheClientOfTheTopLevel() {
        application.run(context -> assertThat(threadOf(context.getBean(Availability.class)))
                .startsWith("monitor-availability-")
                .doesNotContain("default"));
    }

    @Test
    @EnabledForJreRange(min = JRE.JAVA_21)
    void watchNotifiesOnVirtualThreadsWhenBootUsesThem() {
        application
                .withPropertyValues("spring.threads.virtual.enabled=true")
                .run(context -> assertThat(threadOf(context.getBean(Availability.class)))
                        .startsWith("monitor-availability-default-"));
    }

    @Test
    void withoutAClientThereIsNothingToWatch() {
        Simulated.empty().run(context -> assertThat(context).doesNotHaveBean(Availability.class));
    }

    @Test
    void ofTwoServicesOfTheApplicationNoneIsWatched() {
        Simulated.empty()
                .withBean("one", MonitorService.class, FakeMonitorService::new)
                .withBean("other", MonitorService.class, FakeMonitorService::new)
                .run(context -> assertThat(context).hasNotFailed().doesNotHaveBean(Availability.class));
    }

    @Test
    void watchesEndBeforeTheirServiceIsClosed() {
        assertThat(openAtTheEnd(context -> context.getBean(Availability.class))).isFalse();
    }

    /** The control: nobody ends the watches that the container does not know of. */
    @Test
    void watchesThatTheApplicationCreatedStayOpen() {
        assertThat(openAtTheEnd(context -> Availability.of(context.getBean(MonitorService.class))))
                .isTrue();
    }

    /** Tells whether a watch is open when its service is being closed. */
    private boolean openAtTheEnd(Function<ApplicationContext, Availability> made) {
        AtomicReference<Watch> watch = new AtomicReference<>();
        AtomicBoolean open = new AtomicBoolean();
        application
                .withBean(
                        MonitorServiceCustomizer.class,
                        () -> (client, builder) ->
                                builder.onClose(() -> open.set(watch.get().isOpen())))
                .run(context -> {
                    CountDownLatch told = new CountDownLatch(1);
                    watch.set(made.apply(context)
                            .watch(Samples.visitor(), EngagementRequest.empty(), RARELY, state -> told.countDown()));
                    assertThat(told.await(30, TimeUnit.SECONDS)).isTrue();
                });
        watch.get().close();
        return open.get();
    }

    @Test
    void aNamedClientHasWatchesThatItsQualifierFinds() {
        try (MonitorSimulator nl = MonitorSimulator.start(
                SimulatorSettings.builder().accountId("11111111").build())) {
            Simulated.client(Simulated.empty(), "monitor-api.clients.nl", "nl", nl)
                    .withUserConfiguration(Shop.class)
                    .run(context -> {
                        Shop shop = context.getBean(Shop.class);
                        threadOf(shop.nl);

                        assertThat(nl.recording().sessionsCreated()).isEqualTo(1);
                        assertThat(shop.any.getIfAvailable()).isNull();
                    });
        }
    }

    @Test
    void watchesOfANamedClientLeaveThoseOfTheTopLevel() {
        application
                .withPropertyValues("monitor-api.clients.nl.account-id=40005678")
                .withPropertyValues("monitor-api.clients.nl.app-installation-id=7d0a")
                .withUserConfiguration(Shop.class)
                .run(context -> {
                    Shop shop = context.getBean(Shop.class);

                    assertThat(shop.any.getObject())
                            .isSameAs(context.getBean("monitorApi-availability"))
                            .isNotSameAs(shop.nl);
                });
    }

    @Test
    void theWatchOfTheReadmeIsCodeThatIsCompiledHere() throws IOException {
        Path source = Path.of("src/test/java/io/monitorapi/spring/autoconfigure/AvailabilityTest.java");
        String snippet = Files.readString(Path.of("README.md"))
                .split("## Watches")[1]
                .split("```java\n")[1]
                .split("\n```")[0];

        assertThat(Files.readString(source)).contains("        " + snippet + "\n");
    }

    private static Watch watched(Availability availability, Visitor visitor, Page page) {
        Watch watch = availability.watch(visitor, EngagementRequest.empty(), state -> page.send(state));
        return watch;
    }

    private static String threadOf(Availability availability) throws Exception {
        CompletableFuture<String> thread = new CompletableFuture<>();
        watched(
                availability,
                Samples.visitor(),
                state -> thread.complete(Thread.currentThread().getName()));
        return thread.get(30, TimeUnit.SECONDS);
    }

    private interface Page {

        void send(AvailabilityState state);
    }

    @Configuration(proxyBeanMethods = false)
    static class Shop {

        @Autowired
        ObjectProvider<Availability> any;

        @Autowired
        @Qualifier("nl")
        Availability nl;
    }
}
