package io.monitorapi.http;

import io.monitorapi.error.Reason;
import io.monitorapi.error.Sent;
import io.monitorapi.http.transport.HttpTransport;
import io.monitorapi.http.transport.TransportRequest;
import io.monitorapi.http.transport.TransportResult;
import io.monitorapi.internal.Futures;
import io.monitorapi.port.Deadline;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** Calls a transport that may break its contract, and turns exceptions and nulls into results. */
final class GuardedTransport {

    private GuardedTransport() {}

    /** {@return the future of the transport; it may still fail or complete with null, see {@link #result}} */
    static CompletableFuture<TransportResult> exchange(
            HttpTransport transport, TransportRequest request, Deadline deadline) {
        try {
            return Objects.requireNonNull(transport.exchange(request, deadline), "result of the transport");
        } catch (Throwable thrown) { // also an Error: otherwise the caller would wait forever
            return CompletableFuture.completedFuture(failure(thrown));
        }
    }

    /** {@return the result that the future of a transport completed with, or a failure if it broke the contract} */
    static TransportResult result(@Nullable TransportResult result, @Nullable Throwable thrown) {
        if (thrown != null) {
            return failure(thrown);
        }
        return result != null ? result : failure(new NullPointerException());
    }

    /**
     * {@return a failure that names the type of the exception only, as its message may contain personal data} A linkage error is
     * its cause: that contains names of classes only, and the caller gets it as it is.
     */
    static TransportResult.Failure failure(Throwable thrown) {
        Throwable failure = Futures.unwrap(thrown);
        String detail = "the transport failed with " + failure.getClass().getName();
        Throwable cause = failure instanceof LinkageError ? failure : null;
        return new TransportResult.Failure(Reason.ADAPTER, Sent.MAYBE, detail, cause);
    }
}
