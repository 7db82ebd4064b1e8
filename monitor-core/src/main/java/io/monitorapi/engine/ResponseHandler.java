package io.monitorapi.engine;

import io.monitorapi.attribute.EngagementAttribute;
import io.monitorapi.error.MonitorException;
import io.monitorapi.error.Reason;
import io.monitorapi.port.GatewayResult;
import io.monitorapi.port.GatewayResult.Accepted;
import io.monitorapi.port.SessionStore.Claim;
import io.monitorapi.session.SessionRecord;
import io.monitorapi.session.SessionRecord.Paired;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What the answer to an attempt means: for its call, for the visitor's session, and for the claim on that. */
final class ResponseHandler<T> {

    private static final int MOST_KINDS = 10;

    private final Machinery machinery;
    private final Call<?> call;
    private final GatewayRequest<T> request;

    ResponseHandler(Machinery machinery, Call<?> call, GatewayRequest<T> request) {
        this.machinery = machinery;
        this.call = call;
        this.request = request;
    }

    /** {@return the result that the attempt comes to}, or throws the failure that it is. */
    T of(
            @Nullable SessionRecord known,
            Claim.@Nullable Granted claim,
            @Nullable GatewayResult returned,
            @Nullable Throwable thrown) {
        CallCompletion<?> ending = call.ending();
        GatewayResult answer = MonitorExceptions.answer(returned, thrown);
        if (answer instanceof Accepted accepted) {
            ending.attemptSucceeded(request.operation());
            return request.result(accepted, machinery.book().accept(call.visitor(), known, accepted));
        }
        boolean inSession = known instanceof Paired || machinery.retryAmbiguousHandshake();
        MonitorException failure = MonitorExceptions.of(answer, ending.attempts(), inSession && request.isIdempotent());
        MonitorException told = ending.attemptFailed(request.operation(), naming(failure));
        machinery.book().refused(call.visitor(), known, told);
        if (claim != null) {
            machinery.book().claims().release(call.visitor(), claim);
        }
        throw told;
    }

    /** The service does not say which engagement attribute is bad, so all kinds are named. */
    private MonitorException naming(MonitorException failure) {
        if (failure.reason() != Reason.INVALID_REQUEST || request.attributes().isEmpty()) {
            return failure;
        }
        String kinds = request.attributes().stream()
                .map(EngagementAttribute::type)
                .distinct()
                .limit(MOST_KINDS)
                .collect(Collectors.joining(", "));
        return failure.toBuilder()
                .detail("engagement attributes of the request: " + kinds)
                .build();
    }
}
