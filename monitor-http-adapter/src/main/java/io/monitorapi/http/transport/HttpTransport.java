package io.monitorapi.http.transport;

import io.monitorapi.port.Deadline;
import java.util.concurrent.CompletableFuture;

/**
 * Sends HTTP requests over TLS and receives the responses; each exchange sends exactly one request, whatever happens.
 *
 * <p>Requests are not repeated, redirects are not followed, bodies are not decoded, and cookies are not kept. Implementations
 * are safe for use by any thread and pass {@code HttpTransportContract} of this module's test kit.
 */
public interface HttpTransport extends AutoCloseable {

    /**
     * Makes one exchange.
     *
     * <p>Failures are {@link TransportResult.Failure}; the future completes exceptionally only if it is cancelled. It completes
     * by the deadline, which covers connecting, headers and the whole body. The connection is freed on every failure, and when
     * the future is cancelled.
     *
     * @param request the request
     * @param deadline when the result is no longer needed
     * @return the future result
     */
    CompletableFuture<TransportResult> exchange(TransportRequest request, Deadline deadline);

    /** {@return whether an exchange blocks the thread that makes it; false unless overridden} */
    default boolean blocking() {
        return false;
    }

    /** Ends the exchanges in flight and frees every resource; later exchanges fail. Closing again does nothing. */
    @Override
    void close();
}
