package io.monitorapi.spring.outbox;

import io.monitorapi.engagement.Report;
import io.monitorapi.error.Reason;
import io.monitorapi.session.Visitor;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What a row stores, encrypted.
 *
 * @param client the name of the client that delivers the report
 * @param visitor the visitor
 * @param report the report, without impressions
 * @param idempotent whether processing the report twice does no harm
 * @param key the idempotency key, or null
 * @param end how the report ended, or null while it waits
 */
record OutboxEntry(
        String client,
        Visitor visitor,
        Report report,
        boolean idempotent,
        @Nullable String key,
        @Nullable End end) {

    /** How and when a report ended. */
    record End(ReportOutcome outcome, @Nullable Reason reason, Instant at) {}

    /** Every event of an idempotent report has an id of its own, by which the service recognizes a repetition. */
    static OutboxEntry of(String client, Visitor visitor, Report report, @Nullable String key) {
        boolean idempotent =
                report.engagementAttributes().stream().allMatch(each -> !each.isEvent() || each.hasIdempotencyKey());
        return new OutboxEntry(client, visitor, report, idempotent, key, null);
    }

    OutboxEntry ended(End how) {
        return new OutboxEntry(client, visitor, report, idempotent, key, how);
    }

    OutboxEntry waiting() {
        return new OutboxEntry(client, visitor, report, idempotent, key, null);
    }

    OutboxEntry with(Report part) {
        return new OutboxEntry(client, visitor, part, idempotent, key, end);
    }

    EndedReport toEndedReport(String id, End how) {
        return new EndedReport(id, client, how.outcome(), how.reason(), key, how.at());
    }

    /** Omits all that may identify a person. */
    @Override
    public String toString() {
        return "OutboxEntry[client=" + client + ", end=" + end + "]";
    }
}
