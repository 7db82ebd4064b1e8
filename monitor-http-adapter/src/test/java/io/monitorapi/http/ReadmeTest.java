package io.monitorapi.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.monitorapi.MonitorService;
import io.monitorapi.engagement.EngagementRequest;
import io.monitorapi.engagement.EngagementResult;
import io.monitorapi.error.MonitorException;
import io.monitorapi.session.Visitor;
import io.monitorapi.simulator.MonitorSimulator;
import java.io.IOException;
import java.net.ProxySelector;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.Test;

/** What the README shows compiles, and the first of it runs. */
class ReadmeTest {

    private static final Pattern BLOCK = Pattern.compile("```java\\n(.*?)```", Pattern.DOTALL);

    @Test
    void theReadmeShowsThisCode() throws IOException {
        String source = flat(Files.readString(Path.of("src/test/java/io/monitorapi/http/ReadmeTest.java")));

        List<String> blocks = BLOCK.matcher(Files.readString(Path.of("README.md")))
                .results()
                .map(block -> flat(block.group(1)))
                .toList();

        assertThat(blocks).hasSize(2).allSatisfy(block -> assertThat(source).contains(block));
    }

    @Test
    void theFirstSnippetAnswersWhetherTheButtonMayBeShown() {
        try (MonitorSimulator simulator = MonitorSimulator.start();
                MonitorService monitor = HttpMonitor.builder()
                        .accountId(simulator.accountId())
                        .appInstallationId(simulator.appInstallationId())
                        .baseUri(simulator.baseUri())
                        .sslContext(simulator.sslContext())
                        .onBehalf(true)
                        .build()) {
            assertThat(mayShowButton(monitor, "7c1f6a0e")).isTrue();
        }
    }

    @Test
    void theSecondSnippetBuilds() throws Exception {
        withSettings(SSLContext.getDefault(), ProxySelector.getDefault()).close();
    }

    static MonitorService start() {
        MonitorService monitor = HttpMonitor.builder()
                .accountId("40001234")
                .appInstallationId("2f1c9a52-0b8e-4c55-9d0e-5c3f5f0b7a11")
                .onBehalf(true)
                .build();
        return monitor;
    }

    static boolean mayShowButton(MonitorService monitor, String deviceKey) {
        try {
            EngagementResult result = monitor.getEngagement(Visitor.of(deviceKey), EngagementRequest.empty());
            return result.isAvailable();
        } catch (MonitorException failure) {
            return false; // failure.advice() says what to do about it
        }
    }

    static MonitorService withSettings(SSLContext companyTrust, ProxySelector companyProxy) {
        MonitorService monitor = HttpMonitor.builder()
                .accountId("40001234")
                .appInstallationId("2f1c9a52-0b8e-4c55-9d0e-5c3f5f0b7a11")
                .baseUri(URI.create("https://va.v.liveperson.net"))
                .sslContext(companyTrust)
                .proxy(companyProxy)
                .deadline(Duration.ofSeconds(3))
                .userAgentSuffix("shop/2.1")
                .build();
        return monitor;
    }

    private static String flat(String code) {
        return Stream.of(code.split("\\R"))
                .map(String::strip)
                .filter(line -> !line.isEmpty())
                .reduce("", (a, b) -> a + b);
    }
}
