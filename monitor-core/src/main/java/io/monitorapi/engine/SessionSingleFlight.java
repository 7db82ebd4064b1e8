package io.monitorapi.engine;

import io.monitorapi.error.MonitorException;
import io.monitorapi.error.RetryRules;
import io.monitorapi.internal.Futures;
import io.monitorapi.session.Visitor;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Lets one call of a visitor open its session on this node, while the visitor's other calls wait for it. */
final class SessionSingleFlight {

    private final ConcurrentHashMap<Visitor, CompletableFuture<Void>> inFlight = new ConcurrentHashMap<>();
    private final Executor executor;

    SessionSingleFlight(Executor executor) {
        this.executor = executor;
    }

    /**
     * Leads the visitor's handshake, or waits for the one in flight and then follows.
     *
     * <p>If the leader fails and the service may have processed its request, the waiting calls fail with it: one of them would
     * register the visitor again. After any other failure they follow, and one of them leads.
     */
    <T> CompletableFuture<T> join(
            Visitor visitor, Supplier<CompletableFuture<T>> lead, Supplier<CompletableFuture<T>> follow) {
        CompletableFuture<Void> mine = new CompletableFuture<>();
        CompletableFuture<Void> other = inFlight.putIfAbsent(visitor, mine);
        if (other != null) {
            return other.handle((done, failure) -> shared(failure))
                    .thenComposeAsync(
                            failure -> failure == null ? follow.get() : CompletableFuture.failedFuture(failure),
                            executor);
        }
        return MonitorExceptions.guarded(lead).whenComplete((result, failure) -> {
            inFlight.remove(visitor, mine);
            if (failure == null) {
                mine.complete(null);
            } else {
                mine.completeExceptionally(failure);
            }
        });
    }

    /** {@return whether other calls wait for the visitor's handshake} */
    boolean hasFollowers(Visitor visitor) {
        CompletableFuture<Void> handshake = inFlight.get(visitor);
        return handshake != null && handshake.getNumberOfDependents() > 0;
    }

    /** {@return what the waiting calls fail with, or null if they go on} */
    private static @Nullable MonitorException shared(@Nullable Throwable thrown) {
        if (thrown == null
                || !(Futures.unwrap(thrown) instanceof MonitorException failure)
                || RetryRules.isHandshakeRepeatable(failure)) {
            return null;
        }
        return failure.toBuilder()
                .attempts(0)
                .detail("another call was opening this visitor's session")
                .build();
    }
}
