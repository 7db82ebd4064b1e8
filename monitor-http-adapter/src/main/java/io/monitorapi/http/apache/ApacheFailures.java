package io.monitorapi.http.apache;

import io.monitorapi.error.Reason;
import io.monitorapi.error.Sent;
import io.monitorapi.http.transport.TransportResult.Failure;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.nio.channels.UnresolvedAddressException;
import java.util.concurrent.CancellationException;
import javax.net.ssl.SSLException;
import org.apache.hc.client5.http.ClientProtocolException;
import org.apache.hc.client5.http.ConnectTimeoutException;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.MalformedChunkCodingException;
import org.apache.hc.core5.http.MessageConstraintException;
import org.apache.hc.core5.http.TruncatedChunkException;
import org.jspecify.annotations.Nullable;

/** Tells from an exception of the library what went wrong; what was given up fails with the reason for that. */
final class ApacheFailures {

    private ApacheFailures() {}

    static Failure of(Throwable thrown, ExchangeContext exchange) {
        Failure givenUp = exchange.givenUp();
        if (givenUp != null) {
            return givenUp;
        }
        Failure unconnected = exchange.sent() == Sent.NO ? unconnected(thrown) : null;
        if (unconnected != null) {
            return unconnected;
        }
        if (isGarbage(thrown)) {
            return new Failure(Reason.UNREADABLE, Sent.MAYBE, "the answer is no HTTP", null);
        }
        // Of a mistake, only the type is told: nobody knows what the message holds.
        return thrown instanceof RuntimeException && !(thrown instanceof CancellationException)
                ? new Failure(Reason.ADAPTER, exchange.sent(), "the library threw " + thrown.getClass(), null)
                : new Failure(Reason.CONNECTION_LOST, exchange.sent(), null, null);
    }

    static Failure interrupted(Sent sent) {
        return new Failure(Reason.INTERRUPTED, sent, null, null);
    }

    static Failure tooLarge(int maxBody) {
        return new Failure(Reason.TOO_LARGE, Sent.YES, "the body exceeded " + maxBody + " bytes", null);
    }

    /** A proxy that is in trouble itself may have a way a moment later. */
    static Failure refusedByProxy(int status) {
        String why = "the proxy answered HTTP " + status;
        return new Failure(status >= 500 ? Reason.CONNECT : Reason.PROXY, Sent.NO, why, null);
    }

    private static @Nullable Failure unconnected(Throwable thrown) {
        if (thrown instanceof UnknownHostException || thrown instanceof UnresolvedAddressException) {
            return new Failure(Reason.DNS, Sent.NO, null, null);
        }
        if (thrown instanceof ConnectTimeoutException || thrown instanceof SocketTimeoutException) {
            return new Failure(Reason.CONNECT, Sent.NO, "connecting took too long", null);
        }
        if (thrown instanceof ConnectException || thrown instanceof NoRouteToHostException) {
            return new Failure(Reason.CONNECT, Sent.NO, null, thrown);
        }
        return thrown instanceof SSLException ? new Failure(Reason.TLS, Sent.NO, null, thrown) : null;
    }

    private static boolean isGarbage(Throwable thrown) {
        boolean cutShort = thrown instanceof TruncatedChunkException;
        return thrown instanceof HttpException
                || thrown instanceof ClientProtocolException
                || thrown instanceof MessageConstraintException
                || (thrown instanceof MalformedChunkCodingException && !cutShort);
    }
}
