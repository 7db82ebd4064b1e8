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
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;

/** Completes futures with the thread-locals of the caller, such as the diagnostic context of its log. */
final class ContextMonitorService implements MonitorService {

    private final MonitorService service;
    private final ContextSnapshotFactory snapshots;

    ContextMonitorService(MonitorService service, ContextSnapshotFactory snapshots) {
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
        return later(() -> service.getEngagementAsync(visitor, request, options));
    }

    @Override
    public ReportReceipt report(Visitor visitor, Report report, CallOptions options) {
        return service.report(visitor, report, options);
    }

    @Override
    public CompletableFuture<ReportReceipt> reportAsync(Visitor visitor, Report report, CallOptions options) {
        return later(() -> service.reportAsync(visitor, report, options));
    }

    private <T> CompletableFuture<T> later(Supplier<CompletableFuture<T>> call) {
        ContextSnapshot caller = snapshots.captureAll();
        CompletableFuture<T> answer = call.get();
        CompletableFuture<T> given = new CompletableFuture<>();
        answer.whenComplete((result, failure) ->
                caller.wrap(() -> end(given, result, failure)).run());
        given.whenComplete((result, failure) -> {
            if (given.isCancelled()) {
                answer.cancel(true);
            }
        });
        return given;
    }

    private static <T> void end(CompletableFuture<T> given, T result, Throwable failure) {
        if (failure == null) {
            given.complete(result);
        } else {
            given.completeExceptionally(failure);
        }
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
