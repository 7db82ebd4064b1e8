package io.monitorapi.quickstart;

import static org.assertj.core.api.Assertions.assertThat;

import io.monitorapi.MonitorService;
import io.monitorapi.attribute.Purchase;
import io.monitorapi.engagement.ButtonState;
import io.monitorapi.engagement.Engagement;
import io.monitorapi.engagement.EngagementResult;
import io.monitorapi.engagement.Impression;
import io.monitorapi.engagement.Report;
import io.monitorapi.http.HttpMonitor;
import io.monitorapi.session.Visitor;
import io.monitorapi.simulator.MonitorSimulator;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Keeps the plain Java snippets of the main README compiled. */
class ReadmeTest {

    private static final Path README = Path.of("../../README.md");
    private static final Path SOURCE = Path.of("src/test/java/io/monitorapi/quickstart/ReadmeTest.java");

    @ParameterizedTest
    @ValueSource(strings = {"## Plain Java", "## What the consumer does"})
    void javaSnippetsOfTheReadmeCompile(String section) throws IOException {
        String readme = Files.readString(README);
        String block = readme.split(section)[1].split("```java\n")[1].split("```")[0];

        String source = Files.readString(SOURCE);

        assertThat(source)
                .contains(
                        block.lines().filter(line -> line.startsWith("import ")).toList());
        assertThat(normalised(source)).contains(normalised(block.replaceAll("import .*;\n", "")));
    }

    @Test
    void theSnippetReportsTwoImpressionsAndOneAttribute() {
        try (MonitorSimulator simulator = MonitorSimulator.start();
                MonitorService monitor = HttpMonitor.builder()
                        .accountId(simulator.accountId())
                        .appInstallationId(simulator.appInstallationId())
                        .baseUri(simulator.baseUri())
                        .sslContext(simulator.sslContext())
                        .build()) {
            Visitor visitor = Visitor.of("device-1");

            assertThat(whatTheConsumerDoes(monitor, visitor)).contains("SharkContext");

            assertThat(simulator.recording().impressions()).isEqualTo(2);
            assertThat(simulator.recording().attributes()).isEqualTo(1);
        }
    }

    @Test
    void theReadmeHasAtMost180LinesAndTheArchitecture80() throws IOException {
        assertThat(Files.readAllLines(README)).hasSizeLessThanOrEqualTo(180);
        assertThat(Files.readAllLines(Path.of("../../ARCHITECTURE.md"))).hasSizeLessThanOrEqualTo(80);
    }

    private static String normalised(String text) {
        return text.replaceAll("\\s+", "");
    }

    /** Compiled but not run, because it would send requests to the vendor. */
    static void plainJava() {
        try (MonitorService monitor = HttpMonitor.builder()
                .accountId("40001234")
                .appInstallationId("7d0a3c9e-5f0b-4c7e-9a51-2f6d1f0f8a11")
                .onBehalf(true)
                .build()) {
            Visitor visitor = Visitor.of("random-id-that-the-device-keeps");
            ButtonState button = monitor.buttonFor(visitor);
            showButton(button.isDisplayed()); // an engagement is offered, or a conversation is running
        }
    }

    private static String whatTheConsumerDoes(MonitorService monitor, Visitor visitor) {
        EngagementResult result = monitor.getEngagement(visitor);
        Engagement shown = result.available().orElseThrow();
        monitor.report(visitor, Report.of(Impression.display(shown), Impression.accept(shown)));
        Purchase purchase = Purchase.builder()
                .total(new BigDecimal("59.90"))
                .currency("EUR")
                .orderId("order-1")
                .build();
        monitor.report(visitor, Report.of(purchase));
        String forTheChatWindow = result.handover().orElseThrow().toJson();
        return forTheChatWindow;
    }

    private static void showButton(boolean shown) {
        System.out.println(shown);
    }
}
