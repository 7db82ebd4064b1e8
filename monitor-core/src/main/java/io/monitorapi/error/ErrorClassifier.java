package io.monitorapi.error;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Determines the reason of a refusal from its HTTP status and the service's internal codes, never from a code alone: code 18
 * means a wrong app installation id with 404 and a server error with 500. The content of a response shows whether a proxy
 * or load balancer sent it, with a status that the service uses, too.
 *
 * <p>Source: Monitoring API, Overview, "Error codes". Pure functions, safe for use by any thread.
 */
public final class ErrorClassifier {

    private ErrorClassifier() {}

    /**
     * Classifies an error response of the service.
     *
     * @param status the HTTP status, 100 to 599; a 2xx that carries an error is that error, "as an error may be sent at
     *     any point"
     * @param errors all error messages of the response, empty if there are none
     * @return the reason, whose category says what can be done
     */
    public static Reason classify(int status, List<MonitorError> errors) {
        return errors.stream()
                .map(MonitorError::code)
                .flatMap(code -> byCode(status, code).stream())
                .findFirst()
                .orElseGet(() -> byStatus(status, errors));
    }

    /**
     * Determines the reason of a refusal by a proxy or load balancer between this client and the service.
     *
     * @param status the HTTP status of its response
     * @return the reason
     */
    public static Reason classifyProxy(int status) {
        return switch (status) {
            case 413 -> Reason.PROXY_SIZE_LIMIT;
            case 429 -> Reason.PROXY_THROTTLED;
            case 503 -> Reason.PROXY_UNAVAILABLE;
            default -> status > 500 && status < 600 ? Reason.PROXY_ERROR : byStatus(status, List.of());
        };
    }

    /**
     * Determines whether a reason is that of a proxy or load balancer between this client and the service.
     *
     * @param reason the reason of a refusal
     * @return whether the service did not send the response, so that it may or may not have processed the request
     */
    public static boolean isFromProxy(Reason reason) {
        return switch (reason) {
            case PROXY_THROTTLED, PROXY_UNAVAILABLE, PROXY_ERROR, PROXY_SIZE_LIMIT -> true;
            default -> false;
        };
    }

    private static Optional<Reason> byCode(int status, @Nullable Integer code) {
        if (code == null) {
            return Optional.empty();
        }
        return Optional.ofNullable(
                switch (status) {
                    case 400 -> badRequest(code);
                    case 404 -> notFound(code);
                    case 500 -> code == 20 ? Reason.ACCOUNT_LOADING : null;
                    default -> isSuccess(status) ? inSuccess(code) : null;
                });
    }

    private static @Nullable Reason badRequest(int code) {
        return switch (code) {
            case 5 -> Reason.INVALID_REQUEST;
            case 33 -> Reason.ILLEGAL_VERSION;
            default -> null;
        };
    }

    private static @Nullable Reason notFound(int code) {
        return switch (code) {
            case 6 -> Reason.ACCOUNT_UNKNOWN;
            case 12 -> Reason.NOT_FOUND;
            case 18 -> Reason.APP_INSTALLATION_UNKNOWN;
            case 28 -> Reason.WRONG_DOMAIN;
            case 37 -> Reason.VISITOR_UNKNOWN;
            case 39 -> Reason.SESSION_UNKNOWN;
            default -> null;
        };
    }

    /** Without a meaningful status the code decides; if it has two meanings, the retryable one. */
    private static @Nullable Reason inSuccess(int code) {
        return switch (code) {
            case 18 -> Reason.SERVER_ERROR;
            case 20 -> Reason.ACCOUNT_LOADING;
            default ->
                Stream.of(badRequest(code), notFound(code))
                        .filter(Objects::nonNull)
                        .findFirst()
                        .orElse(null);
        };
    }

    private static Reason byStatus(int status, List<MonitorError> errors) {
        return switch (status) {
            case 400 -> Reason.INVALID_REQUEST;
            case 413 -> errors.isEmpty() ? Reason.PROXY_SIZE_LIMIT : Reason.REJECTED; // the service publishes no limit
            case 401, 403 -> Reason.DENIED;
            case 404 ->
                errors.stream().allMatch(error -> error.code() == null)
                        ? Reason.APP_INSTALLATION_UNKNOWN
                        : Reason.REJECTED;
            case 408 -> Reason.REQUEST_TIMEOUT;
            case 422 -> Reason.ACCOUNT_UNKNOWN;
            case 429 -> Reason.THROTTLED;
            case 451 -> Reason.BLOCKED;
            case 503 -> Reason.UNAVAILABLE;
            default -> byFirstDigit(status);
        };
    }

    private static Reason byFirstDigit(int status) {
        return switch (status / 100) {
            case 3 -> Reason.REDIRECTED;
            case 4 -> Reason.REJECTED;
            case 5 -> Reason.SERVER_ERROR;
            default -> Reason.UNREADABLE;
        };
    }

    private static boolean isSuccess(int status) {
        return status / 100 == 2;
    }
}
