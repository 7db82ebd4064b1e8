package io.monitorapi.http;

import io.monitorapi.error.Reason;
import io.monitorapi.error.Sent;
import io.monitorapi.http.transport.HttpTransport;
import io.monitorapi.http.transport.TransportRequest;
import io.monitorapi.http.transport.TransportResult;
import io.monitorapi.port.Deadline;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** Makes an exchange with a transport that may come from elsewhere, and answers for it when it breaks its contract. */
final class GuardedTransport {

    private GuardedTransport() {}

    static CompletableFuture<TransportResult> make(HttpTransport transport, TransportRequest call, Deadline deadline) {
        try {
            return Objects.requireNonNull(transport.exchange(call, deadline), "answer of the transport");
        } catch (Throwable broken) { // an Error, too, would leave a caller waiting for ever
            return CompletableFuture.completedFuture(brokenBy(broken));
        }
    }

    /** What the exchange has answered, and never nothing or a failure. */
    static TransportResult answer(@Nullable TransportResult answered, @Nullable Throwable failure) {
        if (failure != null) {
            return brokenBy(failure);
        }
        return answered != null ? answered : brokenBy(new NullPointerException());
    }

    /** Only the type is told: nobody knows what the message holds. */
    static TransportResult.Failure brokenBy(Throwable thrown) {
        Throwable cause = thrown.getCause() != null ? thrown.getCause() : thrown;
        return new TransportResult.Failure(
                Reason.ADAPTER,
                Sent.MAYBE,
                "the transport failed with " + cause.getClass().getName(),
                null);
    }
}
