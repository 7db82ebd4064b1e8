package io.monitorapi.availability;

import io.monitorapi.CallOptions;
import io.monitorapi.MonitorService;
import io.monitorapi.Sessions;
import io.monitorapi.engagement.Engagement;
import io.monitorapi.engagement.EngagementRequest;
import io.monitorapi.engagement.EngagementResult;
import io.monitorapi.engagement.Report;
import io.monitorapi.engagement.ReportReceipt;
import io.monitorapi.error.MonitorException;
import io.monitorapi.error.Reason;
import io.monitorapi.session.Visitor;
import io.monitorapi.testkit.Samples;
import io.monitorapi.testkit.VirtualTime;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;

/** A service that answers at once, as it is told, and notes the second of virtual time in which it was asked. */
final class ScriptedService implements MonitorService {

    final List<Long> askedAt = new ArrayList<>();
    private final VirtualTime time;
    private Supplier<CompletableFuture<EngagementResult>> answer = () -> offering(1, Samples.offered());
    private int pages;

    ScriptedService(VirtualTime time) {
        this.time = time;
    }

    void offers(Engagement... engagements) {
        answer = () -> offering(1, engagements);
    }

    void offersInSession(int session, Engagement... engagements) {
        answer = () -> offering(session, engagements);
    }

    void fails(Reason reason) {
        fails(MonitorException.builder(reason).build());
    }

    void fails(RuntimeException failure) {
        answer = () -> CompletableFuture.failedFuture(failure);
    }

    void answersWith(CompletableFuture<EngagementResult> future) {
        answer = () -> future;
    }

    void breaks() {
        answer = () -> {
            throw new IllegalStateException("broken");
        };
    }

    int asked() {
        return askedAt.size();
    }

    /** {@return the pauses between questions, in seconds} */
    List<Double> pauses() {
        List<Double> pauses = new ArrayList<>();
        for (int i = 1; i < askedAt.size(); i++) {
            pauses.add((askedAt.get(i) - askedAt.get(i - 1)) / 1e9);
        }
        return pauses;
    }

    /** {@return how many questions came in each second, from one second to another} */
    int[] perSecond(int from, int to) {
        int[] counts = new int[to - from];
        for (long at : askedAt) {
            long second = Duration.ofNanos(at).toSeconds();
            if (second >= from && second < to) {
                counts[(int) (second - from)]++;
            }
        }
        return counts;
    }

    private CompletableFuture<EngagementResult> offering(int session, Engagement... engagements) {
        return CompletableFuture.completedFuture(new EngagementResult(
                List.of(engagements), Samples.session(session), false, false, "page-" + ++pages, Map.of()));
    }

    @Override
    public CompletableFuture<EngagementResult> getEngagementAsync(
            Visitor visitor, EngagementRequest request, CallOptions options) {
        askedAt.add(time.getAsLong());
        return answer.get();
    }

    @Override
    public EngagementResult getEngagement(Visitor visitor, EngagementRequest request, CallOptions options) {
        throw new AssertionError("a watch must not block");
    }

    @Override
    public ReportReceipt report(Visitor visitor, Report report, CallOptions options) {
        throw new AssertionError("a watch does not report");
    }

    @Override
    public CompletableFuture<ReportReceipt> reportAsync(Visitor visitor, Report report, CallOptions options) {
        throw new AssertionError("a watch does not report");
    }

    @Override
    public Sessions sessions() {
        throw new AssertionError("a watch leaves sessions alone");
    }

    @Override
    public void close() {
        fails(Reason.CLOSED);
    }
}
