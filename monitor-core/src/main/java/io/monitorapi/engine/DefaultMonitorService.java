package io.monitorapi.engine;

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

/** Creates a call for each request of the application and runs it. */
final class DefaultMonitorService implements MonitorService {

    private final CallFactory calls;
    private final CallRunner runner;
    private final Sessions sessions;
    private final WarmUp warmUp;
    private final Shutdown shutdown;

    DefaultMonitorService(CallFactory calls, CallRunner runner, Sessions sessions, WarmUp warmUp, Shutdown shutdown) {
        this.calls = calls;
        this.runner = runner;
        this.sessions = sessions;
        this.warmUp = warmUp;
        this.shutdown = shutdown;
    }

    @Override
    public EngagementResult getEngagement(Visitor visitor, EngagementRequest request, CallOptions options) {
        return runner.run(calls.engagementCall(visitor, request, options));
    }

    @Override
    public CompletableFuture<EngagementResult> getEngagementAsync(
            Visitor visitor, EngagementRequest request, CallOptions options) {
        return runner.runAsync(calls.engagementCall(visitor, request, options));
    }

    @Override
    public ReportReceipt report(Visitor visitor, Report report, CallOptions options) {
        return runner.run(calls.reportCall(visitor, report, options));
    }

    @Override
    public CompletableFuture<ReportReceipt> reportAsync(Visitor visitor, Report report, CallOptions options) {
        return runner.runAsync(calls.reportCall(visitor, report, options));
    }

    @Override
    public void warmUp(Duration limit) {
        warmUp.run(limit);
    }

    @Override
    public Sessions sessions() {
        return sessions;
    }

    @Override
    public void close() {
        shutdown.begin();
    }
}
