package io.monitorapi.engine;

import io.monitorapi.attribute.EngagementAttribute;
import io.monitorapi.engagement.EngagementRequest;
import io.monitorapi.engagement.EngagementResult;
import io.monitorapi.error.Reason;
import io.monitorapi.port.Deadline;
import io.monitorapi.port.GatewayResult;
import io.monitorapi.port.GatewayResult.Accepted;
import io.monitorapi.port.MonitorGateway;
import io.monitorapi.port.Operation;
import io.monitorapi.session.SessionRecord;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** Asks for an engagement, which can be done in any session and opens one. */
record EngagementGatewayRequest(EngagementRequest request) implements GatewayRequest<EngagementResult> {

    @Override
    public Operation operation() {
        return Operation.GET_ENGAGEMENT;
    }

    @Override
    public @Nullable Reason unfitFor(@Nullable SessionRecord known) {
        return null;
    }

    @Override
    public CompletableFuture<GatewayResult> send(
            MonitorGateway gateway, @Nullable SessionRecord known, Deadline limit) {
        return gateway.fetchEngagement(known, request, limit);
    }

    @Override
    public boolean isIdempotent() {
        return true;
    }

    @Override
    public List<EngagementAttribute> attributes() {
        return request.engagementAttributes();
    }

    @Override
    public EngagementResult result(Accepted answer, SessionChange change) {
        return new EngagementResult(
                answer.engagements(),
                answer.session(),
                change.isCreated(),
                change.isRenewed(),
                answer.pageId(),
                answer.otherMembers());
    }
}
