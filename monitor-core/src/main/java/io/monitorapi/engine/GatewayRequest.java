package io.monitorapi.engine;

import io.monitorapi.attribute.EngagementAttribute;
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

/** A request to the service, and the conversion of its response. */
interface GatewayRequest<T> {

    Operation operation();

    /** The reason not to send it with this record of the visitor, null when it may be sent. */
    @Nullable
    Reason refusalReason(@Nullable SessionRecord record);

    CompletableFuture<GatewayResult> send(MonitorGateway gateway, @Nullable SessionRecord record, Deadline deadline);

    /** Whether it does no harm that the service processes it twice in one session. */
    boolean isIdempotent();

    List<EngagementAttribute> attributes();

    /** {@return whether all attributes may be processed twice: state is only set again, an event needs an id of its own} */
    default boolean hasIdempotentAttributes() {
        return attributes().stream().allMatch(attribute -> !attribute.isEvent() || attribute.hasIdempotencyKey());
    }

    T result(Accepted response, SessionOutcome change);
}
