package io.monitorapi.spring.autoconfigure;

import static org.assertj.core.api.Assertions.assertThat;

import io.monitorapi.engagement.Engagement;
import io.monitorapi.engagement.EngagementResult;
import io.monitorapi.engagement.EngagementStatus;
import io.monitorapi.http.json.MonitorApiModule;
import io.monitorapi.session.MonitorSession;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.jackson.autoconfigure.JacksonAutoConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import tools.jackson.databind.json.JsonMapper;

/** The mapper of Spring Boot, with which controllers write their results, has the module. */
class MonitorJsonConfigurationTest {

    private static final EngagementResult RESULT = new EngagementResult(
            List.of(Engagement.builder(EngagementStatus.EXPOSE).build()),
            new MonitorSession("canary-vid", "canary-sid"),
            true,
            false,
            null,
            Map.of());

    private static final ApplicationContextRunner APPLICATION =
            Simulated.empty().withConfiguration(AutoConfigurations.of(JacksonAutoConfiguration.class));

    @Test
    void theMapperOfTheApplicationDoesNotWriteTheSession() {
        APPLICATION.run(context -> {
            JsonMapper mapper = context.getBean(JsonMapper.class);

            String json = mapper.writeValueAsString(RESULT);

            assertThat(context).hasSingleBean(MonitorApiModule.class);
            assertThat(json).contains("\"outcome\":\"OFFERED\"").doesNotContain("canary");
            assertThat(mapper.readValue(json, EngagementResult.class).isAvailable())
                    .isTrue();
        });
    }
}
