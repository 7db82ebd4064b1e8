package io.monitorapi.memory;

import io.monitorapi.port.MonitorListener;
import io.monitorapi.port.SessionStore;
import io.monitorapi.session.SessionRecord;
import io.monitorapi.session.SessionRecord.Paired;
import io.monitorapi.session.SessionRecord.VisitorOnly;
import io.monitorapi.session.Visitor;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Writes to the store what could not be written while it was unreachable.
 *
 * <p>If two nodes opened a session of one visitor meanwhile, all nodes keep the newer one; the other is an orphan.
 */
final class WriteBehindQueue {

    private final ConcurrentHashMap<Visitor, CachedSessionEntry> cache;
    private final SessionStore store;
    private final StoreCircuitBreaker breaker;
    private final Executor background;
    private final ScheduledExecutorService scheduler;
    private final LongSupplier nanoTime;
    private final MonitorListener listener;
    private final Set<Visitor> visitors = ConcurrentHashMap.newKeySet();
    private final AtomicBoolean scheduled = new AtomicBoolean();

    WriteBehindQueue(
            ConcurrentHashMap<Visitor, CachedSessionEntry> cache,
            SessionStore store,
            StoreCircuitBreaker breaker,
            Executor background,
            ScheduledExecutorService scheduler,
            LongSupplier nanoTime,
            MonitorListener listener) {
        this.cache = cache;
        this.store = store;
        this.breaker = breaker;
        this.background = background;
        this.scheduler = Objects.requireNonNull(scheduler, "scheduler");
        this.nanoTime = nanoTime;
        this.listener = Objects.requireNonNull(listener, "listener");
    }

    void add(Visitor visitor) {
        visitors.add(visitor);
        scheduleWrite();
    }

    void writeInBackground() {
        if (!visitors.isEmpty()) {
            background.execute(this::writeAll);
        }
    }

    private void scheduleWrite() {
        if (scheduled.getAndSet(true)) {
            return;
        }
        try {
            scheduler.schedule(
                    () -> {
                        scheduled.set(false);
                        writeInBackground();
                    },
                    breaker.nanosToNextProbe(),
                    TimeUnit.NANOSECONDS);
        } catch (RejectedExecutionException closed) {
            // The service is closed, and this node's cache with it.
        }
    }

    private void writeAll() {
        for (Visitor visitor : visitors) {
            write(visitor);
            if (breaker.isOpen()) {
                break;
            }
        }
        if (!visitors.isEmpty()) {
            scheduleWrite();
        }
    }

    /** Writes the unwritten entry of a visitor; if the store is unreachable, it stays in the queue. */
    void write(Visitor visitor) {
        CachedSessionEntry entry = cache.get(visitor);
        if (entry != null && entry.unwritten) {
            visitors.add(visitor);
            boolean written = entry.record == null ? forget(visitor, entry) : write(visitor, entry, entry.record);
            if (!written) {
                return;
            }
        }
        visitors.remove(visitor);
    }

    private boolean forget(Visitor visitor, CachedSessionEntry entry) {
        Boolean forgotten = breaker.call("forget", () -> {
            if (entry.storedGeneration == CachedSessionEntry.ANY_GENERATION) {
                store.forget(visitor);
                return true;
            }
            return store.replace(visitor, entry.storedGeneration, null);
        });
        return forgotten != null && cache.remove(visitor, entry);
    }

    private boolean write(Visitor visitor, CachedSessionEntry entry, SessionRecord record) {
        Boolean replaced = breaker.call("replace", () -> store.replace(visitor, entry.storedGeneration, record));
        if (replaced == null) {
            return false;
        }
        return replaced ? markStored(visitor, entry, record) : resolveConflict(visitor, entry, record);
    }

    /** Another node has written, or the store has lost its data. */
    private boolean resolveConflict(Visitor visitor, CachedSessionEntry entry, SessionRecord record) {
        Optional<SessionRecord> found = breaker.call("find", () -> store.find(visitor));
        if (found == null) {
            return false;
        }
        SessionRecord stored = found.orElse(null);
        if (stored != null && !outranks(record, stored)) {
            return markStored(visitor, entry, stored) && reportOrphan(record, stored);
        }
        long generation = stored == null ? 0 : stored.generation();
        SessionRecord next = withGenerationAbove(generation, record);
        Boolean replaced = breaker.call("replace", () -> store.replace(visitor, generation, next));
        return Boolean.TRUE.equals(replaced) && markStored(visitor, entry, next) && reportOrphan(record, stored);
    }

    private boolean markStored(Visitor visitor, CachedSessionEntry entry, SessionRecord record) {
        return cache.replace(
                visitor, entry, CachedSessionEntry.stored(record, nanoTime.getAsLong(), breaker.outages()));
    }

    private boolean reportOrphan(SessionRecord local, @Nullable SessionRecord stored) {
        if (local instanceof Paired one
                && stored instanceof Paired other
                && !one.session().equals(other.session())) {
            listener.sessionOrphaned();
        }
        return true;
    }

    private static boolean outranks(SessionRecord local, SessionRecord stored) {
        if (isForgotten(local) || isForgotten(stored)) {
            // A session that was opened after the visitor was forgotten is the visitor's new one.
            return isForgotten(local) ? !isOpenedSince(local, stored) : isOpenedSince(stored, local);
        }
        if (local instanceof Paired one && stored instanceof Paired other) {
            return !one.session().equals(other.session()) && one.created().isAfter(other.created());
        }
        return local instanceof Paired;
    }

    private static boolean isForgotten(SessionRecord record) {
        return record instanceof VisitorOnly visitor && visitor.isForgotten();
    }

    private static boolean isOpenedSince(SessionRecord forgotten, SessionRecord record) {
        return record instanceof Paired && record.created().isAfter(forgotten.created());
    }

    private static SessionRecord withGenerationAbove(long generation, SessionRecord record) {
        if (record.generation() > generation) {
            return record;
        }
        return record instanceof Paired paired
                ? new Paired(paired.session(), paired.created(), paired.lastUsed(), generation + 1, paired.pageId())
                : new VisitorOnly(record.visitorId(), record.created(), record.lastUsed(), generation + 1);
    }
}
