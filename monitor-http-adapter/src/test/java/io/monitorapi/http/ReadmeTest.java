package io.monitorapi.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.monitorapi.MonitorService;
import io.monitorapi.attribute.Purchase;
import io.monitorapi.engagement.EngagementRequest;
import io.monitorapi.engagement.EngagementResult;
import io.monitorapi.engagement.Identity;
import io.monitorapi.engagement.Report;
import io.monitorapi.engagement.ReportReceipt;
import io.monitorapi.error.MonitorException;
import io.monitorapi.http.jdk.JdkHttpTransport;
import io.monitorapi.http.transport.HttpTransport;
import io.monitorapi.session.Visitor;
import io.monitorapi.simulator.MonitorSimulator;
import java.io.IOException;
import java.math.BigDecimal;
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

/** The snippets of the README compile, and the first one runs. */
class ReadmeTest {

    private static final Pattern BLOCK = Pattern.compile("```java\\n(.*?)```", Pattern.DOTALL);

    private static final Pattern REFERENCE = Pattern.compile("`([A-Z][A-Za-z0-9]+(?:\\.\\w+)*)`");
    private static final List<String> ROOMS = List.of(
            "io.monitorapi",
            "io.monitorapi.attribute",
            "io.monitorapi.engagement",
            "io.monitorapi.error",
            "io.monitorapi.http",
            "io.monitorapi.retry",
            "io.monitorapi.session");

    @Test
    void theReadmeShowsThisCode() throws IOException {
        Path folder = Path.of("src/test/java/io/monitorapi/http");
        String source = flat(Files.readString(folder.resolve("ReadmeTest.java"))
                + Files.readString(folder.resolve("OutboxRecipe.java")));

        List<String> blocks = BLOCK.matcher(Files.readString(Path.of("README.md")))
                .results()
                .map(block -> flat(block.group(1)))
                .toList();

        assertThat(blocks).hasSize(6).allSatisfy(block -> assertThat(source).contains(block));
    }

    @Test
    void theFirstSnippetReturnsWhetherTheButtonMayBeShown() {
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

    @Test
    void theThirdSnippetBuilds() throws Exception {
        onApache(SSLContext.getDefault()).close();
    }

    /** Every row of the protocol table names types that exist. */
    @Test
    void theProtocolTableNamesWhatThereIs() throws IOException {
        String table = Files.readString(Path.of("README.md")).split("## The protocol, row by row")[1];
        List<String[]> rows = table.lines()
                .filter(line -> line.startsWith("| ") && !line.startsWith("| **"))
                .map(line -> line.split("\\|"))
                .toList();

        assertThat(rows)
                .hasSizeGreaterThan(80)
                .allSatisfy(row -> assertThat(row[2]).isNotBlank());
        assertThat(rows.stream()
                        .flatMap(row -> REFERENCE.matcher(row[2]).results())
                        .map(reference -> reference.group(1)))
                .hasSizeGreaterThan(100)
                .allSatisfy(
                        reference -> assertThat(exists(reference)).as(reference).isTrue());
        assertThat(exists("Cart.weight") || exists("Basket"))
                .as("what there is not")
                .isFalse();
    }

    private static boolean exists(String reference) {
        return ROOMS.stream().anyMatch(room -> typeIn(room, reference) != null || memberIn(room, reference));
    }

    private static boolean memberIn(String room, String reference) {
        int dot = reference.lastIndexOf('.');
        Class<?> type = dot < 0 ? null : typeIn(room, reference.substring(0, dot));
        String member = reference.substring(dot + 1);
        return type != null
                && Stream.concat(Stream.of(type.getMethods()), Stream.of(type.getFields()))
                        .anyMatch(found -> found.getName().equals(member));
    }

    private static Class<?> typeIn(String room, String reference) {
        try {
            return Class.forName(room + "." + reference.replace('.', '$'));
        } catch (ClassNotFoundException other) {
            return null;
        }
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

    @Test
    void aBatchThatKnowsTheCustomerOnlyReportsInAVisitorOfItsOwn() {
        try (MonitorSimulator simulator = MonitorSimulator.start();
                MonitorService monitor = HttpMonitor.builder()
                        .accountId(simulator.accountId())
                        .appInstallationId(simulator.appInstallationId())
                        .baseUri(simulator.baseUri())
                        .sslContext(simulator.sslContext())
                        .build()) {
            String issuer = "https://shop.example";
            ReportReceipt first = reportOfBatch(monitor, issuer, "4711", new BigDecimal("59.90"), "order-1");
            ReportReceipt second = reportOfBatch(monitor, issuer, "4711", new BigDecimal("5.00"), "order-2");

            assertThat(first.sessionCreated()).isTrue();
            assertThat(second.sessionCreated()).isFalse();
        }
    }

    private static ReportReceipt reportOfBatch(
            MonitorService monitor, String issuer, String customerNumber, BigDecimal total, String orderId) {
        ReportReceipt receipt = monitor.report(
                Visitor.of("batch-" + customerNumber),
                Report.builder()
                        .identity(Identity.authenticated(issuer, customerNumber))
                        .engagementAttribute(Purchase.builder()
                                .total(total)
                                .currency("EUR")
                                .orderId(orderId)
                                .build())
                        .build());
        return receipt;
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

    static MonitorService onApache(SSLContext companyTrust) {
        HttpTransport transport =
                JdkHttpTransport.builder().sslContext(companyTrust).build();
        MonitorService monitor = HttpMonitor.builder()
                .accountId("40001234")
                .appInstallationId("2f1c9a52-0b8e-4c55-9d0e-5c3f5f0b7a11")
                .transport(transport)
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
