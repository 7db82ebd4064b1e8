package io.monitorapi.customadapter;

import io.monitorapi.engagement.EngagementRequest;
import io.monitorapi.engagement.Report;
import io.monitorapi.error.Reason;
import io.monitorapi.error.Sent;
import io.monitorapi.port.Deadline;
import io.monitorapi.port.GatewayResult;
import io.monitorapi.port.MonitorGateway;
import io.monitorapi.session.SessionRecord;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A gateway without HTTP: it puts messages into a queue that another component reads, such as a bridge in a network zone with
 * access to the internet.
 */
public final class MailboxMonitorGateway implements MonitorGateway {

    private final BlockingQueue<Message> mailbox;

    /**
     * Creates a gateway.
     *
     * @param mailbox receives the messages; if it is full, the service counts as unreachable
     */
    public MailboxMonitorGateway(BlockingQueue<Message> mailbox) {
        this.mailbox = mailbox;
    }

    @Override
    public CompletableFuture<GatewayResult> fetchEngagement(
            @Nullable SessionRecord sessionRecord, EngagementRequest request, Deadline deadline) {
        return post(reply -> new EngagementMessage(sessionRecord, request, reply), deadline);
    }

    @Override
    public CompletableFuture<GatewayResult> sendReport(
            @Nullable SessionRecord sessionRecord, Report report, Deadline deadline) {
        return post(reply -> new ReportMessage(sessionRecord, report, reply), deadline);
    }

    private CompletableFuture<GatewayResult> post(
            Function<CompletableFuture<GatewayResult>, Message> message, Deadline deadline) {
        CompletableFuture<GatewayResult> reply = new CompletableFuture<>();
        if (!mailbox.offer(message.apply(reply))) {
            return CompletableFuture.completedFuture(
                    new GatewayResult.Failed(Reason.CONNECT, Sent.NO, "the mailbox is full", null));
        }
        GatewayResult late = new GatewayResult.Failed(Reason.TIMEOUT, Sent.MAYBE, "no reply arrived in time", null);
        return reply.completeOnTimeout(late, deadline.remainingNanos(), TimeUnit.NANOSECONDS);
    }

    /** One request in the mailbox. */
    public sealed interface Message {

        /** {@return the visitor's record, or null} */
        @Nullable
        SessionRecord sessionRecord();

        /** {@return completed with the result; it is done already if the deadline has passed} */
        CompletableFuture<GatewayResult> reply();
    }

    /**
     * Requests an engagement.
     *
     * @param sessionRecord the visitor's record, or null
     * @param request the request
     * @param reply completed with the result
     */
    public record EngagementMessage(
            @Nullable SessionRecord sessionRecord, EngagementRequest request, CompletableFuture<GatewayResult> reply)
            implements Message {}

    /**
     * Sends a report.
     *
     * @param sessionRecord the visitor's record, or null
     * @param report the report
     * @param reply completed with the result
     */
    public record ReportMessage(
            @Nullable SessionRecord sessionRecord, Report report, CompletableFuture<GatewayResult> reply)
            implements Message {}
}
