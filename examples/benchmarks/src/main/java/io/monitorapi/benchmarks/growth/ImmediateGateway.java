package io.monitorapi.benchmarks.growth;

import io.monitorapi.engagement.EngagementRequest;
import io.monitorapi.engagement.Report;
import io.monitorapi.port.Deadline;
import io.monitorapi.port.GatewayResult;
import io.monitorapi.port.MonitorGateway;
import io.monitorapi.session.MonitorSession;
import io.monitorapi.session.SessionRecord;
import io.monitorapi.session.SessionRecord.Paired;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** A gateway that responds immediately and offers nothing. */
public final class ImmediateGateway implements MonitorGateway {

    private static final MonitorSession NEW = new MonitorSession("M4ZTA3ZTQ1ZjA2YzdhN2", "Hs5TqC2mQvqXk3bYwL8r9A");

    @Override
    public CompletableFuture<GatewayResult> fetchEngagement(
            @Nullable SessionRecord record, EngagementRequest request, Deadline deadline) {
        return respond(record);
    }

    @Override
    public CompletableFuture<GatewayResult> sendReport(
            @Nullable SessionRecord record, Report report, Deadline deadline) {
        return respond(record);
    }

    private static CompletableFuture<GatewayResult> respond(@Nullable SessionRecord record) {
        MonitorSession session = record instanceof Paired paired ? paired.session() : NEW;
        return CompletableFuture.completedFuture(
                new GatewayResult.Accepted(!(record instanceof Paired), session, List.of(), null, Map.of()));
    }
}
