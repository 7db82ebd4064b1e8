package io.monitorapi.http.transport;

import io.monitorapi.error.Reason;
import io.monitorapi.error.Sent;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The result of one exchange: a complete response, or a failure. */
public sealed interface TransportResult {

    /**
     * A complete response, of whatever status.
     *
     * @param status the final HTTP status, never an interim one
     * @param headers all values by header name; names compare without regard to case
     * @param body the body as it was received, at most as large as the transport accepts; not copied
     */
    @SuppressWarnings("ArrayRecordComponent") // the bytes are not copied on their way from the socket
    record Response(int status, Map<String, List<String>> headers, byte[] body) implements TransportResult {

        /** Checks that no component is null. */
        public Response {
            Objects.requireNonNull(headers, "headers");
            Objects.requireNonNull(body, "body");
        }

        /** Omits headers and body, as they may hold ids of a consumer. */
        @Override
        public String toString() {
            return "Response[" + status + ", " + body.length + " bytes]";
        }
    }

    /**
     * No complete response. {@link TransportFailures} makes the usual ones.
     *
     * @param reason CONNECT, DNS, PROXY, TLS, TIMEOUT, CONNECTION_LOST, UNREADABLE, TOO_LARGE or CLOSED; DEADLINE if no time
     *     was left to begin, INTERRUPTED from a transport that blocks
     * @param sent whether the request can have reached the server
     * @param detail a short explanation without anything personal, or null
     * @param cause the exception, whose message holds nothing personal, or null
     */
    record Failure(
            Reason reason,
            Sent sent,
            @Nullable String detail,
            @Nullable Throwable cause) implements TransportResult {

        /** Checks that reason and sent are not null. */
        public Failure {
            Objects.requireNonNull(reason, "reason");
            Objects.requireNonNull(sent, "sent");
        }
    }
}
