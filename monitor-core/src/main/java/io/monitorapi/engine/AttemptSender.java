package io.monitorapi.engine;

import io.monitorapi.error.Reason;
import io.monitorapi.port.SessionStore.Claim;
import io.monitorapi.session.SessionRecord;
import io.monitorapi.session.SessionRecord.Paired;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Sends an attempt as soon as the limits allow it; one that opens a session also needs the claim on that session. */
final class AttemptSender {

    private final SessionCreationLimiter creationLimiter;
    private final RequestBulkhead bulkhead;
    private final SessionCreationLock claims;
    private final GatewayExchange exchange;

    AttemptSender(
            SessionCreationLimiter creationLimiter,
            RequestBulkhead bulkhead,
            SessionCreationLock claims,
            GatewayExchange exchange) {
        this.creationLimiter = creationLimiter;
        this.bulkhead = bulkhead;
        this.claims = claims;
        this.exchange = exchange;
    }

    <T> CompletableFuture<T> send(Attempt<T> attempt, @Nullable SessionRecord record) {
        if (attempt.call().isDone()) {
            return MonitorExceptions.failed(Reason.CANCELLED);
        }
        Reason refusal = attempt.request().refusalReason(record);
        if (refusal != null) {
            return MonitorExceptions.failed(refusal);
        }
        if (record instanceof Paired) {
            return withPermit(attempt, () -> exchange.send(attempt, record, null));
        }
        return attempt.opensSession() ? openSession(attempt, record) : MonitorExceptions.failed(Reason.SESSION_UNKNOWN);
    }

    /** The claim comes last, so that it covers one request and no waiting. */
    private <T> CompletableFuture<T> openSession(Attempt<T> attempt, @Nullable SessionRecord record) {
        CompletableFuture<Void> creation =
                creationLimiter.acquire(attempt.call().deadline());
        if (!creation.isDone()) {
            attempt.call().completion().waitFor(creation, Reason.CREATION_LIMITED);
        }
        return creation.thenCompose(acquired -> withPermit(attempt, () -> claim(attempt, record)));
    }

    private <T> CompletableFuture<T> claim(Attempt<T> attempt, @Nullable SessionRecord record) {
        Claim claim = claims.claim(attempt.call().visitor(), record);
        if (claim instanceof Claim.Granted granted) {
            return exchange.send(attempt, granted.record(), granted);
        }
        creationLimiter.giveBack();
        if (claim instanceof Claim.Present present) {
            return exchange.send(attempt, present.record(), null);
        }
        bulkhead.release();
        CompletableFuture<Void> pause = claims.pause(attempt.call().deadline());
        attempt.call().completion().waitFor(pause, Reason.DEADLINE);
        return pause.thenCompose(over -> openSession(attempt, record));
    }

    private <T> CompletableFuture<T> withPermit(Attempt<T> attempt, Supplier<CompletableFuture<T>> send) {
        if (bulkhead.tryAcquire()) {
            return send.get();
        }
        CompletableFuture<Void> permit = bulkhead.acquire();
        attempt.call().completion().waitFor(permit, Reason.SATURATED);
        return permit.thenCompose(acquired -> send.get());
    }
}
