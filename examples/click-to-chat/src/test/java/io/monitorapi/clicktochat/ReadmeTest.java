package io.monitorapi.clicktochat;

import static org.assertj.core.api.Assertions.assertThat;

import io.monitorapi.MonitorService;
import io.monitorapi.engagement.EngagementRequest;
import io.monitorapi.session.Visitor;
import io.monitorapi.testkit.FakeMonitorGateway;
import java.io.IOException;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.config.YamlPropertiesFactoryBean;
import org.springframework.core.io.ByteArrayResource;
import org.springframework.web.bind.annotation.CookieValue;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** The README's Spring Boot part, as the compiler and the binder see it. */
class ReadmeTest {

    private static final Path SOURCE = Path.of("src/test/java/io/monitorapi/clicktochat/ReadmeTest.java");

    @Test
    void theControllerOfTheReadmeCompilesAndWorks() throws IOException {
        assertThat(normalised(Files.readString(SOURCE)))
                .contains(normalised(block("java").replace("class ChatButton", "static class ChatButton")));

        try (MonitorService monitor =
                MonitorService.builder(new FakeMonitorGateway()).build()) {
            assertThat(new ChatButton(monitor).mayBeShown("device-1")).isTrue();
        }
    }

    @Test
    void thePropertiesOfTheReadmeAreKnown() throws IOException {
        YamlPropertiesFactoryBean yaml = new YamlPropertiesFactoryBean();
        yaml.setResources(new ByteArrayResource(block("yaml").getBytes(StandardCharsets.UTF_8)));
        StringBuilder metadata = new StringBuilder();
        for (URL each : Collections.list(
                getClass().getClassLoader().getResources("META-INF/spring-configuration-metadata.json"))) {
            metadata.append(new String(each.openStream().readAllBytes(), StandardCharsets.UTF_8));
        }

        assertThat(yaml.getObject().keySet())
                .hasSize(3)
                .allSatisfy(property -> assertThat(metadata.toString()).contains("\"" + property + "\""));
    }

    @Test
    void everyFileThatThisModulesReadmeShowsIsThereAndSmall() throws IOException {
        List<Path> shown = Pattern.compile("\\]\\(((docs|src)/[^)]+)\\)")
                .matcher(Files.readString(Path.of("README.md")))
                .results()
                .map(link -> Path.of(link.group(1)))
                .toList();

        assertThat(shown)
                .hasSize(10)
                .allSatisfy(file -> assertThat(Files.size(file)).isLessThan(60_000));
    }

    @Test
    void theCommandOfThisModulesReadmeIsTheOneOfTheProfile() throws IOException {
        String command =
                Files.readString(Path.of("README.md")).split("```shell\n")[1].split("\n")[0];

        assertThat(Files.readString(Path.of("pom.xml"))).contains("<!-- " + command + " -->");
    }

    private static String block(String language) throws IOException {
        String section = Files.readString(Path.of("../../README.md")).split("## Spring Boot 4")[1];
        return section.split("```" + language + "\n")[1].split("```")[0];
    }

    private static String normalised(String text) {
        return text.replaceAll("\\s+", "");
    }

    @RestController
    static class ChatButton {

        private final MonitorService monitor;

        ChatButton(MonitorService monitor) {
            this.monitor = monitor;
        }

        @GetMapping("/chat-button")
        boolean mayBeShown(@CookieValue("device") String device) {
            return monitor.getEngagement(Visitor.of(device), EngagementRequest.empty())
                    .isAvailable();
        }
    }
}
