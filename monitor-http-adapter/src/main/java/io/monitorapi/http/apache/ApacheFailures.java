package io.monitorapi.http.apache;

import io.monitorapi.error.Reason;
import io.monitorapi.error.Sent;
import io.monitorapi.http.transport.TransportFailures;
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

/** Maps an exception of the library to a failure; an aborted exchange fails with the reason for that. */
final class ApacheFailures {

    private ApacheFailures() {}

    static Failure of(Throwable thrown, ExchangeContext context) {
        Failure aborted = context.failure();
        if (aborted != null) {
            return aborted;
        }
        Failure notConnected = context.sent() == Sent.NO ? notConnected(thrown) : null;
        if (notConnected != null) {
            return notConnected;
        }
        if (isMalformedResponse(thrown)) {
            return TransportFailures.malformedResponse();
        }
        // Only the type of a programming error is reported, as its message may hold anything.
        return thrown instanceof RuntimeException && !(thrown instanceof CancellationException)
                ? new Failure(Reason.ADAPTER, context.sent(), "the library threw " + thrown.getClass(), null)
                : TransportFailures.connectionLost(context.sent());
    }

    private static @Nullable Failure notConnected(Throwable thrown) {
        if (thrown instanceof UnknownHostException || thrown instanceof UnresolvedAddressException) {
            return TransportFailures.unknownHost();
        }
        if (thrown instanceof ConnectTimeoutException || thrown instanceof SocketTimeoutException) {
            return TransportFailures.connectTimeout();
        }
        if (thrown instanceof ConnectException || thrown instanceof NoRouteToHostException) {
            return new Failure(Reason.CONNECT, Sent.NO, null, thrown);
        }
        return thrown instanceof SSLException ? new Failure(Reason.TLS, Sent.NO, null, thrown) : null;
    }

    private static boolean isMalformedResponse(Throwable thrown) {
        boolean truncated = thrown instanceof TruncatedChunkException;
        return thrown instanceof HttpException
                || thrown instanceof ClientProtocolException
                || thrown instanceof MessageConstraintException
                || (thrown instanceof MalformedChunkCodingException && !truncated);
    }
}
