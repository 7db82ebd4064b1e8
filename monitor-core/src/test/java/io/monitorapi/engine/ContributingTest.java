package io.monitorapi.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.monitorapi.MonitorService;
import io.monitorapi.port.MonitorGateway;
import io.monitorapi.testkit.FakeMonitorGateway;
import io.monitorapi.testkit.VirtualTime;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** The Java of CONTRIBUTING.md is the code below. */
class ContributingTest {

    @Test
    void theSnippetAboutTimeCompilesAndRuns() throws IOException {
        MonitorGateway gateway = new FakeMonitorGateway();
        VirtualTime time = new VirtualTime();
        MonitorService service =
                MonitorServiceBuilder.forGateway(gateway).time(time, time, time).build();
        time.advance(Duration.ofSeconds(3));
        service.close();

        String text = Files.readString(Path.of("../CONTRIBUTING.md"));
        String snippet = text.split("```java\n")[1].split("```")[0];
        String source = Files.readString(Path.of("src/test/java/io/monitorapi/engine/ContributingTest.java"));
        assertThat(withoutSpace(source)).contains(withoutSpace(snippet));
    }

    private static String withoutSpace(String text) {
        return text.replaceAll("\\s+", "");
    }
}
