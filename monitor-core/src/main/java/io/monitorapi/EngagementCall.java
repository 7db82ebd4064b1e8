package io.monitorapi;

import io.monitorapi.engagement.EngagementRequest;
import io.monitorapi.engagement.EngagementResult;
import io.monitorapi.error.ErrorCategory;
import io.monitorapi.error.MonitorException;
import io.monitorapi.error.Reason;
import io.monitorapi.error.Sent;
import io.monitorapi.port.Deadline;
import io.monitorapi.port.GatewayAnswer;
import io.monitorapi.port.GatewayAnswer.Accepted;
import io.monitorapi.port.Operation;
import io.monitorapi.port.RetryPolicy;
import io.monitorapi.port.SessionStore.Claim;
import io.monitorapi.session.SessionRecord;
import io.monitorapi.session.SessionRecord.Paired;
import io.monitorapi.session.Visitor;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** One call on its way: its session, its attempts, and what their answers mean. */
final class EngagementCall {

    /** With less time than this left, nothing that is sent can be answered in time. */
    private static final long SHORTEST_ATTEMPT = TimeUnit.MILLISECONDS.toNanos(10);

    private final Machinery machinery;
    private final Visitor visitor;
    private final EngagementRequest request;
    private final Deadline deadline;
    private final Ending<EngagementResult> ending;
    private volatile boolean renewed;

    EngagementCall(Machinery machinery, Visitor visitor, EngagementRequest request, Deadline deadline) {
        this.machinery = machinery;
        this.visitor = visitor;
        this.request = request;
        this.deadline = deadline;
        this.ending = new Ending<>(machinery, Operation.GET_ENGAGEMENT, visitor, deadline);
    }

    Ending<EngagementResult> ending() {
        return ending;
    }

    void start() {
        Failures.guarded(this::run).whenComplete(ending::come);
    }

    private CompletableFuture<EngagementResult> run() {
        if (ending.hasCome()) {
            return CompletableFuture.failedFuture(refusal(Reason.CANCELLED));
        }
        CompletableFuture<EngagementResult> answer = machinery.book().read(visitor) instanceof Paired
                ? repeat(false)
                : machinery.handshakes().join(visitor, () -> repeat(true), this::run);
        return answer.exceptionallyCompose(this::openAnew);
    }

    /** The service has lost the session: one new handshake, no more. */
    private CompletableFuture<EngagementResult> openAnew(Throwable thrown) {
        boolean lost = Failures.unwrapped(thrown) instanceof MonitorException known
                && known.category() == ErrorCategory.SESSION;
        if (!lost || renewed) {
            return CompletableFuture.failedFuture(thrown);
        }
        renewed = true;
        return run();
    }

    private CompletableFuture<EngagementResult> repeat(boolean leads) {
        RetryPolicy.Scope scope =
                new RetryPolicy.Scope(Operation.GET_ENGAGEMENT, deadline, machinery.scheduler(), machinery.listener());
        return ending.repeating(machinery.retryPolicy().execute(() -> attempt(leads), scope));
    }

    /** The first attempt is made on the caller's thread, later ones on the executor: a retry's timer must not block. */
    private CompletableFuture<EngagementResult> attempt(boolean leads) {
        return ending.attempts() == 0
                ? prepare(leads)
                : CompletableFuture.supplyAsync(() -> prepare(leads), machinery.executor())
                        .thenCompose(Function.identity());
    }

    private CompletableFuture<EngagementResult> prepare(boolean leads) {
        if (ending.hasCome()) {
            return CompletableFuture.failedFuture(refusal(Reason.CANCELLED));
        }
        SessionRecord known = machinery.book().read(visitor);
        if (known instanceof Paired) {
            return inTurn(known, null);
        }
        if (!leads) {
            return CompletableFuture.failedFuture(refusal(Reason.SESSION_UNKNOWN));
        }
        return machinery.book().claims().claim(visitor, deadline).thenCompose(this::claimed);
    }

    private CompletableFuture<EngagementResult> claimed(Claim claim) {
        if (claim instanceof Claim.Present present) {
            return inTurn(present.record(), null);
        }
        return inTurn(machinery.book().read(visitor), (Claim.Granted) claim);
    }

    private CompletableFuture<EngagementResult> inTurn(@Nullable SessionRecord known, Claim.@Nullable Granted claim) {
        if (machinery.permits().tryAcquire()) {
            return exchange(known, claim);
        }
        CompletableFuture<Void> turn = machinery.permits().await();
        ending.waitFor(turn, Reason.SATURATED);
        return turn.thenCompose(permit -> exchange(known, claim)).whenComplete((answer, failure) -> {
            if (claim != null && turn.isCompletedExceptionally()) {
                machinery.book().claims().release(visitor, claim);
            }
        });
    }

    /** Holds a permit from here until the gateway has answered. */
    private CompletableFuture<EngagementResult> exchange(@Nullable SessionRecord known, Claim.@Nullable Granted claim) {
        CompletableFuture<GatewayAnswer> answer =
                ask(known).whenComplete((done, failure) -> machinery.permits().release());
        if (machinery.hops()) {
            return answer.handleAsync((done, thrown) -> settle(known, claim, done, thrown), machinery.executor());
        }
        return answer.handle((done, thrown) -> settle(known, claim, done, thrown));
    }

    private CompletableFuture<GatewayAnswer> ask(@Nullable SessionRecord known) {
        if (deadline.remainingNanos() < SHORTEST_ATTEMPT) {
            return CompletableFuture.completedFuture(new GatewayAnswer.Failed(Reason.DEADLINE, Sent.NO, null, null));
        }
        ending.attemptBegins();
        CompletableFuture<GatewayAnswer> answer = Failures.guarded(
                () -> machinery.gateway().fetchEngagement(known, request, deadline.orIn(machinery.attemptLimit())));
        ending.waitFor(answer, Reason.TIMEOUT);
        return answer;
    }

    private EngagementResult settle(
            @Nullable SessionRecord known,
            Claim.@Nullable Granted claim,
            @Nullable GatewayAnswer returned,
            @Nullable Throwable thrown) {
        GatewayAnswer answer = Failures.answer(returned, thrown);
        if (answer instanceof Accepted accepted) {
            return machinery.book().accept(visitor, known, accepted);
        }
        boolean harmless = known instanceof Paired || machinery.retryAmbiguousHandshake();
        MonitorException failure = ending.attemptFailed(Failures.of(answer, ending.attempts(), harmless));
        machinery.book().refused(visitor, known, failure);
        if (claim != null) {
            machinery.book().claims().release(visitor, claim);
        }
        throw failure;
    }

    private MonitorException refusal(Reason reason) {
        return MonitorException.builder(reason).attempts(ending.attempts()).build();
    }
}
