package io.monitorapi.http.apache;

import io.monitorapi.error.Reason;
import io.monitorapi.error.Sent;
import io.monitorapi.http.transport.TransportResult.Failure;
import org.apache.hc.client5.http.protocol.HttpClientContext;
import org.jspecify.annotations.Nullable;

/** One exchange from its beginning to its end: whether it was sent, and why it was given up. */
final class ExchangeContext extends HttpClientContext {

    private volatile boolean sent;
    private @Nullable Failure givenUp;
    private @Nullable Runnable abort;
    private byte[] body = {};

    /** The connection stands, TLS included: from here on, the server may see the request. */
    void isSent() {
        sent = true;
    }

    Sent sent() {
        return sent ? Sent.MAYBE : Sent.NO;
    }

    /** The body of the answer, read on the thread that asks for it. */
    void keep(byte[] whole) {
        body = whole;
    }

    byte[] body() {
        return body;
    }

    /** How the exchange is ended from outside; done at once if it was given up already. */
    void abortBy(Runnable how) {
        boolean late;
        synchronized (this) {
            abort = how;
            late = givenUp != null;
        }
        if (late) {
            how.run();
        }
    }

    void giveUpAtDeadline() {
        giveUp(
                sent
                        ? new Failure(Reason.TIMEOUT, Sent.MAYBE, "no answer came in time", null)
                        : new Failure(Reason.CONNECT, Sent.NO, "connecting took too long", null));
    }

    void giveUpAsClosed() {
        giveUp(new Failure(Reason.CLOSED, sent(), "the transport is closed", null));
    }

    /** Ends the exchange with a failure, unless it has one already, and frees its connection. */
    void giveUp(Failure why) {
        @Nullable Runnable how;
        synchronized (this) {
            givenUp = givenUp == null ? why : givenUp;
            how = abort;
        }
        if (how != null) {
            how.run();
        }
    }

    @Nullable
    synchronized Failure givenUp() {
        return givenUp;
    }
}
