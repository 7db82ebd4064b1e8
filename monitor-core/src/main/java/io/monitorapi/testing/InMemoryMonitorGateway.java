package io.monitorapi.testing;

import io.monitorapi.engagement.Engagement;
import io.monitorapi.engagement.EngagementRequest;
import io.monitorapi.engagement.EngagementStatus;
import io.monitorapi.engagement.Report;
import io.monitorapi.error.MonitorError;
import io.monitorapi.port.Deadline;
import io.monitorapi.port.GatewayResult;
import io.monitorapi.port.MonitorGateway;
import io.monitorapi.session.MonitorSession;
import io.monitorapi.session.SessionRecord;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** The sessions and offers of the service, in memory. Thread-safe. */
final class InMemoryMonitorGateway implements MonitorGateway {

    private static final String PAGE_ID = "1";

    private final Set<MonitorSession> sessions = new HashSet<>();
    private List<Engagement> offers = List.of(Engagement.builder(EngagementStatus.EXPOSE)
            .campaign("3100200300", "3100200400", "12")
            .contextId("1")
            .build());
    private int visitors;
    private int created;

    synchronized void offers(List<Engagement> engagements) {
        offers = engagements;
    }

    synchronized void endSessions() {
        sessions.clear();
    }

    @Override
    public synchronized CompletableFuture<GatewayResult> fetchEngagement(
            @Nullable SessionRecord record, EngagementRequest request, Deadline deadline) {
        return CompletableFuture.completedFuture(accepted(record, offers));
    }

    @Override
    public synchronized CompletableFuture<GatewayResult> sendReport(
            @Nullable SessionRecord record, Report report, Deadline deadline) {
        boolean isSessionUnknown =
                record instanceof SessionRecord.Paired paired && !sessions.contains(paired.session());
        return CompletableFuture.completedFuture(
                isSessionUnknown
                        ? new GatewayResult.Refused(404, List.of(new MonitorError(39, null, null)), null)
                        : accepted(record, List.of()));
    }

    private GatewayResult accepted(@Nullable SessionRecord record, List<Engagement> engagements) {
        if (record instanceof SessionRecord.Paired paired && sessions.contains(paired.session())) {
            return new GatewayResult.Accepted(false, paired.session(), engagements, PAGE_ID, Map.of());
        }
        String visitorId = record == null ? "visitor-" + ++visitors : record.visitorId();
        MonitorSession session = new MonitorSession(visitorId, "session-" + ++created);
        sessions.add(session);
        return new GatewayResult.Accepted(true, session, engagements, PAGE_ID, Map.of());
    }
}
