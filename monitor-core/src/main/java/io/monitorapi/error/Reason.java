package io.monitorapi.error;

import static io.monitorapi.error.ErrorCategory.APPLICATION;
import static io.monitorapi.error.ErrorCategory.REQUEST;
import static io.monitorapi.error.ErrorCategory.SESSION;

/**
 * The reason of a failure, finer than its {@link ErrorCategory}; new reasons may be added in any release.
 *
 * <p>Source of those that the service responds with: Monitoring API, Overview, "Error codes".
 */
public enum Reason {
    /** The service does not know the visitor id (404/37). */
    VISITOR_UNKNOWN(SESSION, "The service no longer knows this visitor: call getEngagement to open a new session."),
    /** The service does not know the session id, or the session has ended (404/39). */
    SESSION_UNKNOWN(SESSION, "The session has ended at the service: call getEngagement to open a new one."),
    /** The session in which the engagement was offered has ended, so its impressions were not sent. */
    CONTEXT_LOST(
            SESSION,
            "The session in which this engagement was offered has ended, and its impressions count in no other session:"
                    + " call getEngagement and display the engagement that it offers now."),
    /** The visitor has no session and the report has no identity, so nothing was sent. */
    VISITOR_UNIDENTIFIED(
            SESSION,
            "The visitor has no session and the report has no identity: call getEngagement first, or add an identity to"
                    + " the report."),

    /** The service has not loaded the account yet (500/20); normal for the first call after a quiet time. */
    ACCOUNT_LOADING(
            REQUEST,
            "The service is still loading the account, which is normal after a quiet time: allow a deadline of 15 s or"
                    + " more, or call again in a few seconds; the visitor is kept."),
    /** The service asks for fewer requests (429). */
    THROTTLED(
            REQUEST,
            "The service caps this account's requests: call less often, and check that every visitor keeps its"
                    + " session."),
    /** The service is temporarily unavailable (503). */
    UNAVAILABLE(REQUEST, "The service is temporarily unavailable: call again later."),
    /** The service failed (500/18 or another 5xx); it may also refuse too many new sessions this way. */
    SERVER_ERROR(
            REQUEST,
            "The service failed: call again later; if the failure persists, check that sessions are kept, as the service"
                    + " refuses too many new sessions this way."),
    /** The service, or a proxy in front of it, timed out while it waited for the request (408). */
    REQUEST_TIMEOUT(
            REQUEST, "The service, or a proxy in front of it, timed out while it waited for the request: call again."),

    /** A proxy or load balancer, not the service, asks for fewer requests (429 without an error of the service). */
    PROXY_THROTTLED(
            REQUEST,
            "A proxy, load balancer or firewall caps the requests, not the service: raise its limit, or call less often;"
                    + " sessions are not affected."),
    /** A proxy or load balancer, not the service, is unavailable (503 without an error of the service). */
    PROXY_UNAVAILABLE(
            REQUEST,
            "A proxy or load balancer, not the service, responded that no server is available: call again later, and"
                    + " check the proxy if that persists; sessions are not affected."),
    /** A proxy or load balancer received no valid response of the service (502, 504 or another 5xx without an error of it). */
    PROXY_ERROR(
            REQUEST,
            "A proxy or load balancer received no valid response of the service in time; the request may have been"
                    + " processed: call again later, and check the proxy if that persists."),

    /** The connection could not be established. */
    CONNECT(
            REQUEST,
            "The connection could not be established: check the base URI, the firewall and the proxy settings."),
    /** The host name could not be resolved. */
    DNS(REQUEST, "The host name could not be resolved: check the base URI and the DNS settings."),
    /** The proxy refused the connection. */
    PROXY(REQUEST, "The proxy refused the connection: check its address and credentials."),
    /** A trusted TLS connection could not be established. */
    TLS(
            REQUEST,
            "A trusted TLS connection could not be established: check the certificate, the trust store and the host name."),
    /** The response did not arrive in time. */
    TIMEOUT(
            REQUEST,
            "The response did not arrive in time; the request may have been processed: call again, or allow more time."),
    /** The connection was lost before the response was complete. */
    CONNECTION_LOST(
            REQUEST,
            "The connection was lost before the response was complete; the request may have been processed: call again."),
    /** The response is not a valid response of the Monitor API. */
    UNREADABLE(
            REQUEST,
            "The response is not a valid response of the Monitor API: check that the base URI is that of the service."),
    /** The response is larger than the client accepts. */
    TOO_LARGE(
            REQUEST,
            "The response is larger than any response of the Monitor API: check that the base URI is that of the service."),
    /** The response does not come from the Monitor API, but for example from a proxy or a captive portal. */
    NOT_THE_API(
            REQUEST,
            "The response does not come from the Monitor API, but perhaps from a proxy: check the base URI and the network."),
    /** The response was a redirect, which is never followed. */
    REDIRECTED(REQUEST, "The response was a redirect, which is never followed: configure the host that it points to."),
    /** The Domain API did not name a host for the account. */
    DOMAIN_UNRESOLVED(
            REQUEST,
            "The service's host for this account could not be found: check the account id, or set the base URI."),
    /** The gateway broke its contract: it threw an exception or returned null. */
    ADAPTER(REQUEST, "The gateway broke its contract: run MonitorGatewayContract against it."),

