package io.monitorapi.engine;

import io.monitorapi.error.ErrorCategory;
import io.monitorapi.error.MonitorException;
import io.monitorapi.error.Sent;
import io.monitorapi.session.Visitor;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Lets one call of a visitor open its session on this node, while the visitor's other calls wait for it. */
final class SessionSingleFlight {

    private final ConcurrentHashMap<Visitor, CompletableFuture<Void>> underway = new ConcurrentHashMap<>();
    private final Executor executor;

    SessionSingleFlight(Executor executor) {
        this.executor = executor;
    }

    /**
     * Leads the visitor's handshake, or waits for the one under way and follows it.
     *
     * <p>When the leader fails and its request may have been processed, those who wait fail alike: one of them would
     * register the visitor again. After any other failure they follow, and one of them leads.
     */
    <T> CompletableFuture<T> join(
            Visitor visitor, Supplier<CompletableFuture<T>> lead, Supplier<CompletableFuture<T>> follow) {
        CompletableFuture<Void> mine = new CompletableFuture<>();
        CompletableFuture<Void> other = underway.putIfAbsent(visitor, mine);
        if (other != null) {
            return other.handle((done, failure) -> shared(failure))
                    .thenComposeAsync(
                            failure -> failure == null ? follow.get() : CompletableFuture.failedFuture(failure),
                            executor);
        }
        return MonitorExceptions.guarded(lead).whenComplete((answer, failure) -> {
            underway.remove(visitor, mine);
            if (failure == null) {
                mine.complete(null);
            } else {
                mine.completeExceptionally(failure);
            }
        });
    }

    /** {@return whether other calls wait for the visitor's handshake} */
    boolean isAwaited(Visitor visitor) {
        CompletableFuture<Void> handshake = underway.get(visitor);
        return handshake != null && handshake.getNumberOfDependents() > 0;
    }

    private static @Nullable MonitorException shared(@Nullable Throwable failure) {
        if (failure != null
                && MonitorExceptions.unwrapped(failure) instanceof MonitorException known
                && known.category() == ErrorCategory.REQUEST
                && known.sent() != Sent.NO) {
            return known.toBuilder()
                    .attempts(0)
                    .detail("another call was opening this visitor's session")
                    .build();
        }
        return null;
    }
}
