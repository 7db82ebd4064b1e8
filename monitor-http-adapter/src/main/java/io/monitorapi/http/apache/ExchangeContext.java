package io.monitorapi.http.apache;

import io.monitorapi.error.Sent;
import io.monitorapi.http.transport.TransportFailures;
import io.monitorapi.http.transport.TransportResult;
import io.monitorapi.http.transport.TransportResult.Failure;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.apache.hc.client5.http.protocol.HttpClientContext;
import org.jspecify.annotations.Nullable;

/** The state of one exchange: whether the request was sent, and why it was aborted. Any thread may abort it. */
final class ExchangeContext extends HttpClientContext {

    /** The exchange that this thread makes; the library's DNS resolver has no other way to it. */
    private static final ThreadLocal<ExchangeContext> CURRENT = new ThreadLocal<>();

    private final List<Runnable> abortActions = new ArrayList<>(2);
    private volatile boolean sent;
    private @Nullable Failure failure;
    private byte[] body = {};

    static @Nullable ExchangeContext current() {
        return CURRENT.get();
    }

    /** Runs the exchange on this thread. */
    TransportResult run(Supplier<TransportResult> exchange) {
        CURRENT.set(this);
        try {
            return exchange.get();
        } finally {
            CURRENT.remove();
        }
    }

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

    /** Adds an action that ends the exchange from outside; it runs at once if the exchange is aborted already. */
    void onAbort(Runnable action) {
        boolean aborted;
        synchronized (this) {
            abortActions.add(action);
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
        List<Runnable> actions;
        synchronized (this) {
            failure = failure == null ? reason : failure;
            actions = List.copyOf(abortActions);
        }
        actions.forEach(Runnable::run);
    }

    /** {@return why the exchange was aborted, or null} */
    @Nullable
    synchronized Failure failure() {
        return failure;
    }
}
