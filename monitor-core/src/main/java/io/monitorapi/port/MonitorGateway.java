package io.monitorapi.port;

import io.monitorapi.engagement.EngagementRequest;
import io.monitorapi.engagement.Report;
import io.monitorapi.session.SessionRecord;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * Sends requests to the Monitor API: one request, one response, no retries.
 *
 * <p>Implementations are safe for use by any thread and pass {@code MonitorGatewayContract} of the test kit.
 */
public interface MonitorGateway {

    /**
     * Requests an engagement, once.
     *
     * <p>The future never completes exceptionally: failures are {@link GatewayResult.Refused} and
     * {@link GatewayResult.Failed}. It completes by the deadline. Cancelling it ends the exchange and frees its
     * connection.
     *
     * @param record the record of the visitor, whose ids are sent, or null for a visitor's first request
     * @param request the data about the consumer
     * @param deadline when the exchange ends at the latest
     * @return a future of the result
     */
    CompletableFuture<GatewayResult> fetchEngagement(
            @Nullable SessionRecord record, EngagementRequest request, Deadline deadline);

    /**
     * Sends a report, once.
     *
     * <p>As with {@link #fetchEngagement}, the future never completes exceptionally and completes by the deadline. The
     * result offers no engagements.
     *
     * @param record the record of the visitor, whose ids are sent, or null for a visitor's first request
     * @param report what the consumer did, on the page that it names
     * @param deadline when the exchange ends at the latest
     * @return a future of the result
     */
    CompletableFuture<GatewayResult> sendReport(@Nullable SessionRecord record, Report report, Deadline deadline);

    /**
     * Connects to the service, and loads what requests need, before the first request; opens no session. Does nothing unless
     * overridden.
     *
     * @param deadline when it ends at the latest
     * @return a future that completes at the end, and never exceptionally
     */
    default CompletableFuture<Void> warmUp(Deadline deadline) {
        return CompletableFuture.completedFuture(null);
    }

    /** {@return whether a request blocks the thread that makes it; false unless overridden} */
    default boolean blocking() {
        return false;
    }
}
