package io.monitorapi.error;

/**
 * Decides whether a failed request may be sent again.
 *
 * <p>A retry must help and must not process anything twice. What is decided here: the {@link Reason}, whether the request can
 * have reached the service, and whether processing it twice does harm. Pure functions, safe for use by any thread.
 */
public final class RetryRules {

    private RetryRules() {}

    /**
     * Decides whether a request that failed may be sent again.
     *
     * @param reason why it failed
     * @param sent whether it can have reached the service
     * @param idempotent whether processing it twice does no harm
     * @return whether the same request may be sent again
     */
    public static boolean isRetryable(Reason reason, Sent sent, boolean idempotent) {
        return switch (rule(reason)) {
            case NEVER -> false;
            case SERVICE_ASKS, LOCAL -> true;
            case IF_IDEMPOTENT -> idempotent || sent == Sent.NO;
        };
    }

    /**
     * Decides whether a request may be processed twice: one that opens a session registers the visitor twice.
     *
     * @param idempotent whether processing the content of the request twice does no harm
     * @param opensSession whether the request is sent without a session
     * @param retryAmbiguousHandshake whether the application accepts that a visitor is registered twice
     * @return whether processing the request twice does no harm
     */
    public static boolean isIdempotent(boolean idempotent, boolean opensSession, boolean retryAmbiguousHandshake) {
        return idempotent && (!opensSession || retryAmbiguousHandshake);
    }

    /**
     * Decides whether a retry policy may repeat a request inside the call that failed with it.
     *
     * @param failure what the attempt failed with
     * @return whether it is a {@link MonitorException} that is retryable and was not refused by this client
     */
    public static boolean isRetryableInCall(Throwable failure) {
        return failure instanceof MonitorException monitorException
                && monitorException.isRetryable()
                && !isLocal(monitorException.reason());
    }

    /**
     * Decides whether a request may be sent again in a new session: the service did not process it, as it does not know the
     * visitor or the session.
     *
     * @param failure what the request failed with
     * @return whether the service refused it with 404/37 or 404/39
     */
    public static boolean isRetryableInNewSession(Throwable failure) {
        return failure instanceof MonitorException monitorException
                && (monitorException.reason() == Reason.VISITOR_UNKNOWN
                        || monitorException.reason() == Reason.SESSION_UNKNOWN);
    }

    /**
     * Decides whether a new session changes what is sent: a request without the ids that the service refused would be refused
     * again.
     *
     * @param failure what the request failed with
     * @param visitorIdSent whether the request carried a visitor id
     * @param sessionIdSent whether the request carried a session id
     * @return whether the service refused an id that the request carried
     */
    public static boolean isRetryableInNewSession(Throwable failure, boolean visitorIdSent, boolean sessionIdSent) {
        return failure instanceof MonitorException monitorException
                && ((monitorException.reason() == Reason.VISITOR_UNKNOWN && visitorIdSent)
                        || (monitorException.reason() == Reason.SESSION_UNKNOWN && sessionIdSent));
    }

    /**
     * Decides whether another call may open the session after a request that should have opened it failed.
     *
     * @param failure what the request failed with
     * @return false when the service may have opened a session: another request would register the visitor again
     */
    public static boolean isHandshakeRepeatable(Throwable failure) {
        return !(failure instanceof MonitorException monitorException
                && monitorException.category() == ErrorCategory.REQUEST
                && monitorException.sent() != Sent.NO);
    }

    /**
     * Tells whether this client refused the call itself.
     *
     * @param reason why the call failed
     * @return whether nothing was sent for this reason, so that a retry inside the same call is useless
     */
    public static boolean isLocal(Reason reason) {
        return rule(reason) == Rule.LOCAL || reason == Reason.CLOSED;
    }

    /** Without a default branch: a new reason does not compile until its rule is decided. */
    private static Rule rule(Reason reason) {
        return switch (reason) {
            case ACCOUNT_LOADING, THROTTLED, UNAVAILABLE, PROXY_THROTTLED, PROXY_UNAVAILABLE -> Rule.SERVICE_ASKS;
            case SERVER_ERROR, PROXY_ERROR, CONNECT, DNS, TIMEOUT, CONNECTION_LOST -> Rule.IF_IDEMPOTENT;
            case DEADLINE, SATURATED, CREATION_LIMITED, CIRCUIT_OPEN, INTERRUPTED, CANCELLED -> Rule.LOCAL;
            case VISITOR_UNKNOWN,
                    SESSION_UNKNOWN,
                    CONTEXT_LOST,
                    VISITOR_UNIDENTIFIED,
                    REQUEST_TIMEOUT,
                    PROXY,
                    TLS,
                    UNREADABLE,
                    TOO_LARGE,
                    NOT_THE_API,
                    REDIRECTED,
                    DOMAIN_UNRESOLVED,
                    ADAPTER,
                    CLOSED,
                    INVALID_REQUEST,
                    PROXY_SIZE_LIMIT,
                    UNSENDABLE,
                    ILLEGAL_VERSION,
                    DENIED,
                    ACCOUNT_UNKNOWN,
                    APP_INSTALLATION_UNKNOWN,
                    WRONG_DOMAIN,
                    NOT_FOUND,
                    BLOCKED,
                    REJECTED -> Rule.NEVER;
        };
    }

    private enum Rule {
        /** A retry cannot help. */
        NEVER,
        /** The service, or a proxy that forwarded nothing, asks for a retry: the request was not processed. */
        SERVICE_ASKS,
        /** A retry can help, but may process the request twice. */
        IF_IDEMPOTENT,
        /** This client refused the call and sent nothing; the caller may call again later. */
        LOCAL
    }
}
