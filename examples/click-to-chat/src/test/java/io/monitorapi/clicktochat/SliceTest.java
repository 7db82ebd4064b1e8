package io.monitorapi.clicktochat;

import static org.assertj.core.api.Assertions.assertThat;

import io.monitorapi.MonitorService;
import io.monitorapi.engagement.EngagementRequest;
import io.monitorapi.session.Visitor;
import io.monitorapi.simulator.MonitorSimulatorExtension;
import io.monitorapi.spring.autoconfigure.MonitorAutoConfiguration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.autoconfigure.ssl.SslAutoConfiguration;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** The slice of an application that talks to the service, and nothing else of it. */
@SpringBootTest(classes = SliceTest.class)
@ImportAutoConfiguration({SslAutoConfiguration.class, MonitorAutoConfiguration.class})
class SliceTest {

    @RegisterExtension
    static final MonitorSimulatorExtension monitor = new MonitorSimulatorExtension();

    @DynamicPropertySource
    static void account(DynamicPropertyRegistry registry) {
        monitor.springProperties().forEach((name, value) -> registry.add(name, () -> value));
    }

    @Test
    void usesTheSimulator(@Autowired MonitorService service) {
        assertThat(service.getEngagement(Visitor.of("device-1"), EngagementRequest.empty())
                        .isAvailable())
                .isTrue();
    }
}
