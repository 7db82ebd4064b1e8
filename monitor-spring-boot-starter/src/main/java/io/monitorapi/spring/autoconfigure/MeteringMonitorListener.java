package io.monitorapi.spring.autoconfigure;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.Tags;
import io.monitorapi.port.MonitorListener;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicInteger;

/** Records the metrics of one client. No tag identifies an account, a visitor or a session. */
final class MeteringMonitorListener implements MonitorListener {

    private static final String PREFIX = "monitor.api.";

    private final MeterRegistry registry;
    private final Tags client;
    private final Counter opened;
    private final Counter renewed;
    private final Counter orphaned;
    private final Counter churned;
    private final Counter outages;
    private final Counter clockSkews;
    private final AtomicInteger circuitOpen = new AtomicInteger(0);
    private final AtomicInteger storeReachable = new AtomicInteger(1);

    MeteringMonitorListener(MeterRegistry registry, String client, AtomicInteger inFlight) {
        this.registry = registry;
        this.client = Tags.of("client", client);
        this.opened = counter("sessions.opened", "Sessions that the service opened");
        this.renewed = counter("sessions.renewed", "Sessions that replaced one that was lost");
        this.orphaned = counter("sessions.orphaned", "Sessions that no record refers to");
        this.churned =
                counter("sessions.churned", "Times that the service opened a new session on every call of a visitor");
        this.outages = counter("store.outages", "Times that the session store became unreachable");
        this.clockSkews = counter(
                "store.clock.skews",
                "Minutes in which the clocks of this node and of the session store differed by over a minute");
        gauge("requests.in.flight", "Requests in flight", inFlight);
        gauge(
                "circuit.open",
                "1 while the circuit breaker is open and only single calls probe the service, else 0",
                circuitOpen);
        gauge("store.reachable", "Whether the session store is reachable: 1 or 0", storeReachable);
    }

    @Override
    public void attemptFailed(AttemptFailed event) {
        counter(
                        "attempts.failed",
                        "Requests that failed",
                        operation(event.operation().name()),
                        Tag.of("reason", event.failure().reason().name()))
                .increment();
    }

    @Override
    public void retryScheduled(RetryScheduled event) {
        counter(
                        "retries",
                        "Failed requests that are repeated",
                        operation(event.operation().name()),
                        Tag.of("reason", event.reason().name()))
                .increment();
    }

    @Override
    public void sessionCreated(SessionCreated event) {
        opened.increment();
        if (event.renewed()) {
            renewed.increment();
        }
    }

    @Override
    public void sessionOrphaned() {
        orphaned.increment();
    }

    @Override
    public void sessionsChurned() {
        churned.increment();
    }

    @Override
    public void storeFailed(StoreFailed event) {
        counter("store.failures", "Failures of the session store", Tag.of("action", event.action()))
                .increment();
    }

    @Override
    public void storeChanged(StoreChanged event) {
        storeReachable.set(event.reachable() ? 1 : 0);
        if (!event.reachable()) {
            outages.increment();
        }
    }

    @Override
    public void clockSkewed(ClockSkewed event) {
        clockSkews.increment();
    }

    @Override
    public void circuitChanged(CircuitChanged event) {
        circuitOpen.set(event.closed() ? 0 : 1);
    }

    private static Tag operation(String name) {
        return Tag.of("operation", name.toLowerCase(Locale.ROOT));
    }

    private Counter counter(String name, String description, Tag... more) {
        return Counter.builder(PREFIX + name)
                .description(description)
                .tags(client.and(more))
                .register(registry);
    }

    private void gauge(String name, String description, AtomicInteger value) {
        Gauge.builder(PREFIX + name, value, AtomicInteger::get)
                .description(description)
                .tags(client)
                .strongReference(true)
                .register(registry);
    }
}
