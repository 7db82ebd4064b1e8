package io.monitorapi.customadapter;

import static org.assertj.core.api.Assertions.assertThat;

import io.monitorapi.MonitorService;
import io.monitorapi.engagement.EngagementRequest;
import io.monitorapi.engine.MonitorServiceBuilder;
import io.monitorapi.http.HttpMonitorGateway;
import io.monitorapi.http.transport.HttpTransport;
import io.monitorapi.port.MonitorGateway;
import io.monitorapi.port.SessionStore;
import io.monitorapi.session.Visitor;
import io.monitorapi.simulator.MonitorSimulator;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The code of the README is code of this module. */
class ReadmeTest {

    private static final Pattern BLOCK = Pattern.compile("```java\\n(.*?)```", Pattern.DOTALL);

    private static final Pattern LINK = Pattern.compile("\\]\\(([^)]+)\\)");

    @TempDir
    private Path folder;

    @Test
    void everySnippetOfTheReadmeIsCompiledInThisModule() throws IOException {
        String sources = sources();
        List<String> blocks = BLOCK.matcher(Files.readString(Path.of("README.md")))
                .results()
                .map(block -> flat(block.group(1)))
                .toList();

        assertThat(blocks).hasSize(7).allSatisfy(block -> assertThat(sources).contains(block));
    }

    @Test
    void everyFileAndLibraryThatTheReadmeNamesExists() throws IOException {
        String readme = Files.readString(Path.of("README.md"));
        List<Path> files = LINK.matcher(readme)
                .results()
                .map(link -> Path.of(link.group(1)))
                .toList();
        String project = Files.readString(Path.of("pom.xml"));

        assertThat(files).hasSize(7).allSatisfy(file -> assertThat(file).isRegularFile());
        assertThat(List.of(
                        "monitor-core", "monitor-http-adapter", "monitor-simulator", "junit-jupiter", "assertj-core"))
                .allSatisfy(library -> {
                    assertThat(readme).contains("`" + library + "`");
                    assertThat(project).contains("<artifactId>" + library + "</artifactId>");
                });
    }

    @Test
    void theAdaptersWorkTogether() {
        try (MonitorSimulator simulator = MonitorSimulator.start()) {
            for (int restart = 0; restart < 2; restart++) {
                try (MonitorService monitor = assembled(
                        simulator.sslContext(),
                        simulator.baseUri(),
                        folder,
                        simulator.accountId(),
                        simulator.appInstallationId())) {
                    assertThat(monitor.getEngagement(Visitor.of("device-1"), EngagementRequest.empty())
                                    .isAvailable())
                            .isTrue();
                }
            }
            assertThat(simulator.recording().sessionsCreated()).isEqualTo(1);
        }
    }

    private static MonitorService assembled(
            SSLContext trust, URI baseUri, Path folder, String accountId, String appInstallationId) {
        HttpTransport transport = new OkHttpTransport(trust, Duration.ofSeconds(2));
        MonitorGateway gateway = HttpMonitorGateway.builder()
                .transport(transport)
                .accountId(accountId)
                .appInstallationId(appInstallationId)
                .baseUri(baseUri)
                .build();
        SessionStore store = new FileSessionStore(folder, Duration.ofDays(30), InstantSource.system());

        return MonitorServiceBuilder.forGateway(gateway)
                .sessionStore(store)
                .onClose(transport)
                .build();
    }

    private static String sources() throws IOException {
        try (Stream<Path> files = Files.walk(Path.of("src"))) {
            StringBuilder sources = new StringBuilder();
            for (Path file :
                    files.filter(path -> path.toString().endsWith(".java")).toList()) {
                sources.append(flat(Files.readString(file)));
            }
            return sources.toString();
        }
    }

    private static String flat(String code) {
        return code.replaceAll("\\s+", "");
    }
}
