package io.monitorapi.error;

import static io.monitorapi.error.ErrorCategory.APPLICATION;
import static io.monitorapi.error.ErrorCategory.REQUEST;
import static io.monitorapi.error.ErrorCategory.SESSION;

/**
 * Names what went wrong, finer than its {@link ErrorCategory}; new reasons may be added in any release.
 *
 * <p>Source of those the service answers with: Monitoring API, Overview, "Error codes".
 */
public enum Reason {
    /** The service does not know the visitor id (404/37). */
    VISITOR_UNKNOWN(
            SESSION,
            Repeat.NEVER,
            "The service does not know this visitor any more: call getEngagement to open a new session."),
    /** The service does not know the session id, or the session has ended (404/39). */
    SESSION_UNKNOWN(
            SESSION, Repeat.NEVER, "The session has ended at the service: call getEngagement to open a new one."),
    /** The session is over in which the engagement was offered, so its impressions were not sent. */
    CONTEXT_LOST(
            SESSION,
            Repeat.NEVER,
            "The session is over in which this engagement was offered, and its impressions count in no other: call"
                    + " getEngagement and show what it offers now."),
    /** Neither a session nor the report says who the visitor is, so nothing was sent. */
    VISITOR_UNIDENTIFIED(
            SESSION,
            Repeat.NEVER,
            "The visitor has no session and the report names nobody: call getEngagement first, or give the report an"
                    + " identity."),

    /** The account is not in the service's memory yet (500/20); normal for the first call of a quiet account. */
    ACCOUNT_LOADING(
            REQUEST,
            Repeat.ASKED,
            "The service is still loading the account, which is normal after a quiet time: allow a deadline of 15 s or"
                    + " more, or call again in a few seconds; the visitor is kept."),
    /** The service asks for fewer requests (429). */
    THROTTLED(
            REQUEST,
            Repeat.ASKED,
            "The service caps this account's requests: call less often, and check that every visitor keeps its"
                    + " session."),
    /** The service is unavailable for the moment (503). */
    UNAVAILABLE(REQUEST, Repeat.ASKED, "The service is unavailable for the moment: call again later."),
    /** The service failed (500/18 or another 5xx), or caps new sessions that way. */
    SERVER_ERROR(
            REQUEST,
            Repeat.IF_HARMLESS,
            "The service failed: call again later; if it persists, check that sessions are kept, as too many new"
                    + " sessions are answered this way."),
    /** The service gave up waiting for the request (408). */
    REQUEST_TIMEOUT(REQUEST, Repeat.NEVER, "The service gave up waiting for the request: call again."),

    /** No connection could be made. */
    CONNECT(
            REQUEST,
            Repeat.IF_HARMLESS,
            "No connection could be made: check the base URI, the firewall and the proxy settings."),
    /** The host name could not be resolved. */
    DNS(REQUEST, Repeat.IF_HARMLESS, "The host name could not be resolved: check the base URI and the DNS settings."),
    /** The proxy refused the connection. */
    PROXY(REQUEST, Repeat.NEVER, "The proxy refused the connection: check its address and credentials."),
    /** No trusted TLS connection could be made. */
    TLS(
            REQUEST,
            Repeat.NEVER,
            "No trusted TLS connection could be made: check the certificate, the trust store and the host name."),
    /** The answer did not come in time. */
    TIMEOUT(
            REQUEST,
            Repeat.IF_HARMLESS,
            "The answer did not come in time; it may have been processed: call again, or allow more time."),
    /** The connection broke before the answer was complete. */
    CONNECTION_LOST(
            REQUEST,
            Repeat.IF_HARMLESS,
            "The connection broke before the answer was complete; it may have been processed: call again."),
    /** The answer is none that the Monitor API gives. */
    UNREADABLE(
            REQUEST,
            Repeat.NEVER,
            "The answer could not be read as one of the Monitor API: check that the base URI is the service's own."),
    /** The answer is larger than the client accepts. */
    TOO_LARGE(
            REQUEST,
            Repeat.NEVER,
            "The answer is larger than any of the Monitor API: check that the base URI is the service's own."),
    /** Something else than the Monitor API answered, for example a proxy or a captive portal. */
    NOT_THE_API(
            REQUEST,
            Repeat.NEVER,
            "Something else than the Monitor API answered, perhaps a proxy: check the base URI and the network."),
    /** The answer was a redirect, which is never followed. */
    REDIRECTED(
            REQUEST,
            Repeat.NEVER,
            "The answer was a redirect, which is never followed: configure the host that it points to."),
    /** The Domain API did not name a host for the account. */
    DOMAIN_UNRESOLVED(
            REQUEST,
            Repeat.NEVER,
            "The service's host for this account could not be found: check the account id, or set the base URI."),
    /** The adapter broke its promise: it threw, or answered nothing. */
    ADAPTER(REQUEST, Repeat.NEVER, "The gateway broke its contract: run MonitorGatewayContract against it."),

