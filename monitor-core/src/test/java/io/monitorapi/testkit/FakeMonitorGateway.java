package io.monitorapi.testkit;

import io.monitorapi.engagement.EngagementRequest;
import io.monitorapi.error.Reason;
import io.monitorapi.error.Sent;
import io.monitorapi.port.Deadline;
import io.monitorapi.port.GatewayAnswer;
import io.monitorapi.port.MonitorGateway;
import io.monitorapi.session.SessionRecord;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A gateway without a network: tell it what the service answers, then ask it what it was asked.
 *
 * <p>What was told with {@link #answers} comes first, each once; after that every visitor gets a session and keeps it.
 * Safe for use by any thread.
 */
public final class FakeMonitorGateway implements MonitorGateway {

    private final FakeService service = new FakeService();
    private final Queue<Function<Asked, CompletableFuture<GatewayAnswer>>> scripted = new ConcurrentLinkedQueue<>();
    private final List<Asked> asked = new CopyOnWriteArrayList<>();

    /** Tells the next answers, each given once. */
    public FakeMonitorGateway answers(GatewayAnswer... next) {
        for (GatewayAnswer answer : next) {
            scripted.add(question -> CompletableFuture.completedFuture(answer));
        }
        return this;
    }

    /** Tells the next answer as a future that the test completes. */
    public FakeMonitorGateway answersLater(CompletableFuture<GatewayAnswer> answer) {
        scripted.add(question -> answer);
        return this;
    }

    /** Tells that the next request stays without an answer until its deadline has passed, in real time. */
    public FakeMonitorGateway isSilent() {
        scripted.add(question -> new CompletableFuture<GatewayAnswer>()
                .completeOnTimeout(
                        Samples.failed(Reason.TIMEOUT, Sent.MAYBE),
                        question.deadline().remainingNanos(),
                        TimeUnit.NANOSECONDS));
        return this;
    }

    /** Tells that the next request makes the gateway itself throw, which breaks its contract. */
    public FakeMonitorGateway breaks(RuntimeException thrown) {
        scripted.add(question -> {
            throw thrown;
        });
        return this;
    }

    /** {@return the service behind the gateway} */
    public FakeService service() {
        return service;
    }

    /** {@return all requests so far, in order} */
    public List<Asked> asked() {
        return asked;
    }

    @Override
    public CompletableFuture<GatewayAnswer> fetchEngagement(
            @Nullable SessionRecord known, EngagementRequest request, Deadline deadline) {
        Asked question = new Asked(known, request, deadline);
        asked.add(question);
        Function<Asked, CompletableFuture<GatewayAnswer>> next = scripted.poll();
        return next != null ? next.apply(question) : CompletableFuture.completedFuture(service.answer(known));
    }

    /**
     * One request.
     *
     * @param known what was known of the visitor, or null
     * @param request what was asked
     * @param deadline when the answer was no longer wanted
     */
    public record Asked(@Nullable SessionRecord known, EngagementRequest request, Deadline deadline) {}
}
