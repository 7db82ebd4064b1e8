package io.monitorapi.engine;

import io.monitorapi.attribute.EngagementAttribute;
import io.monitorapi.engagement.Impression;
import io.monitorapi.engagement.Report;
import io.monitorapi.engagement.ReportReceipt;
import io.monitorapi.error.Reason;
import io.monitorapi.port.Deadline;
import io.monitorapi.port.GatewayResult;
import io.monitorapi.port.GatewayResult.Accepted;
import io.monitorapi.port.MonitorGateway;
import io.monitorapi.port.Operation;
import io.monitorapi.session.SessionRecord;
import io.monitorapi.session.SessionRecord.Paired;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** Sends a report, with impressions only into the session in which their engagement was offered. */
record ReportGatewayRequest(Report report, boolean repeatable) implements GatewayRequest<ReportReceipt> {

    @Override
    public Operation operation() {
        return Operation.REPORT;
    }

    @Override
    public @Nullable Reason unfitFor(@Nullable SessionRecord known) {
        if (!hasContexts(known)) {
            return Reason.CONTEXT_LOST;
        }
        return known == null && !report.isIdentified() ? Reason.VISITOR_UNIDENTIFIED : null;
    }

    private boolean hasContexts(@Nullable SessionRecord known) {
        return report.impressions().stream()
                .map(Impression::context)
                .allMatch(context ->
                        known instanceof Paired paired && paired.contexts().contains(context));
    }

    @Override
    public CompletableFuture<GatewayResult> send(
            MonitorGateway gateway, @Nullable SessionRecord known, Deadline limit) {
        String lastPageId = known instanceof Paired paired ? paired.pageId() : null;
        return gateway.sendReport(known, report.onPage(lastPageId), limit);
    }

    /** The service recognises a repetition by the ids of engagement attributes, and never one of an impression. */
    @Override
    public boolean isIdempotent() {
        return repeatable || (report.impressions().isEmpty() && everyAttributeHasAnId());
    }

    private boolean everyAttributeHasAnId() {
        return report.engagementAttributes().stream().allMatch(EngagementAttribute::hasIdempotencyKey);
    }

    @Override
    public List<EngagementAttribute> attributes() {
        return report.engagementAttributes();
    }

    @Override
    public ReportReceipt result(Accepted answer, SessionChange change) {
        return new ReportReceipt(
                answer.session(),
                change.isCreated(),
                change.isRenewed(),
                answer.pageId(),
                change.isCreated() ? 0 : report.impressions().size(),
                report.engagementAttributes(),
                List.of(),
                answer.otherMembers());
    }
}
