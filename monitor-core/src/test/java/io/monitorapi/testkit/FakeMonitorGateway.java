package io.monitorapi.testkit;

import io.monitorapi.engagement.EngagementRequest;
import io.monitorapi.engagement.Report;
import io.monitorapi.error.Reason;
import io.monitorapi.error.Sent;
import io.monitorapi.port.Deadline;
import io.monitorapi.port.GatewayResult;
import io.monitorapi.port.MonitorGateway;
import io.monitorapi.session.SessionRecord;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A gateway without a network: a test scripts the results and inspects the requests.
 *
 * <p>Scripted results are returned first, each once; after that every visitor gets a session and keeps it.
 * Safe for use by any thread.
 */
public final class FakeMonitorGateway implements MonitorGateway {

    private final FakeService service = new FakeService();
    private final Queue<Function<Deadline, CompletableFuture<GatewayResult>>> scripted = new ConcurrentLinkedQueue<>();
    private final List<ReceivedRequest> requests = new CopyOnWriteArrayList<>();
    private final List<ReceivedReport> reports = new CopyOnWriteArrayList<>();

    /** Scripts the next results, each returned once. */
    public FakeMonitorGateway respondsWith(GatewayResult... next) {
        for (GatewayResult result : next) {
            scripted.add(deadline -> CompletableFuture.completedFuture(result));
        }
        return this;
    }

    /** Scripts the next result as a future that the test completes. */
    public FakeMonitorGateway respondsLater(CompletableFuture<GatewayResult> result) {
        scripted.add(deadline -> result);
        return this;
    }

    /** Leaves the next request without a response until its deadline has passed, in real time. */
    public FakeMonitorGateway isSilent() {
        scripted.add(deadline -> new CompletableFuture<GatewayResult>()
                .completeOnTimeout(
                        Samples.failed(Reason.TIMEOUT, Sent.MAYBE), deadline.remainingNanos(), TimeUnit.NANOSECONDS));
        return this;
    }

    /** Lets the gateway throw at the next request, which breaks its contract. */
    public FakeMonitorGateway breaks(RuntimeException thrown) {
        scripted.add(deadline -> {
            throw thrown;
        });
        return this;
    }

    /** {@return the service behind the gateway} */
    public FakeService service() {
        return service;
    }

    /** {@return all reports so far, in order} */
    public List<ReceivedReport> reports() {
        return reports;
    }

    /** {@return all requests for an engagement so far, in order} */
    public List<ReceivedRequest> requests() {
        return requests;
    }

    @Override
    public CompletableFuture<GatewayResult> fetchEngagement(
            @Nullable SessionRecord record, EngagementRequest request, Deadline deadline) {
        requests.add(new ReceivedRequest(record, request, deadline));
        return scriptedOr(deadline, () -> service.respond(record));
    }

    @Override
    public CompletableFuture<GatewayResult> sendReport(
            @Nullable SessionRecord record, Report report, Deadline deadline) {
        reports.add(new ReceivedReport(record, report, deadline));
        return scriptedOr(deadline, () -> service.receive(record, report));
    }

    private CompletableFuture<GatewayResult> scriptedOr(Deadline deadline, Supplier<GatewayResult> usual) {
        Function<Deadline, CompletableFuture<GatewayResult>> next = scripted.poll();
        return next != null ? next.apply(deadline) : CompletableFuture.completedFuture(usual.get());
    }

    /**
     * One request for an engagement.
     *
     * @param record the record of the visitor, or null
     * @param request the request
     * @param deadline the deadline of the request
     */
    public record ReceivedRequest(@Nullable SessionRecord record, EngagementRequest request, Deadline deadline) {}

    /**
     * One report.
     *
     * @param record the record of the visitor, or null
     * @param report the report
     * @param deadline the deadline of the request
     */
    public record ReceivedReport(@Nullable SessionRecord record, Report report, Deadline deadline) {}
}
