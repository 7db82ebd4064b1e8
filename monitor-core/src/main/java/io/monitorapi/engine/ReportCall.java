package io.monitorapi.engine;

import io.monitorapi.engagement.Report;
import io.monitorapi.engagement.ReportReceipt;
import io.monitorapi.error.MonitorException;
import io.monitorapi.error.Reason;
import io.monitorapi.port.Deadline;
import io.monitorapi.port.Operation;
import io.monitorapi.session.Visitor;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;

/** Sends a report; a session that is lost is opened anew, once, and good engagement attributes are salvaged if wanted. */
final class ReportCall extends Call<ReportReceipt> {

    private final Report report;
    private final boolean repeatable;
    private final AtomicBoolean opened = new AtomicBoolean();

    ReportCall(Machinery machinery, Visitor visitor, Report report, boolean repeatable, Deadline deadline) {
        super(machinery, Operation.REPORT, visitor, deadline);
        this.report = report;
        this.repeatable = repeatable;
    }

    @Override
    CompletableFuture<ReportReceipt> run() {
        CompletableFuture<ReportReceipt> receipt = send(report);
        return report.salvage() ? receipt.exceptionallyCompose(this::salvage) : receipt;
    }

    private CompletableFuture<ReportReceipt> send(Report part) {
        AttemptExecutor<ReportReceipt> attempts =
                new AttemptExecutor<>(machinery, this, new ReportGatewayRequest(part, repeatable));
        return attempts.run().exceptionallyCompose(thrown -> openAnew(thrown, attempts));
    }

    /** Asking for an engagement is the handshake; an impression has nothing to do in another session. */
    private CompletableFuture<ReportReceipt> openAnew(Throwable thrown, AttemptExecutor<ReportReceipt> attempts) {
        boolean nameless = machinery.book().read(visitor()) == null && !report.isIdentified();
        if (!MonitorExceptions.isSessionLost(thrown)
                || nameless
                || !report.impressions().isEmpty()
                || opened.getAndSet(true)) {
            return CompletableFuture.failedFuture(thrown);
        }
        return new AttemptExecutor<>(machinery, this, new EngagementGatewayRequest(report.identification()))
                .open()
                .thenCompose(ready -> attempts.run());
    }

    private CompletableFuture<ReportReceipt> salvage(Throwable thrown) {
        boolean worthwhile = MonitorExceptions.unwrapped(thrown) instanceof MonitorException known
                && known.reason() == Reason.INVALID_REQUEST
                && report.engagementAttributes().size() > 1;
        if (!worthwhile) {
            return CompletableFuture.failedFuture(thrown);
        }
        ReportBisector salvage =
                new ReportBisector(report, this::send, (MonitorException) MonitorExceptions.unwrapped(thrown));
        ending().settlesFor(salvage::soFar);
        return salvage.run();
    }
}
