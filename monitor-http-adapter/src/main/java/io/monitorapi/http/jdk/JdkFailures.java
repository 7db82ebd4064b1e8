package io.monitorapi.http.jdk;

import io.monitorapi.error.Reason;
import io.monitorapi.error.Sent;
import io.monitorapi.http.transport.TransportFailures;
import io.monitorapi.http.transport.TransportResult.Failure;
import io.monitorapi.internal.Futures;
import java.net.ConnectException;
import java.net.ProtocolException;
import java.net.UnknownHostException;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpTimeoutException;
import java.nio.channels.UnresolvedAddressException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.net.ssl.SSLException;

/** Maps an exception of the JDK's client to a failure, and decides whether the request can have reached the server. */
final class JdkFailures {

    private static final String TUNNEL_FAILED = "Tunnel failed, got: ";
    private static final Pattern TUNNEL_STATUS = Pattern.compile(TUNNEL_FAILED + "(\\d{3})");
    private static final int PROXY_AUTHENTICATION_REQUIRED = 407;

    private JdkFailures() {}

    /**
     * @param thrown what the client failed with
     * @param bodySent whether the client had begun to send the request's body
     */
    static Failure of(Throwable thrown, boolean bodySent) {
        for (Throwable failure = thrown; failure != null; failure = failure.getCause()) {
            if (failure instanceof BodyReadException body) {
                return bodyAborted(body);
            }
            if (failure instanceof HttpConnectTimeoutException) {
                return TransportFailures.connectTimeout();
            }
            if (failure instanceof HttpTimeoutException) {
                return bodySent ? TransportFailures.responseTimeout() : TransportFailures.connectTimeout();
            }
            if (failure instanceof UnresolvedAddressException || failure instanceof UnknownHostException) {
                return TransportFailures.unknownHost();
            }
            if (failure instanceof SSLException tls && (!bodySent || isNotTls(tls))) {
                return new Failure(Reason.TLS, Sent.NO, null, tls);
            }
        }
        return other(thrown, bodySent);
    }

    /**
     * This message is about a server's first record only, so no handshake has completed; yet the client sometimes takes a
     * connection whose handshake has just failed for established, and subscribes to the body.
     */
    private static boolean isNotTls(SSLException tls) {
        return String.valueOf(tls.getMessage()).contains("nrecognized SSL message");
    }

    private static Failure other(Throwable thrown, boolean bodySent) {
        Throwable failure = Futures.unwrap(thrown);
        if (failure instanceof ConnectException connect) {
            return new Failure(Reason.CONNECT, Sent.NO, null, connect);
        }
        String message = String.valueOf(failure.getMessage());
        if (!bodySent && (message.startsWith(TUNNEL_FAILED) || message.contains("roxy"))) {
            return TransportFailures.refusedByProxy(proxyStatus(message));
        }
        if (failure instanceof ProtocolException
                || failure instanceof NumberFormatException
                || isMalformedResponse(message)) {
            return TransportFailures.malformedResponse();
        }
        return TransportFailures.connectionLost(bodySent ? Sent.MAYBE : Sent.NO);
    }

    /** A message about a proxy without a status is about missing credentials. */
    private static int proxyStatus(String message) {
        Matcher status = TUNNEL_STATUS.matcher(message);
        return status.lookingAt() ? Integer.parseInt(status.group(1)) : PROXY_AUTHENTICATION_REQUIRED;
    }

    private static Failure bodyAborted(BodyReadException body) {
        return switch (body.kind()) {
            case TOO_LARGE -> new Failure(Reason.TOO_LARGE, Sent.YES, body.getMessage(), null);
            case TOO_LATE -> TransportFailures.responseTimeout();
            case LENGTH_AMBIGUOUS -> new Failure(Reason.UNREADABLE, Sent.MAYBE, body.getMessage(), null);
        };
    }

    private static boolean isMalformedResponse(String message) {
        return message.startsWith("Invalid")
                || message.startsWith("Illegal character in chunk")
                || message.startsWith("unexpected content length")
                || message.contains("protocol exception")
                || message.contains("status line");
    }
}
