package io.monitorapi.http.jdk;

import io.monitorapi.error.Reason;
import io.monitorapi.error.Sent;
import io.monitorapi.http.transport.TransportResult.Failure;
import java.net.ConnectException;
import java.net.ProtocolException;
import java.net.UnknownHostException;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpTimeoutException;
import java.nio.channels.UnresolvedAddressException;
import java.util.concurrent.CompletionException;
import javax.net.ssl.SSLException;

/** Tells from an exception of the JDK's client what went wrong, and whether the request can have reached the server. */
final class JdkFailures {

    private static final String TUNNEL_FAILED = "Tunnel failed, got: ";

    private JdkFailures() {}

    /**
     * @param thrown what the client failed with
     * @param bodySent whether the client had begun to send the request's body
     */
    static Failure of(Throwable thrown, boolean bodySent) {
        for (Throwable failure = thrown; failure != null; failure = failure.getCause()) {
            if (failure instanceof BodyReadException body) {
                return bodyGivenUp(body);
            }
            if (failure instanceof HttpConnectTimeoutException) {
                return new Failure(Reason.CONNECT, Sent.NO, "connecting took too long", null);
            }
            if (failure instanceof HttpTimeoutException) {
                return timedOut(bodySent);
            }
            if (failure instanceof UnresolvedAddressException || failure instanceof UnknownHostException) {
                return new Failure(Reason.DNS, Sent.NO, null, null);
            }
            if (failure instanceof SSLException tls && (!bodySent || isNoTls(tls))) {
                return new Failure(Reason.TLS, Sent.NO, null, tls);
            }
        }
        return other(thrown, bodySent);
    }

    /**
     * Said of a server's first record only, so that no handshake was done; yet the client now and then takes a connection for
     * made whose handshake has just failed, and begins with the body.
     */
    private static boolean isNoTls(SSLException tls) {
        return String.valueOf(tls.getMessage()).contains("nrecognized SSL message");
    }

    private static Failure other(Throwable thrown, boolean bodySent) {
        Throwable failure =
                thrown instanceof CompletionException && thrown.getCause() != null ? thrown.getCause() : thrown;
        if (failure instanceof ConnectException connect) {
            return new Failure(Reason.CONNECT, Sent.NO, null, connect);
        }
        String message = String.valueOf(failure.getMessage());
        if (!bodySent && (message.startsWith(TUNNEL_FAILED) || message.contains("roxy"))) {
            return refusedByProxy(message.startsWith(TUNNEL_FAILED + "5") ? 500 : 407);
        }
        if (failure instanceof ProtocolException || failure instanceof NumberFormatException || isGarbage(message)) {
            return new Failure(Reason.UNREADABLE, Sent.MAYBE, "the answer is no HTTP", null);
        }
        return new Failure(Reason.CONNECTION_LOST, bodySent ? Sent.MAYBE : Sent.NO, null, null);
    }

    /** A proxy that is in trouble itself may have a way a moment later. */
    static Failure refusedByProxy(int status) {
        return status >= 500
                ? new Failure(Reason.CONNECT, Sent.NO, "the proxy found no way", null)
                : new Failure(Reason.PROXY, Sent.NO, null, null);
    }

    private static Failure bodyGivenUp(BodyReadException body) {
        return switch (body.kind()) {
            case TOO_LARGE -> new Failure(Reason.TOO_LARGE, Sent.YES, body.getMessage(), null);
            case TOO_LATE -> new Failure(Reason.TIMEOUT, Sent.MAYBE, body.getMessage(), null);
            case LENGTH_UNCLEAR -> new Failure(Reason.UNREADABLE, Sent.MAYBE, body.getMessage(), null);
        };
    }

    private static Failure timedOut(boolean bodySent) {
        return bodySent
                ? new Failure(Reason.TIMEOUT, Sent.MAYBE, "no answer came in time", null)
                : new Failure(Reason.CONNECT, Sent.NO, "connecting took too long", null);
    }

    private static boolean isGarbage(String message) {
        return message.startsWith("Invalid")
                || message.startsWith("Illegal character in chunk")
                || message.startsWith("unexpected content length")
                || message.contains("protocol exception")
                || message.contains("status line");
    }
}
