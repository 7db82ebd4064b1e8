package io.monitorapi.retry;

import io.github.resilience4j.retry.Retry;
import io.monitorapi.error.MonitorException;
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
 * The attempts of one call, one after the other; ends with the answer, or with what the last of them failed with.
 *
 * <p>Resilience4j decides whether there is another one and after which pause. Its own asynchronous loop is not used: it
 * never ends when an attempt throws or the scheduler drops a pause, and it goes on after a cancellation.
 */
@SuppressWarnings("FutureReturnValueIgnored") // What follows an attempt or a pause is guarded by orFail.
final class RetriedCall<T> extends CompletableFuture<T> {

    private final Resilience4jRetryPolicy policy;
    private final Supplier<CompletableFuture<T>> attempt;
    private final RetryPolicy.Scope scope;
    private Retry.@Nullable AsyncContext<T> context;
    private int attempts;
    private volatile @Nullable Future<?> current;

    RetriedCall(Resilience4jRetryPolicy policy, Supplier<CompletableFuture<T>> attempt, RetryPolicy.Scope scope) {
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

    CompletableFuture<T> followedFrom(CompletableFuture<T> first) {
        follow(first);
        return this;
    }

    @Override
    public boolean cancel(boolean mayInterruptIfRunning) {
        boolean cancelled = super.cancel(mayInterruptIfRunning);
        stopIfDone();
        return cancelled;
    }

    private void follow(CompletableFuture<T> underWay) {
        attempts++;
        current = underWay;
        underWay.whenComplete(this::attemptEnded);
        stopIfDone();
    }

    private void attemptEnded(@Nullable T answer, @Nullable Throwable thrown) {
        if (thrown == null) {
            complete(answer);
        } else {
            Throwable cause = thrown instanceof CompletionException ? thrown.getCause() : null;
            orFail(() -> attemptFailed(cause == null ? thrown : cause));
        }
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

    private void pause(Duration length, MonitorException failure) {
        if (length.compareTo(scope.deadline().remaining()) >= 0) {
            end(failure, "the next pause of " + length.toMillis() + " ms would pass the deadline");
            return;
        }
        tellListener(new RetryScheduled(scope.operation(), attempts, length, failure.reason()));
        Pause pause = new Pause(length, scope.scheduler());
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
            follow(make(attempt));
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

    private void tellListener(RetryScheduled event) {
        try {
            scope.listener().retryScheduled(event);
        } catch (RuntimeException | Error dropped) {
            // A listener only looks on: what it throws must not end the call.
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
