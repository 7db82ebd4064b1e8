package io.monitorapi.testkit;

import io.monitorapi.CallOptions;
import io.monitorapi.MonitorService;
import io.monitorapi.Sessions;
import io.monitorapi.engagement.Engagement;
import io.monitorapi.engagement.EngagementRequest;
import io.monitorapi.engagement.EngagementResult;
import io.monitorapi.engagement.Report;
import io.monitorapi.engagement.ReportReceipt;
import io.monitorapi.engine.MonitorServiceBuilder;
import io.monitorapi.error.MonitorException;
import io.monitorapi.error.Reason;
import io.monitorapi.session.Visitor;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Supplier;

/**
 * A service for the tests of applications: says what it is told to say, and keeps sessions as the real one does.
 *
 * <p>Unless told otherwise, it offers the engagement of {@link Samples#offered()} to everybody. Safe for use by any thread.
 */
public final class FakeMonitorService implements MonitorService {

    private final FakeMonitorGateway gateway = new FakeMonitorGateway();
    private final MonitorService service =
            MonitorServiceBuilder.forGateway(gateway).build();
    private final Queue<MonitorException> failures = new ConcurrentLinkedQueue<>();
    private final List<Visitor> visitors = new CopyOnWriteArrayList<>();
    private final List<Report> reports = new CopyOnWriteArrayList<>();

    /** Says what is offered from now on; nothing when it is empty. */
    public FakeMonitorService offers(Engagement... engagements) {
        gateway.service().offers(engagements);
        return this;
    }

    /** Says that the next call fails, without anything being sent. */
    public FakeMonitorService fails(Reason reason) {
        return fails(MonitorException.builder(reason).build());
    }

    /** Says what the next call fails with. */
    public FakeMonitorService fails(MonitorException failure) {
        failures.add(failure);
        return this;
    }

    /** Ends all sessions at the service, as their age does. */
    public FakeMonitorService endsSessions() {
        gateway.service().endSessions();
        return this;
    }

    /** {@return for whom an engagement was asked, in order} */
    public List<Visitor> asked() {
        return visitors;
    }

    /** {@return what was reported, in order} */
    public List<Report> reported() {
        return reports;
    }

    @Override
    public EngagementResult getEngagement(Visitor visitor, EngagementRequest request, CallOptions options) {
        visitors.add(visitor);
        throwNext();
        return service.getEngagement(visitor, request, options);
    }

    @Override
    public CompletableFuture<EngagementResult> getEngagementAsync(
            Visitor visitor, EngagementRequest request, CallOptions options) {
        visitors.add(visitor);
        return failedOr(() -> service.getEngagementAsync(visitor, request, options));
    }

    @Override
    public ReportReceipt report(Visitor visitor, Report report, CallOptions options) {
        reports.add(report);
        throwNext();
        return service.report(visitor, report, options);
    }

    @Override
    public CompletableFuture<ReportReceipt> reportAsync(Visitor visitor, Report report, CallOptions options) {
        reports.add(report);
        return failedOr(() -> service.reportAsync(visitor, report, options));
    }

    @Override
    public Sessions sessions() {
        return service.sessions();
    }

    @Override
    public void close() {
        service.close();
    }

    private void throwNext() {
        MonitorException failure = failures.poll();
        if (failure != null) {
            throw failure;
        }
    }

    private <T> CompletableFuture<T> failedOr(Supplier<CompletableFuture<T>> call) {
        MonitorException failure = failures.poll();
        return failure != null ? CompletableFuture.failedFuture(failure) : call.get();
    }
}
