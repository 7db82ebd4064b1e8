package io.monitorapi.spring.autoconfigure;

import static org.assertj.core.api.Assertions.assertThat;

import io.monitorapi.MonitorService;
import io.monitorapi.engagement.EngagementRequest;
import io.monitorapi.error.MonitorException;
import io.monitorapi.error.Reason;
import io.monitorapi.port.MonitorGateway;
import io.monitorapi.session.Visitor;
import io.monitorapi.testkit.FakeMonitorGateway;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.ApplicationContext;
import org.springframework.context.ApplicationContextAware;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.SmartLifecycle;

class MonitorServiceDrainTest {

    private final AtomicReference<@Nullable Reason> whenStoresStop = new AtomicReference<>();

    private final ApplicationContextRunner application = new ApplicationContextRunner()
            .withConfiguration(AutoConfigurations.of(MonitorAutoConfiguration.class))
            .withBean(MonitorGateway.class, FakeMonitorGateway::new)
            .withBean(StoreClient.class, () -> new StoreClient(whenStoresStop));

    @Test
    void servicesAreClosedBeforeTheClientsOfTheStoresStop() {
        application.run(context -> {
            context.getSourceApplicationContext(ConfigurableApplicationContext.class)
                    .close();

            assertThat(whenStoresStop).hasValue(Reason.CLOSED);
        });
    }

    /** The control: a context that is only stopped may be started again. */
    @Test
    void servicesOfAStoppedContextStayOpen() {
        application.run(context -> {
            context.getSourceApplicationContext(ConfigurableApplicationContext.class)
                    .stop();

            assertThat(whenStoresStop).hasValue(null);
            context.getBean(MonitorService.class).getEngagement(Visitor.of("visitor-1"), EngagementRequest.empty());
        });
    }

    /** Stops in the phase of the Redis connection factory, and makes a call then. */
    private static final class StoreClient implements SmartLifecycle, ApplicationContextAware {

        private final AtomicReference<@Nullable Reason> result;
        private volatile boolean running;
        private @Nullable ApplicationContext context;

        StoreClient(AtomicReference<@Nullable Reason> result) {
            this.result = result;
        }

        @Override
        public void setApplicationContext(ApplicationContext applicationContext) {
            context = applicationContext;
        }

        @Override
        public void start() {
            running = true;
        }

        @Override
        public void stop() {
            running = false;
            try {
                Objects.requireNonNull(context)
                        .getBean(MonitorService.class)
                        .getEngagement(Visitor.of("visitor-2"), EngagementRequest.empty());
            } catch (MonitorException failure) {
                result.set(failure.reason());
            }
        }

        @Override
        public boolean isRunning() {
            return running;
        }

        @Override
        public int getPhase() {
            return 0;
        }
    }
}
