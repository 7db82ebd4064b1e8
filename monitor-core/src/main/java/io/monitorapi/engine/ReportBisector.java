package io.monitorapi.engine;

import io.monitorapi.attribute.EngagementAttribute;
import io.monitorapi.engagement.Report;
import io.monitorapi.engagement.ReportReceipt;
import io.monitorapi.engagement.ReportReceipt.RefusedAttribute;
import io.monitorapi.error.MonitorException;
import io.monitorapi.error.Reason;
import io.monitorapi.error.Sent;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Finds the bad engagement attributes of a report that was refused as a whole: it sends one half after the other and bisects
 * those that are refused, so that the good attributes are stored.
 */
final class ReportBisector {

    private static final int MOST_REQUESTS = 20;

    private final Report report;
    private final Function<Report, CompletableFuture<ReportReceipt>> send;
    private final MonitorException first;
    private final Deque<Part> parts = new ArrayDeque<>();
    private final List<EngagementAttribute> accepted = new ArrayList<>();
    private final List<RefusedAttribute> refused = new ArrayList<>();
    private @Nullable ReportReceipt last;
    private boolean created;
    private boolean renewed;

    /** Whether the first part has been sent and its response is missing. */
    private boolean inFlight;

    private int requests;

    ReportBisector(Report report, Function<Report, CompletableFuture<ReportReceipt>> send, MonitorException first) {
        this.report = report;
        this.send = send;
        this.first = first;
        split(report.engagementAttributes(), first);
    }

    CompletableFuture<ReportReceipt> run() {
        Part part = nextToSend();
        if (part == null) {
            ReportReceipt receipt = receiptSoFar();
            return receipt == null ? CompletableFuture.failedFuture(first) : CompletableFuture.completedFuture(receipt);
        }
        return send.apply(report.with(part.attributes()))
                .handle((receipt, thrown) -> receipt == null ? fail(part, thrown) : accept(part, receipt))
                .thenCompose(done -> run());
    }

    /** {@return the receipt for what was accepted until now, null if nothing was} */
    synchronized @Nullable ReportReceipt receiptSoFar() {
        if (last == null) {
            return null;
        }
        List<RefusedAttribute> rest = new ArrayList<>(refused);
        boolean unknown = inFlight;
        for (Part part : parts) {
            MonitorException failure = unknown ? unknown() : part.whole();
            part.attributes().forEach(attribute -> rest.add(new RefusedAttribute(attribute, failure)));
            unknown = false;
        }
        return new ReportReceipt(
                last.session(), created, renewed, last.pageId(), 0, accepted, rest, last.otherMembers());
    }

    private synchronized @Nullable Part nextToSend() {
        while (!parts.isEmpty() && requests < MOST_REQUESTS) {
            Part part = parts.element();
            if (!part.isBad()) {
                requests++;
                inFlight = true;
                return part;
            }
            refuse(parts.remove(), part.whole());
        }
        return null;
    }

    private synchronized boolean accept(Part part, ReportReceipt receipt) {
        inFlight = false;
        parts.remove();
        accepted.addAll(part.attributes());
        last = receipt;
        created |= receipt.sessionCreated();
        renewed |= receipt.sessionRenewed();
        if (part.isFirstHalf()) {
            // The whole was refused and this half was accepted: the other half is bad and need not be sent as it is.
            Part other = parts.remove();
            parts.push(new Part(other.attributes(), other.whole(), false, true));
        }
        return true;
    }

    private synchronized boolean fail(Part part, Throwable thrown) {
        inFlight = false;
        parts.remove();
        MonitorException failure = MonitorExceptions.asMonitorException(thrown, requests);
        if (failure.reason() == Reason.INVALID_REQUEST) {
            refuse(part, failure);
            return false;
        }
        if (last == null) {
            throw failure;
        }
        part.attributes().forEach(attribute -> refused.add(new RefusedAttribute(attribute, failure)));
        parts.forEach(unsent ->
                unsent.attributes().forEach(attribute -> refused.add(new RefusedAttribute(attribute, unsent.whole()))));
        parts.clear();
        return false;
    }

    /** The service may have stored the attributes that are in flight when the deadline passes. */
    private static MonitorException unknown() {
        return MonitorException.builder(Reason.TIMEOUT).sent(Sent.MAYBE).build();
    }

    private void refuse(Part part, MonitorException failure) {
        if (part.attributes().size() == 1) {
            refused.add(new RefusedAttribute(part.attributes().get(0), failure));
        } else {
            split(part.attributes(), failure);
        }
    }

    private void split(List<EngagementAttribute> whole, MonitorException failure) {
        int middle = whole.size() / 2;
        parts.push(new Part(whole.subList(middle, whole.size()), failure, false, false));
        parts.push(new Part(whole.subList(0, middle), failure, true, false));
    }

    /**
     * Some of the engagement attributes.
     *
     * @param attributes the engagement attributes
     * @param whole the failure of the part that these were taken from
     * @param isFirstHalf whether the other half of that part is next
     * @param isBad whether at least one of them is certain to be bad
     */
    private record Part(
            List<EngagementAttribute> attributes, MonitorException whole, boolean isFirstHalf, boolean isBad) {

        Part {
            Objects.requireNonNull(whole, "whole");
        }
    }
}
