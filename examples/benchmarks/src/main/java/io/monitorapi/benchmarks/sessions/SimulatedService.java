package io.monitorapi.benchmarks.sessions;

import io.monitorapi.engagement.EngagementRequest;
import io.monitorapi.engagement.Report;
import io.monitorapi.port.Deadline;
import io.monitorapi.port.GatewayResult;
import io.monitorapi.port.GatewayResult.Accepted;
import io.monitorapi.port.GatewayResult.Refused;
import io.monitorapi.port.MonitorGateway;
import io.monitorapi.session.MonitorSession;
import io.monitorapi.session.SessionRecord;
import io.monitorapi.session.SessionRecord.Paired;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** The sessions of the service: opens them up to a limit per second, and counts requests. */
final class SimulatedService implements MonitorGateway {

    private final int cap;
    private final int[] created;
    private final int[] requests;
    private int second;
    private int visitors;
    private int sessions;
    private int capped;
    private boolean out;

    SimulatedService(Scenario scenario) {
        this.cap = scenario.cap();
        this.created = new int[scenario.seconds() + 1];
        this.requests = new int[scenario.seconds() + 1];
    }

    void update(int now, boolean isOut) {
        second = now;
        out = isOut;
    }

    int[] createdBySecond() {
        return created;
    }

    int[] requestsBySecond() {
        return requests;
    }

    int created() {
        return sessions;
    }

    int capped() {
        return capped;
    }

    GatewayResult respond(@Nullable SessionRecord record) {
        requests[second]++;
        if (out) {
            return new Refused(503, List.of(), null);
        }
        if (record instanceof Paired paired) {
            return accepted(false, paired.session());
        }
        if (created[second] >= cap) {
            capped++;
            return new Refused(429, List.of(), null);
        }
        created[second]++;
        String visitorId = record == null ? "vid-" + ++visitors : record.visitorId();
        return accepted(true, new MonitorSession(visitorId, "sid-" + ++sessions));
    }

    private static Accepted accepted(boolean isNew, MonitorSession session) {
        return new Accepted(isNew, session, List.of(), null, Map.of());
    }

    @Override
    public CompletableFuture<GatewayResult> fetchEngagement(
            @Nullable SessionRecord record, EngagementRequest request, Deadline deadline) {
        return CompletableFuture.completedFuture(respond(record));
    }

    @Override
    public CompletableFuture<GatewayResult> sendReport(
            @Nullable SessionRecord record, Report report, Deadline deadline) {
        return CompletableFuture.completedFuture(respond(record));
    }
}
