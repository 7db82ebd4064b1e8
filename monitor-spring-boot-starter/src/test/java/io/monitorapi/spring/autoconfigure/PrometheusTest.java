package io.monitorapi.spring.autoconfigure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.micrometer.core.instrument.observation.DefaultMeterObservationHandler;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationRegistry;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.monitorapi.MonitorService;
import io.monitorapi.engagement.EngagementRequest;
import io.monitorapi.error.MonitorException;
import io.monitorapi.error.Reason;
import io.monitorapi.port.MonitorGateway;
import io.monitorapi.port.MonitorListener.CircuitChanged;
import io.monitorapi.port.MonitorListener.StoreChanged;
import io.monitorapi.port.MonitorListener.StoreFailed;
import io.monitorapi.port.Operation;
import io.monitorapi.spring.MonitorObservationContext;
import io.monitorapi.testkit.FakeMonitorGateway;
import io.monitorapi.testkit.Samples;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Scrapes a Prometheus registry, and compares it with the README and the dashboard. */
class PrometheusTest {

    private static final Pattern README_ROW =
            Pattern.compile("(?m)^\\| `monitor\\.api\\.[^|]*\\| ([^|]*`monitor_api_[^|]*)\\|");
    private static final Pattern NAME = Pattern.compile("monitor_api_[a-z_]+");
    private static final Pattern SELECTOR = Pattern.compile("(monitor_api_[a-z_]+)(?:\\{([^}]*)})?");
    private static final Pattern GROUPING = Pattern.compile("by \\(([^)]*)\\)");
    private static final Pattern LABEL = Pattern.compile("([a-z_]+)\\s*[=!]=?~?\\s*\"");
    private static final Path DASHBOARD = Path.of("docs/monitor-api-dashboard.json");

    private final PrometheusMeterRegistry prometheus = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    private final ObservationRegistry observations = ObservationRegistry.create();
    private final FakeMonitorGateway gateway = new FakeMonitorGateway();
    private String scrape = "";

    @Test
    void everyMeterHasTheDocumentedNameAndNoOtherExists() throws IOException {
        scrapeAfterOneOfEverything();

        Set<String> documented = README_ROW
                .matcher(Files.readString(Path.of("README.md")))
                .results()
                .flatMap(row -> NAME.matcher(row.group(1)).results().map(MatchResult::group))
                .collect(Collectors.toCollection(TreeSet::new));
        assertThat(series().keySet()).containsExactlyElementsOf(documented);
    }

    /** A counter named {@code created} would become {@code monitor_api_sessions_total}. */
    @Test
    void noNameLosesItsLastWord() {
        scrapeAfterOneOfEverything();

        assertThat(prometheus.getMeters())
                .filteredOn(meter -> meter.getId().getName().startsWith("monitor.api."))
                .isNotEmpty()
                .allSatisfy(meter -> assertThat(series().keySet())
                        .anyMatch(
                                name -> name.startsWith(meter.getId().getName().replace('.', '_'))));
    }

    @Test
    void onlyCompletedCallsHaveAnOutcome() {
        scrapeAfterOneOfEverything();

        assertThat(series()).allSatisfy((name, labels) -> {
            if (name.matches("monitor_api_call_seconds_(count|sum|max)")) {
                assertThat(labels).contains("outcome", "reason", "status", "exception");
            } else {
                assertThat(labels).as(name).doesNotContain("outcome", "status", "exception");
            }
        });
        assertThat(lines("monitor_api_call_seconds_count"))
                .anyMatch(line -> line.contains("outcome=\"SUCCESS\""))
                .anyMatch(line -> line.contains("outcome=\"APPLICATION\""));
        assertThat(lines("monitor_api_call_attempt_failed_total")).isNotEmpty();
    }

    /** Checks names and labels of each query, not its result: there is no Prometheus server in this test. */
    @Test
    void everyQueryOfTheDashboardUsesSeriesAndLabelsThatExist() throws IOException {
        scrapeAfterOneOfEverything();
        List<String> queries = queries();

        assertThat(queries).hasSizeGreaterThanOrEqualTo(8);
        for (String query : queries) {
            assertThat(SELECTOR.matcher(query).results()).as(query).isNotEmpty();
            Set<String> grouping = GROUPING.matcher(query)
                    .results()
                    .flatMap(by -> Stream.of(by.group(1).split(",")))
                    .map(String::strip)
                    .collect(Collectors.toSet());
            SELECTOR.matcher(query).results().forEach(selector -> {
                assertThat(series()).as(query).containsKey(selector.group(1));
                Set<String> labels = new HashSet<>(grouping);
                if (selector.group(2) != null) {
                    LABEL.matcher(selector.group(2)).results().forEach(label -> labels.add(label.group(1)));
                }
                assertThat(series().get(selector.group(1))).as(query).containsAll(labels);
            });
        }
    }

    private static List<String> queries() throws IOException {
        JsonNode dashboard = JsonMapper.shared().readTree(Files.readString(DASHBOARD));
        return dashboard.findValues("expr").stream().map(JsonNode::stringValue).toList();
    }

    private void scrapeAfterOneOfEverything() {
        observations.observationConfig().observationHandler(new DefaultMeterObservationHandler(prometheus));
        gateway.respondsWith(Samples.refused(503, 0), Samples.created(1), Samples.refused(400, 5));
        Simulated.empty()
                .withPropertyValues("monitor-api.retry.schedule=1ms")
                .withBean(MonitorGateway.class, () -> gateway)
                .withBean(ObservationRegistry.class, () -> observations)
                .withBean(PrometheusMeterRegistry.class, () -> prometheus)
                .run(context -> {
                    MonitorService service = context.getBean(MonitorService.class);
                    service.getEngagement(Samples.visitor(), EngagementRequest.empty());
                    assertThatExceptionOfType(MonitorException.class)
                            .isThrownBy(() -> service.getEngagement(Samples.visitor(), EngagementRequest.empty()));
                    // A call in flight has meters, too.
                    Observation inFlight = Observation.start(
                            new DefaultMonitorObservationConvention(),
                            () -> new MonitorObservationContext("default", Operation.REPORT),
                            observations);
                    outageOfTheStore();
                    scrape = prometheus.scrape();
                    inFlight.stop();
                });
    }

    private void outageOfTheStore() {
        MeteringMonitorListener listener = new MeteringMonitorListener(prometheus, "default", new AtomicInteger());
        listener.storeFailed(new StoreFailed("find", new IllegalStateException()));
        listener.storeChanged(new StoreChanged(false));
        listener.circuitChanged(new CircuitChanged(false, Reason.UNAVAILABLE));
    }

    /** The scraped names, each with its labels. */
    private Map<String, Set<String>> series() {
        Map<String, Set<String>> series = new TreeMap<>();
        scrape.lines().filter(line -> line.startsWith("monitor_api_")).forEach(line -> {
            Set<String> labels = series.computeIfAbsent(line.split("[{ ]", 2)[0], name -> new TreeSet<>());
            LABEL.matcher(line).results().forEach(label -> labels.add(label.group(1)));
        });
        return series;
    }

    private List<String> lines(String name) {
        return scrape.lines().filter(line -> line.startsWith(name + "{")).toList();
    }
}