    /** The call's deadline passed before a request could be sent. */
    DEADLINE(REQUEST, "The call's deadline passed before a request could be sent: allow more time."),
    /** Too many calls are in flight or waiting in this client. */
    SATURATED(
            REQUEST,
            "Too many calls are in flight: raise maxInFlight or maxWaiting, or make fewer calls at the same time."),
    /** This client reached its limit of new sessions per second. */
    CREATION_LIMITED(
            REQUEST,
            "This client reached its limit of new sessions per second: check that every visitor keeps its session."),
    /** The circuit breaker is open, as the service is failing; nothing was sent. */
    CIRCUIT_OPEN(
            REQUEST, "The circuit breaker is open, as the service is failing, and nothing was sent: call again later."),
    /** The calling thread was interrupted. */
    INTERRUPTED(REQUEST, "The calling thread was interrupted while it waited: its interrupt flag is set again."),
    /** The caller cancelled the call. */
    CANCELLED(REQUEST, "The caller cancelled the call."),
    /** The client is closed. */
    CLOSED(REQUEST, "The MonitorService is closed: use an open one."),

    /** The service refused the content of the request (400/5 or another 400) and stored none of it. */
    INVALID_REQUEST(
            APPLICATION,
            "The service refused the content of the request and stored none of it: an engagement attribute or identity"
                    + " is malformed."),
    /** The request cannot be encoded: it is too large, or contains text that is not valid Unicode; nothing was sent. */
    UNSENDABLE(
            APPLICATION,
            "The request cannot be sent: send fewer or smaller engagement attributes, and text that is valid Unicode."),
    /** A proxy or firewall, not the service, refused the size of the request (413 without an error of the service). */
    PROXY_SIZE_LIMIT(
            APPLICATION,
            "A proxy or firewall, not the service, refused the size of the request: raise its limit for request bodies,"
                    + " or send fewer engagement attributes at a time."),
    /** The service does not know the API version (400/33). */
    ILLEGAL_VERSION(APPLICATION, "The service does not know the API version: use 1.0."),
    /** The service denies access (401, 403). */
    DENIED(
            APPLICATION,
            "The service denies access: check the account id, the app installation id and the account's features."),
    /** The service does not know the account (404/6, 422). */
    ACCOUNT_UNKNOWN(APPLICATION, "The service does not know the account: check the account id."),
    /** The service does not know the app installation (404/18, 404 without a code). */
    APP_INSTALLATION_UNKNOWN(
            APPLICATION,
            "The service does not know the app installation id: take it from the conversation source (Mobile App or"
                    + " private app) of the account; the API serves engagements of type APP_INSTALL only."),
    /** The host does not serve this path (404/28): it belongs to another API of the vendor. */
    WRONG_DOMAIN(
            APPLICATION, "The host serves another API: use the host that the Domain API names for the service 'smt'."),
    /** The service found nothing under this path (404/12). */
    NOT_FOUND(
            APPLICATION,
            "The service found nothing under this path: check the account id and the app installation id."),
    /** The account or user is blocked (451). */
    BLOCKED(APPLICATION, "The account is blocked: ask your contact at the vendor."),
    /** The service refused the request for another reason (another 4xx). */
    REJECTED(APPLICATION, "The service refused the request: see the status and the codes of this failure.");

    private final ErrorCategory category;
    private final String advice;

    Reason(ErrorCategory category, String advice) {
        this.category = category;
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
}
