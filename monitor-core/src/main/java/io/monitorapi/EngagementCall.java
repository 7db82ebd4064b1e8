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
import io.monitorapi.port.MonitorListener.AttemptFailed;
import io.monitorapi.port.MonitorListener.CallEnded;
import io.monitorapi.port.Operation;
import io.monitorapi.port.RetryPolicy;
import io.monitorapi.port.SessionStore.Claim;
import io.monitorapi.session.SessionRecord;
import io.monitorapi.session.SessionRecord.Paired;
import io.monitorapi.session.Visitor;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** One call on its way: its session, its attempts, and its end, which comes once. */
final class EngagementCall {

    /** With less time than this left, nothing that is sent can be answered in time. */
    private static final long SHORTEST_ATTEMPT = TimeUnit.MILLISECONDS.toNanos(10);

    private final Machinery machinery;
    private final Visitor visitor;
    private final EngagementRequest request;
    private final Deadline deadline;
    private final long begun;
    private final CompletableFuture<EngagementResult> result = new CompletableFuture<>();

    /** What the call waits for, to be ended with it; and what it means when the deadline passes meanwhile. */
    private volatile @Nullable CompletableFuture<?> awaited;

    private volatile Reason atDeadline = Reason.DEADLINE;
    private final AtomicInteger attempts = new AtomicInteger();
    private volatile @Nullable MonitorException earlier;
    private volatile boolean renewed;

    EngagementCall(Machinery machinery, Visitor visitor, EngagementRequest request, Deadline deadline) {
        this.machinery = machinery;
        this.visitor = visitor;
        this.request = request;
        this.deadline = deadline;
        this.begun = machinery.nanoTime().getAsLong();
    }

    CompletableFuture<EngagementResult> result() {
        return result;
    }

    long remainingNanos() {
        return deadline.remainingNanos();
    }

    void start() {
        Failures.guarded(this::run).whenComplete((answer, failure) -> end(answer, failure));
    }

    /** Waits for the end, at most until the deadline. */
    EngagementResult await() {
        try {
            return result.get(deadline.remainingNanos(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException tooLate) {
            giveUpAtDeadline();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            giveUp(Reason.INTERRUPTED);
        } catch (ExecutionException failed) {
            // joined below
        }
        try {
            return result.join();
        } catch (CompletionException failed) {
            throw Engine.here(Failures.known(failed, attempts.get()));
        }
    }

    void giveUpAtDeadline() {
        giveUp(atDeadline);
    }

    /** Ends the call from outside: the caller is free at once, and what it waited for is ended too. */
    void giveUp(Reason reason) {
        MonitorException failure = givenUp(reason, earlier, atDeadline == Reason.TIMEOUT);
        end(null, failure);
        CompletableFuture<?> waiting = awaited;
        if (waiting != null
                && (reason == Reason.CLOSED || !machinery.handshakes().isAwaited(visitor))) {
            waiting.cancel(true);
        }
    }

    /** Between two attempts the last failure says more than that time is up; and what it may have done stays true. */
    private MonitorException givenUp(Reason reason, @Nullable MonitorException last, boolean underway) {
        if (last != null && reason == Reason.DEADLINE) {
            return last.toBuilder()
                    .detail("the deadline passed before it was repeated")
                    .build();
        }
        Sent sent = underway ? Sent.MAYBE : last == null ? Sent.NO : last.sent();
        return MonitorException.builder(reason)
                .sent(sent)
                .attempts(attempts.get())
                .retryable(reason != Reason.CLOSED && sent == Sent.NO)
                .build();
    }

    private void end(@Nullable EngagementResult answer, @Nullable Throwable thrown) {
        MonitorException failure = thrown == null ? null : Failures.known(thrown, attempts.get());
        boolean ended = failure == null ? result.complete(answer) : result.completeExceptionally(failure);
        if (ended && machinery.hops()) {
            Duration elapsed = Duration.ofNanos(machinery.nanoTime().getAsLong() - begun);
            machinery.listener().callEnded(new CallEnded(Operation.GET_ENGAGEMENT, attempts.get(), elapsed, failure));
        }
    }

    private CompletableFuture<EngagementResult> run() {
        if (result.isDone()) {
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
        return machinery.retryPolicy().execute(() -> attempt(leads), scope);
    }

    /** The first attempt is made on the caller's thread, later ones on the executor: a retry's timer must not block. */
    private CompletableFuture<EngagementResult> attempt(boolean leads) {
        return attempts.get() == 0
                ? prepare(leads)
                : CompletableFuture.supplyAsync(() -> prepare(leads), machinery.executor())
                        .thenCompose(Function.identity());
    }

    private CompletableFuture<EngagementResult> prepare(boolean leads) {
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
        waitFor(turn, Reason.SATURATED);
        return turn.thenCompose(permit -> exchange(known, claim)).whenComplete((answer, failure) -> {
            if (claim != null && turn.isCompletedExceptionally()) {
                machinery.book().claims().release(visitor, claim);
            }
        });
    }

    /** Holds a permit from here until the gateway has answered. */
    private CompletableFuture<EngagementResult> exchange(@Nullable SessionRecord known, Claim.@Nullable Granted claim) {
        CompletableFuture<GatewayAnswer> answer = ask(known);
        answer.whenComplete((done, failure) -> machinery.permits().release());
        if (machinery.hops()) {
            return answer.handleAsync((done, thrown) -> settle(known, claim, done, thrown), machinery.executor());
        }
        return answer.handle((done, thrown) -> settle(known, claim, done, thrown));
    }

    private CompletableFuture<GatewayAnswer> ask(@Nullable SessionRecord known) {
        if (deadline.remainingNanos() < SHORTEST_ATTEMPT) {
            return CompletableFuture.completedFuture(new GatewayAnswer.Failed(Reason.DEADLINE, Sent.NO, null, null));
        }
        attempts.incrementAndGet();
        atDeadline = Reason.TIMEOUT;
        CompletableFuture<GatewayAnswer> answer = Failures.guarded(
                () -> machinery.gateway().fetchEngagement(known, request, deadline.orIn(machinery.attemptLimit())));
        waitFor(answer, Reason.TIMEOUT);
        return answer;
    }

    private void waitFor(CompletableFuture<?> future, Reason meaning) {
        atDeadline = meaning;
        awaited = future;
        if (result.isDone() && !machinery.handshakes().isAwaited(visitor)) {
            future.cancel(true);
        }
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
        MonitorException failure = failed(answer, known instanceof Paired);
        machinery.book().refused(visitor, known, failure);
        if (claim != null) {
            machinery.book().claims().release(visitor, claim);
        }
        throw failure;
    }

    private MonitorException failed(GatewayAnswer answer, boolean inSession) {
        MonitorException failure =
                Failures.of(answer, attempts.get(), inSession || machinery.retryAmbiguousHandshake());
        if (earlier != null) {
            failure.addSuppressed(earlier);
        }
        earlier = failure;
        atDeadline = Reason.DEADLINE;
        machinery.listener().attemptFailed(new AttemptFailed(Operation.GET_ENGAGEMENT, attempts.get(), failure));
        return failure;
    }

    private MonitorException refusal(Reason reason) {
        return MonitorException.builder(reason).attempts(attempts.get()).build();
    }
}
