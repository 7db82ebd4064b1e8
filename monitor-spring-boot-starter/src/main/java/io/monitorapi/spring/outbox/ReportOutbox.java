package io.monitorapi.spring.outbox;

import io.monitorapi.engagement.Report;
import io.monitorapi.session.Visitor;
import java.util.List;

/**
 * Stores reports in the application's database and delivers them later, from any node. Thread-safe.
 *
 * <p>A report is stored in the caller's transaction: if it is rolled back, the report is never sent; once it is committed, the
 * report is delivered even if this node ends. Without a transaction, the report is stored in one of its own.
 *
 * <p>Delivered reports are removed. The others end with a {@link ReportOutcome}, are kept for {@code
 * monitor-api.outbox.retention} and can be {@linkplain #resubmit submitted again}. {@link ReportOutboxListener} is notified of
 * both.
 *
 * <p>Reports of one visitor are delivered one after the other, in the order of their submission. That order is the one of the
 * submitting nodes' clocks.
 */
public interface ReportOutbox {

    /**
     * Stores a report for later delivery.
     *
     * @param visitor one device of one consumer
     * @param report what the consumer did, without impressions; identify the consumer in it, so that it can be delivered after
     *     the visitor's session has ended
     * @throws IllegalArgumentException if the report has impressions
     * @throws IllegalStateException if the current transaction is not one of the outbox's {@code DataSource}
     */
    void submit(Visitor visitor, Report report);

    /**
     * Stores a report for later delivery unless one with the same key was submitted before, within {@code
     * monitor-api.outbox.retention}.
     *
     * @param visitor one device of one consumer
     * @param report what the consumer did, without impressions
     * @param key the key, such as an order id, unique among the reports of the client; 1 to 256 characters
     * @return whether the report was stored; false if the key is known
     * @throws IllegalArgumentException if the report has impressions, or the key is blank or too long
     * @throws IllegalStateException if the current transaction is not one of the outbox's {@code DataSource}
     */
    boolean submit(Visitor visitor, Report report, String key);

    /**
     * Returns the outbox of a named client.
     *
     * @param client a name below {@code monitor-api.clients}
     * @return the outbox whose reports that client delivers
     * @throws IllegalArgumentException if there is no such client
     */
    ReportOutbox forClient(String client);

    /** {@return how many reports of all clients wait for their delivery} */
    long waiting();

    /**
     * Returns reports that ended without a delivery, those that expire first.
     *
     * @param limit how many at most, positive
     * @return the reports of all clients
     */
    List<EndedReport> ended(int limit);

    /**
     * Submits a report again that ended without a delivery, as the last of its visitor. An {@linkplain ReportOutcome#UNCERTAIN
     * uncertain} report may be processed twice.
     *
     * @param id the {@link EndedReport#id}
     * @return whether there is such a report that can be decrypted
     * @throws IllegalStateException if the current transaction is not one of the outbox's {@code DataSource}
     */
    boolean resubmit(String id);
}
