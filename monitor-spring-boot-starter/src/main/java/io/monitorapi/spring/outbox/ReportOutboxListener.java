package io.monitorapi.spring.outbox;

/** Is notified when a report of the outbox ends; any bean of this type. Called on a thread of the scheduler. */
@FunctionalInterface
public interface ReportOutboxListener {

    /**
     * A report ended: it was delivered, or it will not be. Called after the database was changed, at most once.
     *
     * @param report how it ended
     */
    void reportEnded(EndedReport report);
}
