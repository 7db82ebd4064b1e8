package io.monitorapi.port;

import io.monitorapi.engagement.Engagement;
import io.monitorapi.error.MonitorError;
import io.monitorapi.error.Reason;
import io.monitorapi.error.Sent;
import io.monitorapi.session.MonitorSession;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The result of one request: a gateway returns failures, and only the core classifies and throws them. Immutable. */
public sealed interface GatewayResult {

    /**
     * The service processed the request.
     *
     * @param created whether the service says that it opened a new session (status 201)
     * @param session the pair of the response, both ids from the same response
     * @param engagements the engagements offered, empty when there are none
     * @param pageId the service's id of the page, or null if it sent none
     * @param otherMembers the members of the response that the adapter does not know
     */
    record Accepted(
            boolean created,
            MonitorSession session,
            List<Engagement> engagements,
            @Nullable String pageId,
            Map<String, Object> otherMembers)
            implements GatewayResult {

        /** Checks that nothing is missing. */
        public Accepted {
            Objects.requireNonNull(session, "session");
            Objects.requireNonNull(engagements, "engagements");
            Objects.requireNonNull(otherMembers, "otherMembers");
        }

        /** Leaves ids and unknown members out. */
        @Override
        public String toString() {
            return "Accepted[created=" + created + ", engagements=" + engagements.size() + "]";
        }
    }

    /**
     * The service, or a proxy in front of it, responded with an error.
     *
     * @param status the HTTP status
     * @param errors all error messages of the response, empty if there are none
     * @param retryAfter how long the service or proxy asks to wait, or null if it does not say
     * @param fromProxy whether the content shows that a proxy, load balancer or firewall responded, such as an HTML page
     */
    record Refused(
            int status, List<MonitorError> errors, @Nullable Duration retryAfter, boolean fromProxy)
            implements GatewayResult {

        /** Copies the list. */
        public Refused {
            errors = List.copyOf(errors);
        }

        /**
         * Creates the response of the service itself.
         *
         * @param status the HTTP status
         * @param errors all error messages of the response, empty if there are none
         * @param retryAfter how long the service asks to wait, or null if it does not say
         */
        public Refused(int status, List<MonitorError> errors, @Nullable Duration retryAfter) {
            this(status, errors, retryAfter, false);
        }
    }

    /**
     * There is no response of the Monitor API.
     *
     * @param reason why the request failed
     * @param sent whether the request can have reached the service
     * @param detail an addition to the message, without personal data, or null
     * @param cause the cause, whose message contains no personal data, or null
     */
    record Failed(
            Reason reason,
            Sent sent,
            @Nullable String detail,
            @Nullable Throwable cause) implements GatewayResult {

        /** Checks that nothing is missing. */
        public Failed {
            Objects.requireNonNull(reason, "reason");
            Objects.requireNonNull(sent, "sent");
        }
    }
}
