package io.monitorapi.http;

import io.monitorapi.port.Deadline;
import io.monitorapi.port.GatewayResult;
import java.util.concurrent.CompletableFuture;

/** Resolves the origin (scheme, host and port) of the Monitor API for the account. */
interface OriginResolver {

    /**
     * Resolves the origin until the deadline.
     *
     * @return a future that never fails; cancelling it does not affect other callers
     */
    CompletableFuture<Resolution> resolve(Deadline deadline);

    /** Reports that no connection to an origin could be made. */
    void reportUnreachable(String origin);

    /** The result of resolving. */
    sealed interface Resolution {}

    /** Scheme, host and port. */
    record Resolved(String origin) implements Resolution {}

    /** There is no origin, so no request can be sent. */
    record Unresolved(GatewayResult.Failed failure) implements Resolution {}

    /** Returns the origin of the configuration. */
    record Fixed(String origin) implements OriginResolver {

        @Override
        public CompletableFuture<Resolution> resolve(Deadline deadline) {
            return CompletableFuture.completedFuture(new Resolved(origin));
        }

        @Override
        public void reportUnreachable(String unreachable) {
            // There is no alternative.
        }
    }
}
