package io.monitorapi.retry;

import io.github.resilience4j.retry.Retry;
import io.monitorapi.error.MonitorException;
import io.monitorapi.error.Reason;
import io.monitorapi.port.MonitorListener.RetryScheduled;
import io.monitorapi.port.RetryPolicy;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Future;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The attempts of one call, one after the other, each through the gate; ends with the answer, or with what the last of them
 * failed with.
 *
 * <p>Resilience4j decides whether there is another one and after which pause. Its own asynchronous loop is not used: it
 * never ends when an attempt throws or the scheduler drops a pause, and it goes on after a cancellation.
 */
@SuppressWarnings("FutureReturnValueIgnored") // What follows an attempt or a pause is guarded by orFail.
final class RetryingCall<T> extends CompletableFuture<T> {

    private final Resilience4jRetryPolicy policy;
    private final Supplier<CompletableFuture<T>> attempt;
    private final RetryPolicy.Scope scope;
    private Retry.@Nullable AsyncContext<T> context;
    private int attempts;
    private @Nullable MonitorException lastFailure;
    private volatile @Nullable Future<?> current;

    RetryingCall(Resilience4jRetryPolicy policy, Supplier<CompletableFuture<T>> attempt, RetryPolicy.Scope scope) {
        this.policy = policy;
        this.attempt = attempt;
        this.scope = scope;
    }

    /** Makes one attempt; whatever it throws becomes its failure. */
    static <T> CompletableFuture<T> make(Supplier<CompletableFuture<T>> attempt) {
        try {
            return Objects.requireNonNull(attempt.get(), "an attempt must not answer null");
        } catch (Throwable thrown) {
            return CompletableFuture.failedFuture(thrown);
        }
    }

    CompletableFuture<T> begin() {
        orFail(this::enter);
        return this;
    }

    CompletableFuture<T> followedFrom(CompletableFuture<T> first, Pass pass) {
        follow(first, pass);
        return this;
    }

    @Override
    public boolean cancel(boolean mayInterruptIfRunning) {
        boolean cancelled = super.cancel(mayInterruptIfRunning);
        stopIfDone();
        return cancelled;
    }

    private void enter() {
        Turn turn = new Turn(policy.gate(), scope);
        current = turn;
        turn.whenComplete((pass, refusal) -> orFail(() -> entered(pass, refusal)));
        turn.ask();
        stopIfDone();
    }

    private void entered(@Nullable Pass pass, @Nullable Throwable refusal) {
        if (pass != null && isDone()) {
            policy.gate().settle(pass, AttemptOutcome.UNSENT, null, scope);
        } else if (pass != null) {
            follow(make(attempt), pass);
        } else if (lastFailure == null) {
            completeExceptionally(refusal);
        } else {
            end(lastFailure, "the service is known to be failing");
        }
    }

    private void follow(CompletableFuture<T> underWay, Pass pass) {
        attempts++;
        current = underWay;
        underWay.whenComplete((answer, thrown) -> orFail(() -> attemptEnded(answer, thrown, pass)));
        if (pass.isProbe()) {
            giveUpAtDeadline(underWay, pass);
        }
        stopIfDone();
    }

    /** Others wait for a probe's end: one that never comes must not keep the gate shut. */
    private void giveUpAtDeadline(CompletableFuture<T> underWay, Pass pass) {
        Pause limit = new Pause(scope.deadline().remaining(), scope.scheduler());
        limit.whenComplete((passed, ended) -> {
            if (!limit.isCancelled()) {
                policy.gate().settle(pass, AttemptOutcome.GIVEN_UP, null, scope);
            }
        });
        limit.begin();
        underWay.whenComplete((answer, thrown) -> limit.cancel(false));
    }

    private void attemptEnded(@Nullable T answer, @Nullable Throwable thrown, Pass pass) {
        Throwable cause = thrown instanceof CompletionException ? thrown.getCause() : null;
        Throwable failure = cause == null ? thrown : cause;
        policy.attemptEnded(failure, pass, scope);
        if (failure == null) {
            complete(answer);
        } else if (isHandedBack(failure)) {
            attempts--;
            enter();
        } else {
            attemptFailed(failure);
        }
    }

    /** The gate was shut while the attempt stood in line for something else. */
    private static boolean isHandedBack(Throwable failure) {
        return failure instanceof MonitorException known && known.reason() == Reason.CIRCUIT_OPEN;
    }

    private void attemptFailed(Throwable failure) {
        if (isDone()) {
            return;
        }
        if (context == null) {
            context = policy.contextAfter(failure);
        }
        long millis = context.onError(failure);
        if (millis >= 0 && failure instanceof MonitorException known) {
            pause(Duration.ofMillis(millis), known);
        } else {
            completeExceptionally(failure);
        }
    }

    /** The gate bounds the retries that it holds back; the others are on the budget. */
    private void pause(Duration own, MonitorException failure) {
        Duration shut = policy.gate().shutFor(scope.deadline().nanoTime());
        Duration length = shut != null && shut.compareTo(own) > 0 ? shut : own;
        if (length.compareTo(scope.deadline().remaining()) >= 0) {
            end(failure, "the next pause of " + length.toMillis() + " ms would pass the deadline");
        } else if (shut == null && !policy.budget().paysAfter(failure)) {
            end(failure, "the retry budget is used up, as too many calls fail");
        } else {
            int attempt = Math.max(attempts, failure.attempts());
            new Onlooker(scope.listener())
                    .retryScheduled(
                            new RetryScheduled(scope.call(), scope.operation(), attempt, length, failure.reason()));
            begin(new Pause(length, scope.scheduler()), failure);
        }
    }

    private void begin(Pause pause, MonitorException failure) {
        current = pause;
        pause.whenComplete((nothing, lost) -> orFail(() -> pauseEnded(lost, failure)));
        pause.begin();
        stopIfDone();
    }

    private void pauseEnded(@Nullable Throwable lost, MonitorException failure) {
        if (isDone()) {
            return;
        }
        if (lost != null) {
            end(failure, "the scheduler is shut down");
        } else if (scope.deadline().hasPassed()) {
            end(failure, "the scheduler was late and the deadline has passed");
        } else {
            lastFailure = failure;
            enter();
        }
    }

    private void end(MonitorException failure, String why) {
        MonitorException last =
                failure.toBuilder().detail("not repeated: " + why).build();
        last.setStackTrace(failure.getStackTrace());
        for (Throwable earlier : failure.getSuppressed()) {
            last.addSuppressed(earlier);
        }
        completeExceptionally(last);
    }

    /** A stage drops what its last step throws: the call would never end. */
    private void orFail(Runnable step) {
        try {
            step.run();
        } catch (Throwable unexpected) {
            completeExceptionally(unexpected);
        }
    }

    /** Asked after every change of {@code current} and by {@code cancel}, so that one of the two sees the other. */
    private void stopIfDone() {
        Future<?> underWay = current;
        if (isDone() && underWay != null) {
            underWay.cancel(true);
        }
    }
}
