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
import io.monitorapi.spring.MonitorObservationContext;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Function;
import java.util.function.Supplier;

/** Observes each call, starting on the caller's thread, so that the caller's observation becomes the parent. */
final class ObservedMonitorService implements MonitorService {

    private final MonitorService service;
    private final Function<Operation, Observation> observations;

    ObservedMonitorService(MonitorService service, Function<Operation, Observation> observations) {
        this.service = service;
        this.observations = observations;
    }

    @Override
    public EngagementResult getEngagement(Visitor visitor, EngagementRequest request, CallOptions options) {
        return observe(Operation.GET_ENGAGEMENT, () -> service.getEngagement(visitor, request, options));
    }

    @Override
    public CompletableFuture<EngagementResult> getEngagementAsync(
            Visitor visitor, EngagementRequest request, CallOptions options) {
        return observeAsync(Operation.GET_ENGAGEMENT, () -> service.getEngagementAsync(visitor, request, options));
    }

    @Override
    public ReportReceipt report(Visitor visitor, Report report, CallOptions options) {
        return observe(Operation.REPORT, () -> service.report(visitor, report, options));
    }

    @Override
    public CompletableFuture<ReportReceipt> reportAsync(Visitor visitor, Report report, CallOptions options) {
        return observeAsync(Operation.REPORT, () -> service.reportAsync(visitor, report, options));
    }

    private <T> T observe(Operation operation, Supplier<T> call) {
        Observation observation = observations.apply(operation);
        return observation.observe(() -> {
            try {
                return call.get();
            } finally {
                complete(observation);
            }
        });
    }

    /** Returns the service's own future, so that cancelling it ends the call. */
    private <T> CompletableFuture<T> observeAsync(Operation operation, Supplier<CompletableFuture<T>> call) {
        Observation observation = observations.apply(operation).start();
        try {
            CompletableFuture<T> result = observation.scoped(call);
            result.whenComplete((value, failure) -> stop(observation, failure));
            return result;
        } catch (RuntimeException failure) {
            stop(observation, failure);
            throw failure;
        }
    }

    private static void stop(Observation observation, Throwable failure) {
        if (failure != null) {
            Throwable cause = failure.getCause();
            observation.error(failure instanceof CompletionException && cause != null ? cause : failure);
        }
        complete(observation);
        observation.stop();
    }

    private static void complete(Observation observation) {
        if (observation.getContext() instanceof MonitorObservationContext context) {
            context.complete();
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
