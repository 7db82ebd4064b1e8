package io.monitorapi;

import io.monitorapi.engagement.EngagementRequest;
import io.monitorapi.engagement.EngagementResult;
import io.monitorapi.engagement.Report;
import io.monitorapi.engagement.ReportReceipt;
import io.monitorapi.error.MonitorException;
import io.monitorapi.session.Visitor;
import java.util.concurrent.CompletableFuture;

/**
 * Asks LivePerson's Monitoring API whether a "Click to Chat" button may be shown to a visitor now, tells it what the
 * consumer does, and keeps the visitor's session between calls.
 *
 * <p>Safe for use by any thread: make one for each account and app installation, use it everywhere, close it at the end.
 *
 * <p>Bad arguments throw {@link NullPointerException} or {@link IllegalArgumentException} at once, also from the
 * {@code Async} methods. Everything else that goes wrong is a {@link MonitorException}: thrown by the blocking methods,
 * and what the futures of the others fail with.
 *
 * <p>Futures complete on the service's executor. Cancelling one ends the call and frees its connection, unless other
 * calls wait for the session that it is opening.
 */
public interface MonitorService extends AutoCloseable {

    /**
     * Asks what may be offered to a visitor now; opens a session if the visitor has none.
     *
     * @param visitor one device of one consumer
     * @param request what is known of the consumer
     * @return what may be offered
     * @throws MonitorException if there is no answer; if the calling thread is interrupted its flag is set again
     */
    default EngagementResult getEngagement(Visitor visitor, EngagementRequest request) {
        return getEngagement(visitor, request, CallOptions.defaults());
    }

    /**
     * Asks what may be offered to a visitor now; opens a session if the visitor has none.
     *
     * @param visitor one device of one consumer
     * @param request what is known of the consumer
     * @param options what is different for this call
     * @return what may be offered
     * @throws MonitorException if there is no answer; if the calling thread is interrupted its flag is set again
     */
    EngagementResult getEngagement(Visitor visitor, EngagementRequest request, CallOptions options);

    /**
     * Asks what may be offered to a visitor now, without blocking.
     *
     * @param visitor one device of one consumer
     * @param request what is known of the consumer
     * @return what may be offered, later
     */
    default CompletableFuture<EngagementResult> getEngagementAsync(Visitor visitor, EngagementRequest request) {
        return getEngagementAsync(visitor, request, CallOptions.defaults());
    }

    /**
     * Asks what may be offered to a visitor now, without blocking.
     *
     * @param visitor one device of one consumer
     * @param request what is known of the consumer
     * @param options what is different for this call
     * @return what may be offered, later
     */
    CompletableFuture<EngagementResult> getEngagementAsync(
            Visitor visitor, EngagementRequest request, CallOptions options);

    /**
     * Tells the service what the consumer did; opens a session if the visitor has none.
     *
     * @param visitor one device of one consumer
     * @param report what the consumer did
     * @return what the service took of it
     * @throws MonitorException if the service took nothing, or nobody knows; if the calling thread is interrupted its flag is
     *     set again
     */
    default ReportReceipt report(Visitor visitor, Report report) {
        return report(visitor, report, CallOptions.defaults());
    }

    /**
     * Tells the service what the consumer did; opens a session if the visitor has none.
     *
     * <p>A visitor without a session needs a report that says who the consumer is. Impressions are refused, before anything is
     * sent, unless their engagement was offered in the session that the visitor has now.
     *
     * @param visitor one device of one consumer
     * @param report what the consumer did
     * @param options what is different for this call
     * @return what the service took of it
     * @throws MonitorException if the service took nothing, or nobody knows; if the calling thread is interrupted its flag is
     *     set again
     */
    ReportReceipt report(Visitor visitor, Report report, CallOptions options);

    /**
     * Tells the service what the consumer did, without blocking.
     *
     * @param visitor one device of one consumer
     * @param report what the consumer did
     * @return what the service took of it, later
     */
    default CompletableFuture<ReportReceipt> reportAsync(Visitor visitor, Report report) {
        return reportAsync(visitor, report, CallOptions.defaults());
    }

    /**
     * Tells the service what the consumer did, without blocking.
     *
     * @param visitor one device of one consumer
     * @param report what the consumer did
     * @param options what is different for this call
     * @return what the service took of it, later
     */
    CompletableFuture<ReportReceipt> reportAsync(Visitor visitor, Report report, CallOptions options);

    /** {@return the sessions that this service keeps} */
    Sessions sessions();

    /**
     * Ends the service: new calls fail with reason CLOSED at once, and those under way too when
     * the service's {@code closeGrace} is over; this method waits for them so long.
     *
     * <p>Ends every thread that the service started and nothing that it was given. Closing twice does nothing. Called from a
     * listener, or from what follows a future of this service, it returns at once and the rest is done later. An interrupt
     * ends the waiting, not the closing.
     */
    @Override
    void close();
}
