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

/** Lets one node at a time open a visitor's session; the others claim it again until the session is stored. */
final class SessionCreationLock {

    private final SessionStore store;
    private final Duration lease;
    private final ClientExecutors executors;
    private final MonitorListener listener;

    SessionCreationLock(SessionStore store, Duration lease, ClientExecutors executors, MonitorListener listener) {
        this.store = store;
        this.lease = lease;
        this.executors = executors;
        this.listener = listener;
    }

    /** Without its store this node decides alone, on the record that it read last: an outage must not fail calls. */
    Claim claim(Visitor visitor, @Nullable SessionRecord record) {
        try {
            return store.claim(visitor, lease);
        } catch (RuntimeException failure) {
            listener.storeFailed(new StoreFailed("claim", failure));
            return new Claim.Granted("", record instanceof VisitorOnly named ? named : null);
        }
    }

    /** {@return a future that completes when a session that another node has claimed may be claimed again} */
    CompletableFuture<Void> pause(Deadline deadline) {
        if (deadline.hasPassed()) {
            return CompletableFuture.failedFuture(MonitorException.builder(Reason.DEADLINE)
                    .retryable(true)
                    .detail("another node was opening this visitor's session")
                    .build());
        }
        long millis = ThreadLocalRandom.current().nextLong(40, 80);
        return DelayedContinuation.after(millis, TimeUnit.MILLISECONDS, executors);
    }

    void release(Visitor visitor, Claim.Granted granted) {
        try {
            store.release(visitor, granted);
        } catch (RuntimeException failure) {
            listener.storeFailed(new StoreFailed("release", failure));
        }
    }
}
