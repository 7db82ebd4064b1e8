package io.monitorapi.http.transport;

import io.monitorapi.port.Deadline;
import java.util.concurrent.CompletableFuture;

/**
 * Carries bytes to a server and back over HTTPS: one request on the wire for one call, whatever happens.
 *
 * <p>Nothing is repeated, redirected, decoded or remembered. Implementations are safe for use by any thread and pass
 * {@code HttpTransportContract} of this module's test kit.
 */
public interface HttpTransport extends AutoCloseable {

    /**
     * Makes one exchange.
     *
     * <p>The future never completes exceptionally but by cancelling: failures are {@link TransportResult.Failure}. It completes
     * by the deadline, which covers connecting, headers and the whole body. Cancelling it, and every failure, frees the
     * connection.
     *
     * @param call what to send
     * @param deadline when the answer is no longer wanted
     * @return the answer, later
     */
    CompletableFuture<TransportResult> exchange(TransportRequest call, Deadline deadline);

    /** {@return whether an exchange blocks the thread that makes it; false unless overridden} */
    default boolean blocking() {
        return false;
    }

    /** Frees everything this transport has started; further exchanges fail. Closing twice does nothing. */
    @Override
    void close();
}
