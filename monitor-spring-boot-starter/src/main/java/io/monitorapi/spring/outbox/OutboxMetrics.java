package io.monitorapi.spring.outbox;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.TimeGauge;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Counts the reports that end, and measures those that wait, with one query for each look at a gauge. */
final class OutboxMetrics implements ReportOutboxListener {

    private static final String PREFIX = "monitor.api.outbox.";

    private final @Nullable MeterRegistry registry;

    OutboxMetrics(@Nullable MeterRegistry registry, OutboxTable table) {
        this.registry = registry;
        if (registry != null) {
            Gauge.builder(PREFIX + "waiting", table, OutboxTable::waiting)
                    .description("Reports that wait for their delivery, from all nodes")
                    .register(registry);
            TimeGauge.builder(
                            PREFIX + "oldest.age",
                            table,
                            TimeUnit.MILLISECONDS,
                            rows -> rows.oldestAge(Instant.now()).toMillis())
                    .description("Age of the oldest report that waits for its delivery")
                    .register(registry);
        }
    }

    @Override
    public void reportEnded(EndedReport report) {
        if (registry != null) {
            registry.counter(
                            PREFIX + "ended",
                            "client",
                            report.client(),
                            "outcome",
                            report.outcome().name(),
                            "reason",
                            report.reason() == null ? "none" : report.reason().name())
                    .increment();
        }
    }
}
