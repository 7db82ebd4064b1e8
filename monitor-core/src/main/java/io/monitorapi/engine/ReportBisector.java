package io.monitorapi.engine;

import io.monitorapi.attribute.EngagementAttribute;
import io.monitorapi.engagement.Report;
import io.monitorapi.engagement.ReportReceipt;
import io.monitorapi.engagement.ReportReceipt.RefusedAttribute;
import io.monitorapi.error.MonitorException;
import io.monitorapi.error.Reason;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Finds the bad engagement attributes of a report that was refused as a whole, by halves and one request after the other, so
 * that the good ones are not lost with them.
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
    private int requests;

    ReportBisector(Report report, Function<Report, CompletableFuture<ReportReceipt>> send, MonitorException first) {
        this.report = report;
        this.send = send;
        this.first = first;
        split(report.engagementAttributes(), first);
    }

    CompletableFuture<ReportReceipt> run() {
        Part part = nextToTry();
        if (part == null) {
            ReportReceipt receipt = soFar();
            return receipt == null ? CompletableFuture.failedFuture(first) : CompletableFuture.completedFuture(receipt);
        }
        return send.apply(report.with(part.attributes()))
                .handle((receipt, thrown) -> receipt == null ? failed(part, thrown) : taken(part, receipt))
                .thenCompose(done -> run());
    }

    /** What was taken until now, null when nothing was; the call ends with it when its deadline passes. */
    synchronized @Nullable ReportReceipt soFar() {
        if (last == null) {
            return null;
        }
        List<RefusedAttribute> rest = new ArrayList<>(refused);
        parts.forEach(part -> part.attributes().forEach(bad -> rest.add(new RefusedAttribute(bad, part.whole()))));
        return new ReportReceipt(
                last.session(), created, renewed, last.pageId(), 0, accepted, rest, last.otherMembers());
    }

    private synchronized @Nullable Part nextToTry() {
        while (!parts.isEmpty() && requests < MOST_REQUESTS) {
            Part part = parts.element();
            if (!part.isBad()) {
                requests++;
                return part;
            }
            refuse(parts.remove(), part.whole());
        }
        return null;
    }

    private synchronized boolean taken(Part part, ReportReceipt receipt) {
        parts.remove();
        accepted.addAll(part.attributes());
        last = receipt;
        created |= receipt.sessionCreated();
        renewed |= receipt.sessionRenewed();
        if (part.isFirstHalf()) {
            // The whole was bad and this half was good: nobody need be asked about the other one.
            Part other = parts.remove();
            parts.push(new Part(other.attributes(), other.whole(), false, true));
        }
        return true;
    }

    private synchronized boolean failed(Part part, Throwable thrown) {
        parts.remove();
        MonitorException failure = MonitorExceptions.known(thrown, requests);
        if (failure.reason() == Reason.INVALID_REQUEST) {
            refuse(part, failure);
            return false;
        }
        if (last == null) {
            throw failure;
        }
        parts.push(part);
        parts.forEach(
                untried -> untried.attributes().forEach(left -> refused.add(new RefusedAttribute(left, failure))));
        parts.clear();
        return false;
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
     * @param whole what the part failed with that these were taken from
     * @param isFirstHalf whether the part's other half is next
     * @param isBad whether it is known that there is a bad one among them
     */
    private record Part(
            List<EngagementAttribute> attributes, MonitorException whole, boolean isFirstHalf, boolean isBad) {

        Part {
            Objects.requireNonNull(whole, "whole");
        }
    }
}
