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

/** The request for an engagement, which may be sent in any session and opens one if there is none. */
record EngagementGatewayRequest(EngagementRequest request) implements GatewayRequest<EngagementResult> {

    @Override
    public Operation operation() {
        return Operation.GET_ENGAGEMENT;
    }

    @Override
    public @Nullable Reason refusalReason(@Nullable SessionRecord record) {
        return null;
    }

    @Override
    public CompletableFuture<GatewayResult> send(
            MonitorGateway gateway, @Nullable SessionRecord record, Deadline deadline) {
        return gateway.fetchEngagement(record, request, deadline);
    }

    @Override
    public boolean isIdempotent() {
        return hasIdempotentAttributes();
    }

    /** {@return whether a cached result may stand for it: an event has to be sent each time} */
    boolean isCacheable() {
        return attributes().stream().noneMatch(EngagementAttribute::isEvent);
    }

    @Override
    public List<EngagementAttribute> attributes() {
        return request.engagementAttributes();
    }

    @Override
    public EngagementResult result(Accepted response, SessionOutcome change) {
        return new EngagementResult(
                response.engagements(),
                response.session(),
                change.isCreated(),
                change.isRenewed(),
                response.pageId(),
                response.otherMembers());
    }
}
