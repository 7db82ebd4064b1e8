package io.monitorapi.engine;

import io.monitorapi.error.MonitorException;
import io.monitorapi.error.RetryRules;
import io.monitorapi.internal.Futures;
import io.monitorapi.port.Deadline;
import io.monitorapi.session.Visitor;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Lets one call of a visitor open its session on this node, while the visitor's other calls wait for it. */
final class SessionSingleFlight {

    private final ConcurrentHashMap<Visitor, Handshake> inFlight = new ConcurrentHashMap<>();
    private final Executor executor;

    SessionSingleFlight(Executor executor) {
        this.executor = executor;
    }

    /**
     * Leads the visitor's handshake, or waits for the one in flight and then follows.
     *
     * <p>If the leader fails and the service may have processed its request, the waiting calls fail with it: one of them would
     * register the visitor again. After any other failure they follow, and one of them leads; so they do if the leader only
     * had too little time for a retry.
     */
    <T> CompletableFuture<T> join(
            Visitor visitor,
            Deadline deadline,
            Supplier<CompletableFuture<T>> lead,
            Supplier<CompletableFuture<T>> follow) {
        Handshake mine = new Handshake(new CompletableFuture<>(), deadline);
        Handshake other = inFlight.putIfAbsent(visitor, mine);
        if (other != null) {
            return other.done()
                    .handle((done, failure) -> shared(failure, other.hasLessTimeThan(deadline)))
                    .thenComposeAsync(
                            failure -> failure == null ? follow.get() : CompletableFuture.failedFuture(failure),
                            executor);
        }
        return MonitorExceptions.guarded(lead).whenComplete((result, failure) -> {
            inFlight.remove(visitor, mine);
            if (failure == null) {
                mine.done().complete(null);
            } else {
                mine.done().completeExceptionally(failure);
            }
        });
    }

    /** {@return whether other calls wait for the visitor's handshake} */
    boolean hasFollowers(Visitor visitor) {
        Handshake handshake = inFlight.get(visitor);
        return handshake != null && handshake.done().getNumberOfDependents() > 0;
    }

    /** {@return what the waiting calls fail with, or null if they go on} */
    private static @Nullable MonitorException shared(@Nullable Throwable thrown, boolean hasMoreTime) {
        if (thrown == null
                || !(Futures.unwrap(thrown) instanceof MonitorException failure)
                || RetryRules.isHandshakeRepeatable(failure)
                || (hasMoreTime && failure.isRetryable())) {
            return null;
        }
        return failure.toBuilder()
                .attempts(0)
                .detail("another call was opening this visitor's session")
                .build();
    }

    /**
     * A handshake in flight.
     *
     * @param done completes with it
     * @param deadline the deadline of the call that leads
     */
    private record Handshake(CompletableFuture<Void> done, Deadline deadline) {

        private static final long SIGNIFICANT_NANOS = TimeUnit.SECONDS.toNanos(1);

        boolean hasLessTimeThan(Deadline follower) {
            return follower.remainingNanos() - deadline.remainingNanos() > SIGNIFICANT_NANOS;
        }
    }
}
