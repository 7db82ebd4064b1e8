package io.monitorapi.engine;

import io.monitorapi.engagement.Report;
import io.monitorapi.engagement.ReportReceipt;
import io.monitorapi.error.MonitorException;
import io.monitorapi.error.Reason;
import io.monitorapi.internal.Futures;
import io.monitorapi.port.Operation;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;

/** Sends a report; opens a new session, once, if it was lost, and salvages the good engagement attributes if requested. */
final class ReportCall extends Call<ReportReceipt> {

    private final AttemptExecutor attempts;
    private final SessionRegistry sessions;
    private final Report report;
    private final boolean repeatable;
    private final AtomicBoolean reopened = new AtomicBoolean();

    ReportCall(
            CallContext context,
            AttemptExecutor attempts,
            SessionRegistry sessions,
            Report report,
            boolean repeatable) {
        super(Operation.REPORT, context);
        this.attempts = attempts;
        this.sessions = sessions;
        this.report = report;
        this.repeatable = repeatable;
    }

    @Override
    CompletableFuture<ReportReceipt> run() {
        CompletableFuture<ReportReceipt> receipt = send(report);
        return report.salvage() ? receipt.exceptionallyCompose(this::salvage) : receipt;
    }

    private CompletableFuture<ReportReceipt> send(Report part) {
        ReportGatewayRequest request = new ReportGatewayRequest(part, repeatable);
        return attempts.execute(this, request).exceptionallyCompose(thrown -> sendInNewSession(thrown, request));
    }

    /** The request for an engagement is the handshake; an impression must not be sent in another session. */
    private CompletableFuture<ReportReceipt> sendInNewSession(Throwable thrown, ReportGatewayRequest request) {
        boolean unidentified = !report.isIdentified() && SessionRules.withIds(sessions.read(visitor())) == null;
        if (!isRetryableInNewSession(thrown)
                || unidentified
                || !report.impressions().isEmpty()
                || reopened.getAndSet(true)) {
            return CompletableFuture.failedFuture(thrown);
        }
        return attempts.openSession(this, new EngagementGatewayRequest(report.identification()))
                .thenCompose(opened -> attempts.execute(this, request));
    }

    private CompletableFuture<ReportReceipt> salvage(Throwable thrown) {
        if (!(Futures.unwrap(thrown) instanceof MonitorException failure)
                || failure.reason() != Reason.INVALID_REQUEST
                || report.engagementAttributes().size() <= 1) {
            return CompletableFuture.failedFuture(thrown);
        }
        ReportBisector bisector = new ReportBisector(report, this::send, failure);
        completion().partialResult(bisector::receiptSoFar);
        return bisector.run();
    }
}
