package io.monitorapi.spring.autoconfigure;

import io.micrometer.context.ContextSnapshot;
import io.micrometer.context.ContextSnapshotFactory;
import io.monitorapi.CallOptions;
import io.monitorapi.MonitorService;
import io.monitorapi.Sessions;
import io.monitorapi.engagement.EngagementRequest;
import io.monitorapi.engagement.EngagementResult;
import io.monitorapi.engagement.Report;
import io.monitorapi.engagement.ReportReceipt;
import io.monitorapi.session.Visitor;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;

/** Completes futures with the thread-local values of the caller, such as its MDC. */
final class ContextPropagatingMonitorService implements MonitorService {

    private final MonitorService service;
    private final ContextSnapshotFactory snapshots;

    ContextPropagatingMonitorService(MonitorService service, ContextSnapshotFactory snapshots) {
        this.service = service;
        this.snapshots = snapshots;
    }

    @Override
    public EngagementResult getEngagement(Visitor visitor, EngagementRequest request, CallOptions options) {
        return service.getEngagement(visitor, request, options);
    }

    @Override
    public CompletableFuture<EngagementResult> getEngagementAsync(
            Visitor visitor, EngagementRequest request, CallOptions options) {
        return withCallerContext(() -> service.getEngagementAsync(visitor, request, options));
    }

    @Override
    public ReportReceipt report(Visitor visitor, Report report, CallOptions options) {
        return service.report(visitor, report, options);
    }

    @Override
    public CompletableFuture<ReportReceipt> reportAsync(Visitor visitor, Report report, CallOptions options) {
        return withCallerContext(() -> service.reportAsync(visitor, report, options));
    }

    private <T> CompletableFuture<T> withCallerContext(Supplier<CompletableFuture<T>> call) {
        ContextSnapshot caller = snapshots.captureAll();
        CompletableFuture<T> result = call.get();
        CompletableFuture<T> returned = new CompletableFuture<>();
        result.whenComplete((value, failure) ->
                caller.wrap(() -> complete(returned, value, failure)).run());
        returned.whenComplete((value, failure) -> {
            if (returned.isCancelled()) {
                result.cancel(true);
            }
        });
        return returned;
    }

    private static <T> void complete(CompletableFuture<T> returned, T value, Throwable failure) {
        if (failure == null) {
            returned.complete(value);
        } else {
            returned.completeExceptionally(failure);
        }
    }

    @Override
    public void warmUp(Duration limit) {
        service.warmUp(limit);
    }

    @Override
    public Sessions sessions() {
        return service.sessions();
    }

    @Override
    public void close() {
        service.close();
    }
}
