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

/** What is asked of the service, and what is made of its answer. */
interface GatewayRequest<T> {

    Operation operation();

    /** Why it must not be sent with what is known of the visitor, null when it may. */
    @Nullable
    Reason unfitFor(@Nullable SessionRecord known);

    CompletableFuture<GatewayResult> send(MonitorGateway gateway, @Nullable SessionRecord known, Deadline limit);

    /** Whether it does no harm when the service processes it twice in one session. */
    boolean isIdempotent();

    List<EngagementAttribute> attributes();

    T result(Accepted answer, SessionChange change);
}
