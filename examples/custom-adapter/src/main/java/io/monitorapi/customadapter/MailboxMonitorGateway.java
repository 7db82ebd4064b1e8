package io.monitorapi.customadapter;

import io.monitorapi.engagement.EngagementRequest;
import io.monitorapi.error.Reason;
import io.monitorapi.error.Sent;
import io.monitorapi.port.Deadline;
import io.monitorapi.port.GatewayAnswer;
import io.monitorapi.port.MonitorGateway;
import io.monitorapi.session.SessionRecord;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * A gateway without HTTP: letters go into a mailbox that somebody else empties, such as a bridge in a network zone that may
 * talk to the outside.
 */
public final class MailboxMonitorGateway implements MonitorGateway {

    private final BlockingQueue<Letter> mailbox;

    /**
     * Makes a gateway.
     *
     * @param mailbox where the letters go; a full one counts as a service that cannot be reached
     */
    public MailboxMonitorGateway(BlockingQueue<Letter> mailbox) {
        this.mailbox = mailbox;
    }

    @Override
    public CompletableFuture<GatewayAnswer> fetchEngagement(
            @Nullable SessionRecord known, EngagementRequest request, Deadline deadline) {
        CompletableFuture<GatewayAnswer> reply = new CompletableFuture<>();
        if (!mailbox.offer(new Letter(known, request, reply))) {
            return CompletableFuture.completedFuture(
                    new GatewayAnswer.Failed(Reason.CONNECT, Sent.NO, "the mailbox is full", null));
        }
        GatewayAnswer late = new GatewayAnswer.Failed(Reason.TIMEOUT, Sent.MAYBE, "nobody replied in time", null);
        return reply.completeOnTimeout(late, deadline.remainingNanos(), TimeUnit.NANOSECONDS);
    }

    /**
     * One request on its way.
     *
     * @param known what is known of the visitor, or null
     * @param request what is asked
     * @param reply where the answer goes; done already when nobody waits for it any more
     */
    public record Letter(
            @Nullable SessionRecord known, EngagementRequest request, CompletableFuture<GatewayAnswer> reply) {}
}
