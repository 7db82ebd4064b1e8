package io.monitorapi.clicktochat;

import static org.assertj.core.api.Assertions.assertThat;

import io.monitorapi.MonitorService;
import io.monitorapi.engine.MonitorServiceBuilder;
import io.monitorapi.session.Visitor;
import io.monitorapi.testkit.FakeMonitorGateway;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.config.YamlPropertiesFactoryBean;
import org.springframework.core.io.ByteArrayResource;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseCookie;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.web.bind.annotation.CookieValue;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** The README's Spring Boot part, as the compiler and the binder see it. */
class ReadmeTest {

    private static final Path SOURCE = Path.of("src/test/java/io/monitorapi/clicktochat/ReadmeTest.java");

    @Test
    void theControllerOfTheReadmeCompilesAndRuns() throws IOException {
        String source = Files.readString(SOURCE);
        String block = block("java").replace("class ChatButton", "static class ChatButton");
        assertThat(source)
                .contains(
                        block.lines().filter(line -> line.startsWith("import ")).toList());
        assertThat(normalised(source)).contains(normalised(block.replaceAll("import .*;\n", "")));

        try (MonitorService monitor =
                MonitorServiceBuilder.forGateway(new FakeMonitorGateway()).build()) {
            MockHttpServletResponse response = new MockHttpServletResponse();
            ChatButton button = new ChatButton(monitor);

            assertThat(button.isDisplayed(null, response)).isTrue();
            assertThat(button.isDisplayed("device-1", response)).isTrue();

            assertThat(response.getHeaders("Set-Cookie"))
                    .singleElement()
                    .asString()
                    .contains("device=", "; Secure", "; HttpOnly", "; SameSite=Lax");
        }
    }

    @Test
    void thePropertiesInBothReadmesExist() throws IOException {
        assertThat(propertiesOf(block("yaml"))).hasSize(3).allSatisfy(ReadmeTest::exists);
        String nodes =
                Files.readString(Path.of("README.md")).split("```yaml\n")[1].split("```")[0];
        assertThat(propertiesOf(nodes)).hasSize(3).allSatisfy(ReadmeTest::exists);
    }

    private static Set<Object> propertiesOf(String text) {
        YamlPropertiesFactoryBean yaml = new YamlPropertiesFactoryBean();
        yaml.setResources(new ByteArrayResource(text.getBytes(StandardCharsets.UTF_8)));
        return yaml.getObject().keySet();
    }

    private static void exists(Object property) throws IOException {
        StringBuilder metadata = new StringBuilder();
        for (URL each : Collections.list(
                ReadmeTest.class.getClassLoader().getResources("META-INF/spring-configuration-metadata.json"))) {
            metadata.append(new String(each.openStream().readAllBytes(), StandardCharsets.UTF_8));
        }
        assertThat(metadata.toString()).contains("\"" + property + "\"");
    }

    @Test
    void filesLinkedFromTheReadmeOfThisModuleExistAndAreSmall() throws IOException {
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
    void commandsInTheReadmeOfThisModuleAreThoseOfItsProfiles() throws IOException {
        String readme = Files.readString(Path.of("README.md"));
        String project = Files.readString(Path.of("pom.xml"));

        assertThat(Pattern.compile("```shell\n(.* package)\n").matcher(readme).results())
                .hasSize(2)
                .allSatisfy(command -> assertThat(project).contains("<!-- " + command.group(1) + " -->"));
        assertThat(project).contains(TwoNodes.class.getName(), ClickToChatApplication.class.getName());
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
        boolean isDisplayed(
                @CookieValue(name = "device", required = false) String device, HttpServletResponse response) {
            return monitor.buttonFor(Visitor.of(device != null ? device : newDevice(response)))
                    .isDisplayed();
        }

        private static String newDevice(HttpServletResponse response) {
            String device = UUID.randomUUID().toString();
            ResponseCookie cookie = ResponseCookie.from("device", device)
                    .httpOnly(true)
                    .secure(true)
                    .sameSite("Lax")
                    .path("/")
                    .maxAge(Duration.ofDays(365))
                    .build();
            response.addHeader(HttpHeaders.SET_COOKIE, cookie.toString());
            return device;
        }
    }
}
