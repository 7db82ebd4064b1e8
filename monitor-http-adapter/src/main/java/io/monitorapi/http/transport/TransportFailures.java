package io.monitorapi.http.transport;

import io.monitorapi.error.Reason;
import io.monitorapi.error.Sent;
import io.monitorapi.http.transport.TransportResult.Failure;

/** The failures that every transport reports in the same way. */
public final class TransportFailures {

    private static final int SERVER_ERROR = 500;

    private TransportFailures() {}

    /** {@return the failure of an exchange that the closing of its transport ended} */
    public static Failure closed(Sent sent) {
        return new Failure(Reason.CLOSED, sent, "the transport is closed", null);
    }

    /** {@return the failure of an exchange whose deadline had passed before it began} */
    public static Failure deadlinePassed() {
        return new Failure(Reason.DEADLINE, Sent.NO, "no time was left", null);
    }

    /** {@return the failure of an exchange that reached its deadline, or the connect timeout, while it was connecting} */
    public static Failure connectTimeout() {
        return new Failure(Reason.CONNECT, Sent.NO, "connecting took too long", null);
    }

    /** {@return the failure of an exchange that reached its deadline after the request was sent} */
    public static Failure responseTimeout() {
        return new Failure(Reason.TIMEOUT, Sent.MAYBE, "no complete response arrived in time", null);
    }

    /** {@return the failure of an exchange whose connection broke} */
    public static Failure connectionLost(Sent sent) {
        return new Failure(Reason.CONNECTION_LOST, sent, null, null);
    }

    /** {@return the failure of an exchange with a host that has no address} */
    public static Failure unknownHost() {
        return new Failure(Reason.DNS, Sent.NO, null, null);
    }

    /** {@return the failure of an exchange whose response breaks the rules of HTTP} */
    public static Failure malformedResponse() {
        return new Failure(Reason.UNREADABLE, Sent.MAYBE, "the response is not valid HTTP", null);
    }

    /** {@return the failure of an exchange whose response has a larger body than is accepted, in bytes} */
    public static Failure bodyTooLarge(int maxBody) {
        return new Failure(Reason.TOO_LARGE, Sent.YES, "the body exceeds " + maxBody + " bytes", null);
    }

    /** {@return the failure of an exchange that a proxy refused with this HTTP status; a 5xx may pass by itself} */
    public static Failure refusedByProxy(int status) {
        Reason reason = status >= SERVER_ERROR ? Reason.CONNECT : Reason.PROXY;
        return new Failure(reason, Sent.NO, "the proxy responded with HTTP " + status, null);
    }

    /** {@return the failure of an exchange whose thread was interrupted} */
    public static Failure interrupted(Sent sent) {
        return new Failure(Reason.INTERRUPTED, sent, null, null);
    }
}
