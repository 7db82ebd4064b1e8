package io.monitorapi.http;

import io.monitorapi.port.Deadline;
import io.monitorapi.port.GatewayResult;
import java.util.concurrent.CompletableFuture;

/** Knows where the Monitor API of the account is. */
interface OriginResolver {

    /** Finds the origin by the deadline; never fails but by {@link Unknown}, and may be cancelled without harm to others. */
    CompletableFuture<Result> find(Deadline deadline);

    /** Takes note that no connection to an origin could be made. */
    void doubt(String origin);

    /** What was found. */
    sealed interface Result {}

    /** Scheme, host and port. */
    record Known(String origin) implements Result {}

    /** No origin, so that nothing can be sent. */
    record Unknown(GatewayResult.Failed why) implements Result {}

    /** An origin that was configured. */
    record Fixed(String origin) implements OriginResolver {

        @Override
        public CompletableFuture<Result> find(Deadline deadline) {
            return CompletableFuture.completedFuture(new Known(origin));
        }

        @Override
        public void doubt(String unreachable) {
            // There is no other one.
        }
    }
}
