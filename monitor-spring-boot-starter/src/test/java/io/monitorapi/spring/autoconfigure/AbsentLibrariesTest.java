package io.monitorapi.spring.autoconfigure;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.context.ContextSnapshot;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.observation.ObservationRegistry;
import io.monitorapi.MonitorService;
import io.monitorapi.engagement.EngagementRequest;
import io.monitorapi.port.MonitorGateway;
import io.monitorapi.testkit.FakeMonitorGateway;
import io.monitorapi.testkit.Samples;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.boot.test.context.FilteredClassLoader;

/** The client works without each optional library. */
class AbsentLibrariesTest {

    @ParameterizedTest
    @CsvSource({
        "org.springframework.boot.health, monitorApiHealthIndicator",
        "io.micrometer.core, monitorMetrics",
        "io.micrometer.context, monitorContext",
        "io.micrometer.observation, monitorObservation"
    })
    void startsWithoutAnOptionalLibrary(String library, String bean) {
        Simulated.empty()
                .withBean(MonitorGateway.class, FakeMonitorGateway::new)
                .withClassLoader(new FilteredClassLoader(library))
                .run(context -> {
                    assertThat(context).hasNotFailed().doesNotHaveBean(bean);
                    assertThat(context.getBean(MonitorService.class)
                                    .getEngagementAsync(Samples.visitor(), EngagementRequest.empty())
                                    .join()
                                    .isAvailable())
                            .isTrue();
                });
    }

    @Test
    void startsWithoutAllOptionalLibraries() {
        Simulated.empty()
                .withBean(MonitorGateway.class, FakeMonitorGateway::new)
                .withClassLoader(new FilteredClassLoader(
                        HealthIndicator.class, MeterRegistry.class, ContextSnapshot.class, ObservationRegistry.class))
                .run(context -> assertThat(context).hasNotFailed().hasSingleBean(MonitorService.class));
    }
}
