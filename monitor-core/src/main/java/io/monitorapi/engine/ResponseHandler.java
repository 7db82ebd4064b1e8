package io.monitorapi.engine;

import io.monitorapi.attribute.EngagementAttribute;
import io.monitorapi.error.MonitorException;
import io.monitorapi.error.Reason;
import io.monitorapi.error.RetryRules;
import io.monitorapi.port.GatewayResult;
import io.monitorapi.port.GatewayResult.Accepted;
import io.monitorapi.port.SessionStore.Claim;
import io.monitorapi.session.SessionRecord;
import io.monitorapi.session.SessionRecord.Paired;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Applies the result of an attempt: to its call, to the visitor's session, and to the claim on that session. */
final class ResponseHandler {

    private static final int MOST_TYPES = 10;
    private static final int OK = 200;
    private static final int CREATED = 201;

    private final SessionRegistry sessions;
    private final SessionCreationLock claims;
    private final boolean retryAmbiguousHandshake;

    ResponseHandler(SessionRegistry sessions, SessionCreationLock claims, boolean retryAmbiguousHandshake) {
        this.sessions = sessions;
        this.claims = claims;
        this.retryAmbiguousHandshake = retryAmbiguousHandshake;
    }

    /** {@return the result of the attempt; throws its failure} */
    <T> T handle(
            Attempt<T> attempt, @Nullable SessionRecord sent, Claim.@Nullable Granted claim, GatewayResult result) {
        Call<?> call = attempt.call();
        GatewayRequest<T> request = attempt.request();
        if (result instanceof Accepted accepted) {
            call.attemptSucceeded(request.operation(), accepted.created() ? CREATED : OK);
            return request.result(accepted, sessions.accept(call, sent, accepted));
        }
        boolean idempotent =
                RetryRules.isIdempotent(request.isIdempotent(), !(sent instanceof Paired), retryAmbiguousHandshake);
        MonitorException failure = call.attemptFailed(
                request.operation(),
                withAttributeTypes(request, MonitorExceptions.of(result, call.attempts(), idempotent)));
        call.refused(failure, sent);
        sessions.refuse(call, sent, failure);
        if (claim != null) {
            claims.release(call.visitor(), claim);
        }
        throw failure;
    }

    /** The service does not say which engagement attribute it refused, so all types are named. */
    private static MonitorException withAttributeTypes(GatewayRequest<?> request, MonitorException failure) {
        if (failure.reason() != Reason.INVALID_REQUEST || request.attributes().isEmpty()) {
            return failure;
        }
        String types = request.attributes().stream()
                .map(EngagementAttribute::type)
                .distinct()
                .limit(MOST_TYPES)
                .collect(Collectors.joining(", "));
        return failure.toBuilder()
                .detail("engagement attributes of the request: " + types)
                .build();
    }
}
