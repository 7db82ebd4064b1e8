package io.monitorapi.spring.autoconfigure;

import io.micrometer.observation.Observation;
import io.monitorapi.CallOptions;
import io.monitorapi.MonitorService;
import io.monitorapi.Sessions;
import io.monitorapi.engagement.EngagementRequest;
import io.monitorapi.engagement.EngagementResult;
import io.monitorapi.engagement.Report;
import io.monitorapi.engagement.ReportReceipt;
import io.monitorapi.port.Operation;
import io.monitorapi.session.Visitor;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Function;
import java.util.function.Supplier;

/** Observes each call: from the caller's thread, so that it belongs to what the caller does, until its end. */
final class ObservedMonitorService implements MonitorService {

    private final MonitorService service;
    private final Function<Operation, Observation> observations;

    ObservedMonitorService(MonitorService service, Function<Operation, Observation> observations) {
        this.service = service;
        this.observations = observations;
    }

    @Override
    public EngagementResult getEngagement(Visitor visitor, EngagementRequest request, CallOptions options) {
        return observations
                .apply(Operation.GET_ENGAGEMENT)
                .observe(() -> service.getEngagement(visitor, request, options));
    }

    @Override
    public CompletableFuture<EngagementResult> getEngagementAsync(
            Visitor visitor, EngagementRequest request, CallOptions options) {
        return later(Operation.GET_ENGAGEMENT, () -> service.getEngagementAsync(visitor, request, options));
    }

    @Override
    public ReportReceipt report(Visitor visitor, Report report, CallOptions options) {
        return observations.apply(Operation.REPORT).observe(() -> service.report(visitor, report, options));
    }

    @Override
    public CompletableFuture<ReportReceipt> reportAsync(Visitor visitor, Report report, CallOptions options) {
        return later(Operation.REPORT, () -> service.reportAsync(visitor, report, options));
    }

    /** Gives the service's own future back, so that cancelling it still ends the call. */
    private <T> CompletableFuture<T> later(Operation operation, Supplier<CompletableFuture<T>> call) {
        Observation observation = observations.apply(operation).start();
        try {
            CompletableFuture<T> answer = observation.scoped(call);
            answer.whenComplete((result, failure) -> end(observation, failure));
            return answer;
        } catch (RuntimeException refused) {
            observation.stop();
            throw refused;
        }
    }

    private static void end(Observation observation, Throwable failure) {
        if (failure != null) {
            Throwable cause = failure.getCause();
            observation.error(failure instanceof CompletionException && cause != null ? cause : failure);
        }
        observation.stop();
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
