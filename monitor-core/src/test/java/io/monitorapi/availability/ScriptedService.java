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
import io.monitorapi.session.MonitorSession;
import io.monitorapi.session.Visitor;
import io.monitorapi.testkit.Samples;
import io.monitorapi.testkit.VirtualTime;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;

/** A service that returns scripted results immediately and records the virtual time of each request. */
final class ScriptedService implements MonitorService {

    final List<Long> requestedAt = new ArrayList<>();
    final List<EngagementRequest> sent = new ArrayList<>();
    private final VirtualTime time;
    private Supplier<CompletableFuture<EngagementResult>> response = () -> offering(1, Samples.offered());
    private int pages;

    ScriptedService(VirtualTime time) {
        this.time = time;
    }

    void offers(Engagement... engagements) {
        response = () -> offering(1, engagements);
    }

    void offersInSession(int session, Engagement... engagements) {
        response = () -> offering(session, engagements);
    }

    void fails(Reason reason) {
        fails(MonitorException.builder(reason).build());
    }

    void fails(RuntimeException failure) {
        response = () -> CompletableFuture.failedFuture(failure);
    }

    void returns(CompletableFuture<EngagementResult> future) {
        response = () -> future;
    }

    void throwsException() {
        response = () -> {
            throw new IllegalStateException("broken");
        };
    }

    int requests() {
        return requestedAt.size();
    }

    /** {@return the delays between requests, in seconds} */
    List<Double> delays() {
        List<Double> delays = new ArrayList<>();
        for (int i = 1; i < requestedAt.size(); i++) {
            delays.add((requestedAt.get(i) - requestedAt.get(i - 1)) / 1e9);
        }
        return delays;
    }

    /** {@return the number of requests in each second of a range} */
    int[] perSecond(int from, int to) {
        int[] counts = new int[to - from];
        for (long at : requestedAt) {
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
        requestedAt.add(time.getAsLong());
        sent.add(request);
        return response.get();
    }

    @Override
    public EngagementResult getEngagement(Visitor visitor, EngagementRequest request, CallOptions options) {
        throw new AssertionError("a watch must not block");
    }

    @Override
    public ReportReceipt report(Visitor visitor, Report report, CallOptions options) {
        throw new AssertionError("a watch must not report");
    }

    @Override
    public CompletableFuture<ReportReceipt> reportAsync(Visitor visitor, Report report, CallOptions options) {
        throw new AssertionError("a watch must not report");
    }

    @Override
    public Sessions sessions() {
        return new Sessions() {
            @Override
            public Optional<MonitorSession> current(Visitor visitor) {
                throw new AssertionError("a watch must not read sessions");
            }

            @Override
            public void adopt(Visitor visitor, MonitorSession session) {
                throw new AssertionError("a watch must not adopt sessions");
            }

            @Override
            public void forget(Visitor visitor) {
                throw new AssertionError("a watch must not forget visitors");
            }
        };
    }

    @Override
    public void close() {
        fails(Reason.CLOSED);
    }
}
