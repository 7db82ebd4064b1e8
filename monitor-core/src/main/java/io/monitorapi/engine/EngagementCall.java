package io.monitorapi.engine;

import io.monitorapi.engagement.EngagementRequest;
import io.monitorapi.engagement.EngagementResult;
import io.monitorapi.engagement.ReportReceipt.RefusedAttribute;
import io.monitorapi.error.MonitorException;
import io.monitorapi.error.Reason;
import io.monitorapi.internal.Futures;
import io.monitorapi.port.Operation;
import io.monitorapi.session.SessionRecord.Paired;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** Returns the cached result if it is young enough, else sends a request; opens a new session, once, if it was lost. */
final class EngagementCall extends Call<EngagementResult> {

    private final AttemptExecutor attempts;
    private final SessionRegistry sessions;
    private final EngagementCache cache;
    private final EngagementGatewayRequest request;
    private final Duration maxAge;

    EngagementCall(
            CallContext context,
            AttemptExecutor attempts,
            SessionRegistry sessions,
            EngagementCache cache,
            EngagementRequest request,
            Duration maxAge) {
        super(Operation.GET_ENGAGEMENT, context);
        this.attempts = attempts;
        this.sessions = sessions;
        this.cache = cache;
        this.request = new EngagementGatewayRequest(request);
        this.maxAge = maxAge;
    }

    @Override
    CompletableFuture<EngagementResult> run() {
        if (maxAge.isZero() || !request.isCacheable()) {
            return sendOrSalvage();
        }
        return cached().map(CompletableFuture::completedFuture)
                .orElseGet(() -> sendOrSalvage().whenComplete(this::cache));
    }

    private CompletableFuture<EngagementResult> sendOrSalvage() {
        CompletableFuture<EngagementResult> result = send(request);
        return request.request().salvage() ? result.exceptionallyCompose(this::salvage) : result;
    }

    /** The service rejects a request as a whole if one engagement attribute is bad; the button needs none of them. */
    private CompletableFuture<EngagementResult> salvage(Throwable thrown) {
        if (!(Futures.unwrap(thrown) instanceof MonitorException failure)
                || failure.reason() != Reason.INVALID_REQUEST
                || request.attributes().isEmpty()) {
            return CompletableFuture.failedFuture(thrown);
        }
        List<RefusedAttribute> refused = request.attributes().stream()
                .map(attribute -> new RefusedAttribute(attribute, failure))
                .toList();
        return send(new EngagementGatewayRequest(request.request().withoutEngagementAttributes()))
                .thenApply(result -> result.withRefusedAttributes(refused));
    }

    private CompletableFuture<EngagementResult> send(EngagementGatewayRequest request) {
        return attempts.execute(this, request)
                .exceptionallyCompose(thrown -> isRetryableInNewSession(thrown)
                        ? attempts.execute(this, request)
                        : CompletableFuture.failedFuture(thrown));
    }

    private Optional<EngagementResult> cached() {
        return sessions.read(visitor()) instanceof Paired paired
                ? cache.find(visitor(), request.request(), paired.session(), maxAge)
                : Optional.empty();
    }

    private void cache(EngagementResult result, Throwable failure) {
        if (failure == null) {
            cache.put(visitor(), request.request(), result);
        }
    }
}
