package io.monitorapi.spring.outbox;

import io.monitorapi.error.Reason;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A report of the outbox that has ended. Immutable.
 *
 * @param id the id of the report in the outbox, which says nothing about the visitor
 * @param client the name of the client, {@code default} for the default one
 * @param outcome how it ended
 * @param reason why it was not delivered, or null if it was, or if the reason is unknown
 * @param key the key that it was submitted with, or null
 * @param ended when it ended
 */
public record EndedReport(
        String id,
        String client,
        ReportOutcome outcome,
        @Nullable Reason reason,
        @Nullable String key,
        Instant ended) {

    /** Checks that the required components are present. */
    public EndedReport {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(client, "client");
        Objects.requireNonNull(outcome, "outcome");
        Objects.requireNonNull(ended, "ended");
    }

    /** Omits the key. */
    @Override
    public String toString() {
        return "EndedReport[id=" + id + ", client=" + client + ", outcome=" + outcome + ", reason=" + reason
                + ", ended=" + ended + "]";
    }
}
