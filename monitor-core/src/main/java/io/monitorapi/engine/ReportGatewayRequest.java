package io.monitorapi.engine;

import io.monitorapi.attribute.EngagementAttribute;
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

/** The request that sends a report; its impressions are sent in the session only in which their engagement was offered. */
record ReportGatewayRequest(Report report, boolean repeatable) implements GatewayRequest<ReportReceipt> {

    @Override
    public Operation operation() {
        return Operation.REPORT;
    }

    @Override
    public @Nullable Reason refusalReason(@Nullable SessionRecord record) {
        if (!SessionRules.areImpressionsOfSession(report.impressions(), record)) {
            return Reason.CONTEXT_LOST;
        }
        return SessionRules.withIds(record) == null && !report.isIdentified() ? Reason.VISITOR_UNIDENTIFIED : null;
    }

    @Override
    public CompletableFuture<GatewayResult> send(
            MonitorGateway gateway, @Nullable SessionRecord record, Deadline deadline) {
        String lastPageId = record instanceof Paired paired ? paired.pageId() : null;
        return gateway.sendReport(record, report.onPage(lastPageId), deadline);
    }

    /** The service recognises a repeated event by its id, and never a repeated impression. */
    @Override
    public boolean isIdempotent() {
        return repeatable || (report.impressions().isEmpty() && hasIdempotentAttributes());
    }

    @Override
    public List<EngagementAttribute> attributes() {
        return report.engagementAttributes();
    }

    @Override
    public ReportReceipt result(Accepted response, SessionOutcome change) {
        return new ReportReceipt(
                response.session(),
                change.isCreated(),
                change.isRenewed(),
                response.pageId(),
                change.isCreated() ? 0 : report.impressions().size(),
                report.engagementAttributes(),
                List.of(),
                response.otherMembers());
    }
}
