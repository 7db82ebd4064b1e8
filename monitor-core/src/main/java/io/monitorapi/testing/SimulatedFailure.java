package io.monitorapi.testing;

import io.monitorapi.engagement.EngagementRequest;
import io.monitorapi.engagement.Report;
import io.monitorapi.error.MonitorError;
import io.monitorapi.error.MonitorException;
import io.monitorapi.error.Reason;
import io.monitorapi.error.RetryRules;
import io.monitorapi.error.Sent;
import io.monitorapi.port.Deadline;
import io.monitorapi.port.GatewayResult;
import io.monitorapi.port.MonitorGateway;
import io.monitorapi.session.SessionRecord;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** How a call is made to fail: by a gateway, whose failure the engine converts, or by the client itself. */
sealed interface SimulatedFailure {

    /** Without a default branch: a new reason does not compile until it can be simulated. */
    static SimulatedFailure of(Reason reason) {
        return switch (reason) {
            case VISITOR_UNKNOWN -> refused(404, 37);
            case SESSION_UNKNOWN -> refused(404, 39);
            case ACCOUNT_LOADING -> refused(500, 20);
            case THROTTLED -> refused(429, null);
            case UNAVAILABLE -> refused(503, null);
            case PROXY_THROTTLED -> refusedByProxy(429);
            case PROXY_UNAVAILABLE -> refusedByProxy(503);
            case PROXY_ERROR -> refusedByProxy(502);
            case PROXY_SIZE_LIMIT -> refusedByProxy(413);
            case SERVER_ERROR -> refused(500, 18);
            case REQUEST_TIMEOUT -> refused(408, null);
            case INVALID_REQUEST -> refused(400, 5);
            case ILLEGAL_VERSION -> refused(400, 33);
            case DENIED -> refused(403, null);
            case ACCOUNT_UNKNOWN -> refused(404, 6);
            case APP_INSTALLATION_UNKNOWN -> refused(404, 18);
            case WRONG_DOMAIN -> refused(404, 28);
            case NOT_FOUND -> refused(404, 12);
            case BLOCKED -> refused(451, null);
            case REJECTED -> refused(409, null);
            case REDIRECTED -> refused(302, null);
            case UNREADABLE, TOO_LARGE, NOT_THE_API -> failed(reason, Sent.YES);
            case TIMEOUT, CONNECTION_LOST, ADAPTER -> failed(reason, Sent.MAYBE);
            case CONNECT, DNS, PROXY, TLS, DOMAIN_UNRESOLVED, UNSENDABLE -> failed(reason, Sent.NO);
            case CONTEXT_LOST,
                    VISITOR_UNIDENTIFIED,
                    DEADLINE,
                    SATURATED,
                    CREATION_LIMITED,
                    CIRCUIT_OPEN,
                    INTERRUPTED,
                    CANCELLED,
                    CLOSED ->
                new OfClient(MonitorException.builder(reason)
                        .retryable(RetryRules.isRetryable(reason, Sent.NO, true))
                        .build());
        };
    }

    private static OfGateway refused(int status, @Nullable Integer code) {
        List<MonitorError> errors = code == null ? List.of() : List.of(new MonitorError(code, null, null));
        return new OfGateway(new GatewayResult.Refused(status, errors, null));
    }

    private static OfGateway refusedByProxy(int status) {
        return new OfGateway(new GatewayResult.Refused(status, List.of(), null, true));
    }

    private static OfGateway failed(Reason reason, Sent sent) {
        return new OfGateway(new GatewayResult.Failed(reason, sent, null, null));
    }

    /**
     * A failure that the client raises before it sends anything, or an exception that a test chose.
     *
     * @param exception what the call fails with
     */
    record OfClient(MonitorException exception) implements SimulatedFailure {}

    /**
     * A gateway whose every request fails.
     *
     * @param result the result of every request
     */
    record OfGateway(GatewayResult result) implements SimulatedFailure, MonitorGateway {

        @Override
        public CompletableFuture<GatewayResult> fetchEngagement(
                @Nullable SessionRecord record, EngagementRequest request, Deadline deadline) {
            return CompletableFuture.completedFuture(result);
        }

        @Override
        public CompletableFuture<GatewayResult> sendReport(
                @Nullable SessionRecord record, Report report, Deadline deadline) {
            return CompletableFuture.completedFuture(result);
        }
    }
}
