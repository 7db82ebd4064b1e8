package io.monitorapi.spring.outbox;

/** How a report of the outbox ended. */
public enum ReportOutcome {
    /** The service accepted it. */
    DELIVERED,
    /** The service, or the client, refused its content; of a report with salvage, this is the refused part. */
    REFUSED,
    /** It may have been processed, and is not repeated, because it contains an event without an id of its own. */
    UNCERTAIN,
    /** It was not delivered within {@code monitor-api.outbox.max-age}. */
    EXPIRED
}
