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
    public CompletableFuture<GatewayResult> fetchEngagement(
            @Nullable SessionRecord known, EngagementRequest request, Deadline deadline) {
        return post(reply -> new Question(known, request, reply), deadline);
    }

    @Override
    public CompletableFuture<GatewayResult> sendReport(
            @Nullable SessionRecord known, Report report, Deadline deadline) {
        return post(reply -> new News(known, report, reply), deadline);
    }

    private CompletableFuture<GatewayResult> post(
            Function<CompletableFuture<GatewayResult>, Letter> letter, Deadline deadline) {
        CompletableFuture<GatewayResult> reply = new CompletableFuture<>();
        if (!mailbox.offer(letter.apply(reply))) {
            return CompletableFuture.completedFuture(
                    new GatewayResult.Failed(Reason.CONNECT, Sent.NO, "the mailbox is full", null));
        }
        GatewayResult late = new GatewayResult.Failed(Reason.TIMEOUT, Sent.MAYBE, "nobody replied in time", null);
        return reply.completeOnTimeout(late, deadline.remainingNanos(), TimeUnit.NANOSECONDS);
    }

    /** One request on its way. */
    public sealed interface Letter {

        /** {@return what is known of the visitor, or null} */
        @Nullable
        SessionRecord known();

        /** {@return where the answer goes; done already when nobody waits for it any more} */
        CompletableFuture<GatewayResult> reply();
    }

    /**
     * Asks for an engagement.
     *
     * @param known what is known of the visitor, or null
     * @param request what is asked
     * @param reply where the answer goes
     */
    public record Question(
            @Nullable SessionRecord known, EngagementRequest request, CompletableFuture<GatewayResult> reply)
            implements Letter {}

    /**
     * Tells what the consumer did.
     *
     * @param known what is known of the visitor, or null
     * @param report what is told
     * @param reply where the answer goes
     */
    public record News(@Nullable SessionRecord known, Report report, CompletableFuture<GatewayResult> reply)
            implements Letter {}
}
