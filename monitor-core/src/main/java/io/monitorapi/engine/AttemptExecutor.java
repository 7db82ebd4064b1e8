package io.monitorapi.engine;

import io.monitorapi.error.MonitorException;
import io.monitorapi.error.Reason;
import io.monitorapi.error.Sent;
import io.monitorapi.port.GatewayResult;
import io.monitorapi.port.RetryPolicy;
import io.monitorapi.port.SessionStore.Claim;
import io.monitorapi.session.SessionRecord;
import io.monitorapi.session.SessionRecord.Paired;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The attempts at one request of a call: who may send, when, and in which session. */
final class AttemptExecutor<T> {

    /** With less time than this left, nothing that is sent can be answered in time. */
    private static final long SHORTEST = TimeUnit.MILLISECONDS.toNanos(10);

    private final Machinery machinery;
    private final Call<?> call;
    private final GatewayRequest<T> request;
    private final ResponseHandler<T> settlement;

    /** The caller's thread while it is here. */
    private volatile @Nullable Thread caller;

    AttemptExecutor(Machinery machinery, Call<?> call, GatewayRequest<T> request) {
        this.machinery = machinery;
        this.call = call;
        this.request = request;
        this.settlement = new ResponseHandler<>(machinery, call, request);
    }

    private CallCompletion<?> ending() {
        return call.ending();
    }

    /** Makes the request in the visitor's session; without one, it opens it or waits for the call that does. */
    CompletableFuture<T> run() {
        if (ending().hasCome()) {
            return CompletableFuture.failedFuture(refusal(Reason.CANCELLED));
        }
        SessionRecord known = read();
        return known instanceof Paired
                ? repeat(known, false)
                : machinery.handshakes().join(call.visitor(), () -> repeat(known, true), this::run);
    }

    /** Makes the request only if nobody else opens the visitor's session. */
    CompletableFuture<Void> open() {
        SessionRecord known = read();
        return known instanceof Paired
                ? CompletableFuture.completedFuture(null)
                : machinery
                        .handshakes()
                        .join(call.visitor(), () -> repeat(known, true).thenAccept(opened -> {}), this::open);
    }

    private @Nullable SessionRecord read() {
        return machinery.book().read(call.visitor());
    }

    private CompletableFuture<T> repeat(@Nullable SessionRecord known, boolean leads) {
        RetryPolicy.Scope scope = new RetryPolicy.Scope(
                ending().number(), request.operation(), call.deadline(), machinery.scheduler(), machinery.listener());
        caller = Thread.currentThread();
        try {
            return ending().repeating(machinery.retryPolicy().execute(() -> attempt(known, leads), scope));
        } finally {
            caller = null;
        }
    }

    /**
     * The first attempt is made on the caller's thread, with what it has just read; later ones, and a first one that the
     * policy kept back, read again on the executor: a timer must not block.
     */
    private CompletableFuture<T> attempt(@Nullable SessionRecord justRead, boolean leads) {
        if (ending().attempts() > 0 || Thread.currentThread() != caller) {
            return CompletableFuture.supplyAsync(() -> prepare(read(), leads), machinery.executor())
                    .thenCompose(Function.identity());
        }
        // What cannot be sent with it may go with what another call has stored since.
        return prepare(request.unfitFor(justRead) == null ? justRead : read(), leads);
    }

    private CompletableFuture<T> prepare(@Nullable SessionRecord known, boolean leads) {
        if (ending().hasCome()) {
            return CompletableFuture.failedFuture(refusal(Reason.CANCELLED));
        }
        Reason unfit = request.unfitFor(known);
        if (unfit != null) {
            return CompletableFuture.failedFuture(refusal(unfit));
        }
        if (known instanceof Paired) {
            return inTurn(() -> exchange(known, null));
        }
        return leads ? openInTurn(known) : CompletableFuture.failedFuture(refusal(Reason.SESSION_UNKNOWN));
    }

    /** The claim comes last, so that it covers one request and no waiting. */
    private CompletableFuture<T> openInTurn(@Nullable SessionRecord known) {
        CompletableFuture<Void> right = machinery.creations().await(call.deadline());
        if (!right.isDone()) {
            ending().waitFor(right, Reason.CREATION_LIMITED);
        }
        return right.thenCompose(due -> inTurn(() -> claim(known)));
    }

    private CompletableFuture<T> claim(@Nullable SessionRecord known) {
        Claim claim = machinery.book().claims().claim(call.visitor(), known);
        if (claim instanceof Claim.Granted granted) {
            return exchange(granted.record(), granted);
        }
        machinery.creations().giveBack();
        if (claim instanceof Claim.Present present) {
            return exchange(present.record(), null);
        }
        machinery.permits().release();
        CompletableFuture<Void> others = machinery.book().claims().waitForOthers(call.deadline());
        ending().waitFor(others, Reason.DEADLINE);
        return others.thenCompose(again -> openInTurn(known));
    }

    private CompletableFuture<T> inTurn(Supplier<CompletableFuture<T>> withPermit) {
        if (machinery.permits().tryAcquire()) {
            return withPermit.get();
        }
        CompletableFuture<Void> turn = machinery.permits().await();
        ending().waitFor(turn, Reason.SATURATED);
        return turn.thenCompose(permit -> withPermit.get());
    }

    /** Holds a permit from here until the gateway has answered. */
    private CompletableFuture<T> exchange(@Nullable SessionRecord known, Claim.@Nullable Granted claim) {
        CompletableFuture<GatewayResult> asked = ask(known);
        // What follows an answer that is here already runs on this thread, which is the caller's or the executor's.
        if (machinery.hops() && !asked.isDone()) {
            return asked.whenComplete((answer, thrown) -> machinery.permits().release())
                    .handleAsync((answer, thrown) -> settlement.of(known, claim, answer, thrown), machinery.executor());
        }
        return asked.handle((answer, thrown) -> {
            machinery.permits().release();
            return settlement.of(known, claim, answer, thrown);
        });
    }

    private CompletableFuture<GatewayResult> ask(@Nullable SessionRecord known) {
        if (call.deadline().remainingNanos() < SHORTEST) {
            return CompletableFuture.completedFuture(new GatewayResult.Failed(Reason.DEADLINE, Sent.NO, null, null));
        }
        ending().attemptBegins();
        CompletableFuture<GatewayResult> answer = MonitorExceptions.guarded(
                () -> request.send(machinery.gateway(), known, call.deadline().orIn(machinery.attemptLimit())));
        ending().waitFor(answer, Reason.TIMEOUT);
        return answer;
    }

    private static MonitorException refusal(Reason reason) {
        return MonitorException.builder(reason).build();
    }
}
