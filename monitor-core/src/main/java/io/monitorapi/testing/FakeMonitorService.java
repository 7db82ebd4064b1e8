package io.monitorapi.testing;

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
import io.monitorapi.memory.InMemorySessionStore;
import io.monitorapi.session.Visitor;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;

/**
 * A {@link MonitorService} for the tests of applications. It sends nothing, and keeps sessions as the real client does.
 *
 * <p>By default it offers one engagement to every visitor:
 *
 * <pre>{@code
 * FakeMonitorService monitor = new FakeMonitorService();
 * monitor.offers();                       // from now on nothing is offered
 * monitor.fails(Reason.UNAVAILABLE);      // the next call fails as if the service had responded with 503
 * }</pre>
 *
 * <p>A maximum age of results has no effect, so that a test sees each change at once. Failures have the category, status, {@code isRetryable}, {@code retryAfter} and {@code sent} of the real client, because its
 * engine creates them. Thread-safe.
 */
public final class FakeMonitorService implements MonitorService {

    private final SharedFakeSessionStore records = new SharedFakeSessionStore(new InMemorySessionStore());
    private final InMemoryMonitorGateway gateway = new InMemoryMonitorGateway();
    private final MonitorService service =
            MonitorServiceBuilder.forGateway(gateway).sessionStore(records).build();
    private final Queue<SimulatedFailure> failures = new ConcurrentLinkedQueue<>();
    private final List<EngagementCall> engagementCalls = new CopyOnWriteArrayList<>();
    private final List<ReportCall> reportCalls = new CopyOnWriteArrayList<>();

    /** Creates a service that offers one engagement to every visitor. */
    public FakeMonitorService() {}

    /**
     * Sets what is offered to every visitor from now on.
     *
     * @param engagements the engagements; none to offer nothing
     * @return this service
     */
    public FakeMonitorService offers(Engagement... engagements) {
        gateway.offers(List.of(engagements));
        return this;
    }

    /**
     * Makes the next call fail as the real client fails for this reason. Calling it again makes further calls fail, in order.
     *
     * @param reason the reason
     * @return this service
     */
    public FakeMonitorService fails(Reason reason) {
        failures.add(SimulatedFailure.of(reason));
        return this;
    }

    /**
     * Makes the next call fail with an exception. Calling it again makes further calls fail, in order.
     *
     * @param exception the exception, for example of {@link MonitorException#builder(Reason)}
     * @return this service
     */
    public FakeMonitorService fails(MonitorException exception) {
        failures.add(new SimulatedFailure.OfClient(Objects.requireNonNull(exception, "exception")));
        return this;
    }

    /**
     * Ends all sessions at the service, as it does after 30 minutes of inactivity: the next call of a visitor opens a new one.
     *
     * @return this service
     */
    public FakeMonitorService endSessions() {
        gateway.endSessions();
        return this;
    }

    /** {@return the calls of {@code getEngagement} and {@code getEngagementAsync} so far, in order} */
    public List<EngagementCall> engagementCalls() {
        return List.copyOf(engagementCalls);
    }

    /** {@return the calls of {@code report} and {@code reportAsync} so far, in order} */
    public List<ReportCall> reportCalls() {
        return List.copyOf(reportCalls);
    }

    @Override
    public EngagementResult getEngagement(Visitor visitor, EngagementRequest request, CallOptions options) {
        engagementCalls.add(new EngagementCall(visitor, request));
        return call(target -> target.getEngagement(visitor, request, withoutCache(options)));
    }

    @Override
    public CompletableFuture<EngagementResult> getEngagementAsync(
            Visitor visitor, EngagementRequest request, CallOptions options) {
        engagementCalls.add(new EngagementCall(visitor, request));
        return callAsync(target -> target.getEngagementAsync(visitor, request, withoutCache(options)));
    }

    @Override
    public ReportReceipt report(Visitor visitor, Report report, CallOptions options) {
        reportCalls.add(new ReportCall(visitor, report));
        return call(target -> target.report(visitor, report, options));
    }

    @Override
    public CompletableFuture<ReportReceipt> reportAsync(Visitor visitor, Report report, CallOptions options) {
        reportCalls.add(new ReportCall(visitor, report));
        return callAsync(target -> target.reportAsync(visitor, report, options));
    }

    @Override
    public Sessions sessions() {
        return service.sessions();
    }

    @Override
    public void close() {
        service.close();
    }

    private <T> T call(Function<MonitorService, T> call) {
        SimulatedFailure failure = failures.poll();
        if (failure == null) {
            return call.apply(service);
        }
        if (failure instanceof SimulatedFailure.OfClient local) {
            throw local.exception();
        }
        try (MonitorService failing = failing((SimulatedFailure.OfGateway) failure)) {
            return call.apply(failing);
        }
    }

    private <T> CompletableFuture<T> callAsync(Function<MonitorService, CompletableFuture<T>> call) {
        SimulatedFailure failure = failures.poll();
        if (failure == null) {
            return call.apply(service);
        }
        if (failure instanceof SimulatedFailure.OfClient local) {
            return CompletableFuture.failedFuture(local.exception());
        }
        MonitorService failing = failing((SimulatedFailure.OfGateway) failure);
        return call.apply(failing).whenComplete((result, thrown) -> failing.close());
    }

    /** A client whose every request fails, on the same sessions. */
    private MonitorService failing(SimulatedFailure.OfGateway failure) {
        return MonitorServiceBuilder.forGateway(failure).sessionStore(records).build();
    }

    /**
     * A call of {@code getEngagement}.
     *
     * @param visitor the visitor
     * @param request the request
     */
    public record EngagementCall(Visitor visitor, EngagementRequest request) {}

    /**
     * A call of {@code report}.
     *
     * @param visitor the visitor
     * @param report the report
     */
    public record ReportCall(Visitor visitor, Report report) {}

    private static CallOptions withoutCache(CallOptions options) {
        return options.withMaxAge(Duration.ZERO);
    }
}
