package io.monitorapi.spring.redis;

import io.monitorapi.engagement.EngagementRequest;
import io.monitorapi.engagement.Report;
import io.monitorapi.port.Deadline;
import io.monitorapi.port.GatewayResult;
import io.monitorapi.port.GatewayResult.Accepted;
import io.monitorapi.port.MonitorGateway;
import io.monitorapi.session.MonitorSession;
import io.monitorapi.session.SessionRecord;
import io.monitorapi.session.SessionRecord.Paired;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** A gateway that responds immediately, accepts every pair, and counts the sessions that it opens. */
final class CountingGateway implements MonitorGateway {

    private final AtomicInteger sessions = new AtomicInteger();

    AtomicInteger sessions() {
        return sessions;
    }

    @Override
    public CompletableFuture<GatewayResult> fetchEngagement(
            @Nullable SessionRecord record, EngagementRequest request, Deadline deadline) {
        MonitorSession session = record instanceof Paired paired ? paired.session() : opened();
        return CompletableFuture.completedFuture(
                new Accepted(!(record instanceof Paired), session, List.of(), null, Map.of()));
    }

    @Override
    public CompletableFuture<GatewayResult> sendReport(
            @Nullable SessionRecord record, Report report, Deadline deadline) {
        throw new AssertionError("unexpected report");
    }

    private MonitorSession opened() {
        int number = sessions.incrementAndGet();
        return new MonitorSession("vid-" + number, "sid-" + number);
    }
}
