package io.monitorapi.http.apache;

import io.monitorapi.error.Sent;
import io.monitorapi.http.transport.TransportFailures;
import io.monitorapi.http.transport.TransportResult.Failure;
import org.apache.hc.client5.http.protocol.HttpClientContext;
import org.jspecify.annotations.Nullable;

/** The state of one exchange: whether the request was sent, and why it was aborted. Any thread may abort it. */
final class ExchangeContext extends HttpClientContext {

    private volatile boolean sent;
    private @Nullable Failure failure;
    private @Nullable Runnable abortAction;
    private byte[] body = {};

    /** Must be called when the connection is established, TLS included: from then on the server may see the request. */
    void markSent() {
        sent = true;
    }

    Sent sent() {
        return sent ? Sent.MAYBE : Sent.NO;
    }

    /** Stores the body of the response, on the thread that makes the exchange. */
    void setBody(byte[] bytes) {
        body = bytes;
    }

    byte[] body() {
        return body;
    }

    /** Sets what ends the exchange from outside; it runs at once if the exchange is aborted already. */
    void onAbort(Runnable action) {
        boolean aborted;
        synchronized (this) {
            abortAction = action;
            aborted = failure != null;
        }
        if (aborted) {
            action.run();
        }
    }

    void abortAtDeadline() {
        abort(sent ? TransportFailures.responseTimeout() : TransportFailures.connectTimeout());
    }

    void abortAtClose() {
        abort(TransportFailures.closed(sent()));
    }

    /** Ends the exchange with a failure, unless it has one already, and frees its connection. */
    void abort(Failure reason) {
        @Nullable Runnable action;
        synchronized (this) {
            failure = failure == null ? reason : failure;
            action = abortAction;
        }
        if (action != null) {
            action.run();
        }
    }

    /** {@return why the exchange was aborted, or null} */
    @Nullable
    synchronized Failure failure() {
        return failure;
    }
}
