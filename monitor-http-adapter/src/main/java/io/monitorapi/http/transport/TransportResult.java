package io.monitorapi.http.transport;

import io.monitorapi.error.Reason;
import io.monitorapi.error.Sent;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What became of one exchange. */
public sealed interface TransportResult {

    /**
     * A complete answer, of whatever status.
     *
     * @param status the final HTTP status, never an interim one
     * @param headers all values by header name; names compare without regard to case
     * @param body the body as it came, at most as large as the transport accepts; not copied
     */
    @SuppressWarnings("ArrayRecordComponent") // bytes on their way are not copied
    record Response(int status, Map<String, List<String>> headers, byte[] body) implements TransportResult {

        /** Checks that nothing is missing. */
        public Response {
            Objects.requireNonNull(headers, "headers");
            Objects.requireNonNull(body, "body");
        }

        /** Leaves headers and body out, as they may hold ids of a consumer. */
        @Override
        public String toString() {
            return "Response[" + status + ", " + body.length + " bytes]";
        }
    }

    /**
     * No complete answer.
     *
     * @param reason what went wrong: CONNECT, DNS, PROXY, TLS, TIMEOUT, CONNECTION_LOST, UNREADABLE, TOO_LARGE or CLOSED;
     *     DEADLINE when no time was left, INTERRUPTED from a transport that blocks
     * @param sent whether the request can have reached the server
     * @param detail a few words more, without anything personal, or null
     * @param cause the exception behind it, whose message holds nothing personal, or null
     */
    record Failure(
            Reason reason,
            Sent sent,
            @Nullable String detail,
            @Nullable Throwable cause) implements TransportResult {

        /** Checks that nothing is missing. */
        public Failure {
            Objects.requireNonNull(reason, "reason");
            Objects.requireNonNull(sent, "sent");
        }
    }
}