    /** The call's deadline passed before anything could be sent. */
    DEADLINE(REQUEST, Repeat.LATER, "The call's deadline passed before it could be sent: allow more time."),
    /** Too many calls are in flight or waiting in this client. */
    SATURATED(
            REQUEST, Repeat.LATER, "Too many calls are in flight: allow more of them, or send fewer at the same time."),
    /** This client opens no more sessions for the moment. */
    CREATION_LIMITED(
            REQUEST,
            Repeat.LATER,
            "This client opens no more sessions for the moment: check that every visitor keeps its session."),
    /** The service is known to be failing, so nothing was sent. */
    CIRCUIT_OPEN(REQUEST, Repeat.LATER, "The service is known to be failing and was not asked: call again later."),
    /** The calling thread was interrupted. */
    INTERRUPTED(REQUEST, Repeat.LATER, "The calling thread was interrupted while it waited: the flag is set again."),
    /** The caller cancelled the call. */
    CANCELLED(REQUEST, Repeat.LATER, "The caller cancelled the call."),
    /** The client is closed. */
    CLOSED(REQUEST, Repeat.NEVER, "The MonitorService is closed: use an open one."),

    /** The service refused the request's content (400/5 or another 400): nothing of it was stored. */
    INVALID_REQUEST(
            APPLICATION,
            Repeat.NEVER,
            "The service refused the content and stored nothing of the request: one engagement attribute or identity is"
                    + " malformed."),
    /** The request cannot be written: it is too large, or its text is no Unicode; nothing was sent. */
    UNSENDABLE(
            APPLICATION,
            Repeat.NEVER,
            "The request cannot be sent: send fewer or smaller engagement attributes, and text that is valid Unicode."),
    /** The service does not know the API version (400/33). */
    ILLEGAL_VERSION(APPLICATION, Repeat.NEVER, "The service does not know the API version: use 1.0."),
    /** The service denies access (401, 403). */
    DENIED(
            APPLICATION,
            Repeat.NEVER,
            "The service denies access: check the account id, the app installation id and the account's features."),
    /** The service does not know the account (404/6, 422). */
    ACCOUNT_UNKNOWN(APPLICATION, Repeat.NEVER, "The service does not know the account: check the account id."),
    /** The service does not know the app installation (404/18, 404 without a code). */
    APP_INSTALLATION_UNKNOWN(
            APPLICATION,
            Repeat.NEVER,
            "The service does not know the app installation id: take it from the conversation source (Mobile App or"
                    + " private app) of the account; the API serves engagements of type APP_INSTALL only."),
    /** The host does not serve this path (404/28): it is another of the vendor's services. */
    WRONG_DOMAIN(
            APPLICATION,
            Repeat.NEVER,
            "The host serves another API: use the host that the Domain API names for the service 'smt'."),
    /** The service found nothing under this path (404/12). */
    NOT_FOUND(
            APPLICATION,
            Repeat.NEVER,
            "The service found nothing under this path: check the account id and the app installation id."),
    /** The account or user is blocked (451). */
    BLOCKED(APPLICATION, Repeat.NEVER, "The account is blocked: ask your contact at the vendor."),
    /** The service refused the request in a way this client does not know (another 4xx). */
    REJECTED(APPLICATION, Repeat.NEVER, "The service refused the request: look at its status and codes.");

    private final ErrorCategory category;
    private final Repeat repeat;
    private final String advice;

    Reason(ErrorCategory category, Repeat repeat, String advice) {
        this.category = category;
        this.repeat = repeat;
        this.advice = advice;
    }

    /** {@return the category, which says what a caller can do} */
    public ErrorCategory category() {
        return category;
    }

    /** {@return one sentence for the developer: what to do about it} */
    public String advice() {
        return advice;
    }

    /** {@return whether this client refused the call itself, so that a retry inside the same call is useless} */
    public boolean isLocal() {
        return repeat == Repeat.LATER || this == CLOSED;
    }

    /**
     * Tells whether a request that failed for this reason may be sent again.
     *
     * @param sent whether the request can have reached the service
     * @param harmless whether processing the request twice would do no harm
     * @return whether the same request may be sent again
     */
    public boolean isRetryable(Sent sent, boolean harmless) {
        return switch (repeat) {
            case NEVER -> false;
            case ASKED, LATER -> true;
            case IF_HARMLESS -> harmless || sent == Sent.NO;
        };
    }

    private enum Repeat {
        /** Repeating cannot help. */
        NEVER,
        /** The service itself asks for a retry, so it has not processed the request. */
        ASKED,
        /** Repeating can help, but may do a thing twice. */
        IF_HARMLESS,
        /** The caller may come back later; nothing was sent. */
        LATER
    }
}
