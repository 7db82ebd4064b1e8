package io.monitorapi.engine;

import io.monitorapi.engagement.EngagementRequest;
import io.monitorapi.engagement.EngagementResult;
import io.monitorapi.port.Operation;
import io.monitorapi.session.SessionRecord.Paired;
import java.time.Duration;
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
            return send();
        }
        return cached().map(CompletableFuture::completedFuture).orElseGet(() -> send().whenComplete(this::cache));
    }

    private CompletableFuture<EngagementResult> send() {
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
