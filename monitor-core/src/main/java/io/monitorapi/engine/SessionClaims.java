package io.monitorapi.engine;

import io.monitorapi.error.MonitorException;
import io.monitorapi.error.Reason;
import io.monitorapi.port.Deadline;
import io.monitorapi.port.MonitorListener;
import io.monitorapi.port.MonitorListener.StoreFailed;
import io.monitorapi.port.SessionStore;
import io.monitorapi.port.SessionStore.Claim;
import io.monitorapi.session.SessionRecord;
import io.monitorapi.session.SessionRecord.VisitorOnly;
import io.monitorapi.session.Visitor;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Makes sure, across nodes, that one call opens a visitor's session; the others ask again until it is there. */
final class SessionClaims {

    private final SessionStore store;
    private final Duration lease;
    private final ClientExecutors threads;
    private final MonitorListener listener;

    SessionClaims(SessionStore store, Duration lease, ClientExecutors threads, MonitorListener listener) {
        this.store = store;
        this.lease = lease;
        this.threads = threads;
        this.listener = listener;
    }

    /** A store that is out of reach must not keep a button away: without it, this node decides alone, on what it knew. */
    Claim claim(Visitor visitor, @Nullable SessionRecord known) {
        try {
            return store.claim(visitor, lease);
        } catch (RuntimeException failure) {
            listener.storeFailed(new StoreFailed("claim", failure));
            return new Claim.Granted("", known instanceof VisitorOnly named ? named : null);
        }
    }

    /** Waits until it makes sense to claim again what another node has claimed. */
    CompletableFuture<Void> waitForOthers(Deadline deadline) {
        CompletableFuture<Void> pause = new CompletableFuture<>();
        if (deadline.hasPassed()) {
            pause.completeExceptionally(MonitorException.builder(Reason.DEADLINE)
                    .retryable(true)
                    .detail("another node was opening this visitor's session")
                    .build());
            return pause;
        }
        long millis = ThreadLocalRandom.current().nextLong(40, 80);
        threads.scheduler()
                .schedule(() -> threads.executor().execute(() -> pause.complete(null)), millis, TimeUnit.MILLISECONDS);
        return pause;
    }

    void release(Visitor visitor, Claim.Granted granted) {
        try {
            store.release(visitor, granted);
        } catch (RuntimeException failure) {
            listener.storeFailed(new StoreFailed("release", failure));
        }
    }
}
