package io.monitorapi.spring.autoconfigure;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.autoconfigure.ssl.SslAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;

/**
 * How much longer an application takes to start with the client, in fresh JVMs that take turns: an empty one, its twin, whose
 * distance is the noise, and one with a client.
 */
@Tag("soak")
class StartUpSoakTest {

    private static final int FORKS = 20;

    @Test
    void theClientAddsLittleToTheStart() throws Exception {
        List<Long> empty = new ArrayList<>();
        List<Long> twin = new ArrayList<>();
        List<Long> client = new ArrayList<>();
        for (int fork = 0; fork < FORKS; fork++) {
            empty.add(started("empty"));
            client.add(started("client"));
            twin.add(started("empty"));
        }
        long noise = Math.abs(median(twin) - median(empty));
        System.out.printf(
                "Context start, median of %d: empty %d ms, twin %d ms (noise %d ms), with a client %d ms (+%d ms)%n",
                FORKS, median(empty), median(twin), noise, median(client), median(client) - median(empty));

        assertThat(median(client) - median(empty)).isLessThan(5_000);
    }

    private static long median(List<Long> values) {
        return values.stream().sorted().toList().get(values.size() / 2);
    }

    private static long started(String kind) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-classpath",
                        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                        Application.class.getName(),
                        kind)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(output).isZero();
        String line = output.lines()
                .filter(each -> each.startsWith("started in "))
                .findFirst()
                .orElseThrow();
        return Long.parseLong(line.substring("started in ".length()));
    }

    /** The application that is started; its time is that of the context, without the start of the JVM. */
    static final class Application {

        private Application() {}

        public static void main(String[] arguments) {
            long begun = System.nanoTime();
            boolean client = arguments[0].equals("client");
            SpringApplicationBuilder application = new SpringApplicationBuilder(client ? Client.class : Empty.class)
                    .web(WebApplicationType.NONE)
                    .properties("spring.main.banner-mode=off", "logging.level.root=warn");
            if (client) {
                application.properties(
                        "monitor-api.account-id=40001234",
                        "monitor-api.app-installation-id=7d0a",
                        "monitor-api.base-uri=https://localhost:1");
            }
            ConfigurableApplicationContext context = application.run();
            System.out.println("started in " + TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - begun));
            context.close();
        }
    }

    @SpringBootConfiguration
    @ImportAutoConfiguration(SslAutoConfiguration.class)
    static class Empty {}

    @SpringBootConfiguration
    @ImportAutoConfiguration({SslAutoConfiguration.class, MonitorAutoConfiguration.class})
    static class Client {}
}
