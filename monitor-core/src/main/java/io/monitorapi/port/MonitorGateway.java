package io.monitorapi.port;

import io.monitorapi.engagement.EngagementRequest;
import io.monitorapi.engagement.Report;
import io.monitorapi.session.SessionRecord;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * The road to the Monitor API: one request out, one answer back, nothing repeated.
 *
 * <p>Implementations are safe for use by any thread and pass {@code MonitorGatewayContract} of the test kit.
 */
public interface MonitorGateway {

    /**
     * Asks for an engagement, once.
     *
     * <p>The future never completes exceptionally: failures are {@link GatewayResult.Refused} and
     * {@link GatewayResult.Failed}. It completes by the deadline. Cancelling it ends the exchange and frees its
     * connection.
     *
     * @param known what is known of the visitor, whose ids are sent along, or null for a visitor's first request
     * @param request what is known of the consumer
     * @param deadline when the answer is no longer wanted
     * @return the answer, later
     */
    CompletableFuture<GatewayResult> fetchEngagement(
            @Nullable SessionRecord known, EngagementRequest request, Deadline deadline);

    /**
     * Sends a report, once.
     *
     * <p>As with {@link #fetchEngagement}, the future never completes exceptionally and completes by the deadline. The answer
     * offers no engagements.
     *
     * @param known what is known of the visitor, whose ids are sent along, or null for a visitor's first request
     * @param report what the consumer did, on the page that it names
     * @param deadline when the answer is no longer wanted
     * @return the answer, later
     */
    CompletableFuture<GatewayResult> sendReport(@Nullable SessionRecord known, Report report, Deadline deadline);

    /** {@return whether a request blocks the thread that makes it; false unless overridden} */
    default boolean blocking() {
        return false;
    }
}
