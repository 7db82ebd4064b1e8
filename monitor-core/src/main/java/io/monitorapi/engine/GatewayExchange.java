package io.monitorapi.engine;

import io.monitorapi.error.Reason;
import io.monitorapi.error.Sent;
import io.monitorapi.port.Deadline;
import io.monitorapi.port.GatewayResult;
import io.monitorapi.port.MonitorGateway;
import io.monitorapi.port.SessionStore.Claim;
import io.monitorapi.session.SessionRecord;
import io.monitorapi.session.SessionRecord.Paired;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Sends one request through the gateway and has its result handled; gives the permit back as soon as there is a result. */
final class GatewayExchange {

    /** With less time than this left, no response can arrive in time. */
    private static final long SHORTEST_NANOS = TimeUnit.MILLISECONDS.toNanos(10);

    /** A gateway that keeps its deadline says more about the failure than a cancellation would. */
    private static final long MARGIN_NANOS = TimeUnit.MILLISECONDS.toNanos(500);

    private final MonitorGateway gateway;
    private final AttemptTimeout limit;
    private final RequestBulkhead bulkhead;
    private final ThreadingPolicy threading;
    private final ScheduledExecutorService scheduler;
    private final ResponseHandler responses;

    GatewayExchange(
            MonitorGateway gateway,
            AttemptTimeout limit,
            RequestBulkhead bulkhead,
            ThreadingPolicy threading,
            ScheduledExecutorService scheduler,
            ResponseHandler responses) {
        this.gateway = gateway;
        this.limit = limit;
        this.bulkhead = bulkhead;
        this.threading = threading;
        this.scheduler = scheduler;
        this.responses = responses;
    }

    <T> CompletableFuture<T> send(Attempt<T> attempt, @Nullable SessionRecord record, Claim.@Nullable Granted claim) {
        return threading.handle(
                request(attempt, record),
                bulkhead::release,
                (result, thrown) ->
                        responses.handle(attempt, record, claim, MonitorExceptions.toResult(result, thrown)));
    }

    private CompletableFuture<GatewayResult> request(Attempt<?> attempt, @Nullable SessionRecord record) {
        Call<?> call = attempt.call();
        call.attemptBegins();
        if (call.deadline().remainingNanos() < SHORTEST_NANOS) {
            return CompletableFuture.completedFuture(new GatewayResult.Failed(Reason.DEADLINE, Sent.NO, null, null));
        }
        call.attemptStarted();
        if (record instanceof Paired) {
            CompletableFuture<GatewayResult> result = send(attempt, record, limit.within(call.deadline()));
            call.completion().waitFor(result, Reason.TIMEOUT);
            return result;
        }
        Deadline deadline = limit.ofHandshake();
        CompletableFuture<GatewayResult> result = sendHandshake(attempt, record, deadline);
        call.completion().waitForSession(result, deadline);
        return result;
    }

    /**
     * The request may outlast its call, as the visitor's other calls use the session, too: then it must not block the caller, and
     * no call ends it if the gateway does not keep the deadline.
     */
    private CompletableFuture<GatewayResult> sendHandshake(
            Attempt<?> attempt, @Nullable SessionRecord record, Deadline deadline) {
        if (!limit.isLongerThan(attempt.call().deadline())) {
            return send(attempt, record, deadline);
        }
        CompletableFuture<GatewayResult> result = gateway.blocking()
                ? threading.supply(() -> send(attempt, record, deadline))
                : send(attempt, record, deadline);
        cancelAfter(deadline, result);
        return result;
    }

    private void cancelAfter(Deadline deadline, CompletableFuture<?> request) {
        if (request.isDone()) {
            return;
        }
        try {
            Future<?> timer = scheduler.schedule(
                    () -> request.cancel(true), deadline.remainingNanos() + MARGIN_NANOS, TimeUnit.NANOSECONDS);
            request.whenComplete((result, thrown) -> timer.cancel(false));
        } catch (RejectedExecutionException closed) {
            request.cancel(true);
        }
    }

    private CompletableFuture<GatewayResult> send(
            Attempt<?> attempt, @Nullable SessionRecord record, Deadline deadline) {
        return gateway.blocking()
                ? sendBlocking(attempt, record, deadline)
                : MonitorExceptions.guarded(
                        () -> attempt.request().send(gateway, SessionRules.withIds(record), deadline));
    }

    /** The future of a blocking gateway comes only with its result: until then, the end of the call interrupts the thread. */
    private CompletableFuture<GatewayResult> sendBlocking(
            Attempt<?> attempt, @Nullable SessionRecord record, Deadline deadline) {
        InterruptibleRequest request = new InterruptibleRequest();
        attempt.call().completion().waitFor(request.cancellation(), Reason.TIMEOUT);
        return MonitorExceptions.guarded(
                () -> request.run(() -> attempt.request().send(gateway, SessionRules.withIds(record), deadline)));
    }
}
