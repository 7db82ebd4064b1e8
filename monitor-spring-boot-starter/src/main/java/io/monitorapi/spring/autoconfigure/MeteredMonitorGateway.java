package io.monitorapi.spring.autoconfigure;

import io.monitorapi.engagement.EngagementRequest;
import io.monitorapi.engagement.Report;
import io.monitorapi.port.Deadline;
import io.monitorapi.port.GatewayResult;
import io.monitorapi.port.MonitorGateway;
import io.monitorapi.session.SessionRecord;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Counts the requests in flight. */
final class MeteredMonitorGateway implements MonitorGateway {

    private final MonitorGateway gateway;
    private final AtomicInteger inFlight;

    MeteredMonitorGateway(MonitorGateway gateway, AtomicInteger inFlight) {
        this.gateway = gateway;
        this.inFlight = inFlight;
    }

    @Override
    public CompletableFuture<GatewayResult> fetchEngagement(
            @Nullable SessionRecord record, EngagementRequest request, Deadline deadline) {
        return counted(() -> gateway.fetchEngagement(record, request, deadline));
    }

    @Override
    public CompletableFuture<GatewayResult> sendReport(
            @Nullable SessionRecord record, Report report, Deadline deadline) {
        return counted(() -> gateway.sendReport(record, report, deadline));
    }

    @Override
    public CompletableFuture<Void> warmUp(Deadline deadline) {
        return gateway.warmUp(deadline);
    }

    @Override
    public boolean blocking() {
        return gateway.blocking();
    }

    /** Returns the gateway's own future, so that cancelling it releases the connection. */
    private CompletableFuture<GatewayResult> counted(Supplier<CompletableFuture<GatewayResult>> request) {
        inFlight.incrementAndGet();
        try {
            CompletableFuture<GatewayResult> result = request.get();
            result.whenComplete((value, failure) -> inFlight.decrementAndGet());
            return result;
        } catch (RuntimeException failure) {
            inFlight.decrementAndGet();
            throw failure;
        }
    }
}
