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
 * What a store that was out of reach has yet to learn. When two nodes have opened a session of one visitor meanwhile, the
 * younger one is kept on all nodes, and the other is an orphan.
 */
final class WriteBehindQueue {

    private final ConcurrentHashMap<Visitor, CacheEntry> near;
    private final SessionStore store;
    private final StoreCircuitBreaker breaker;
    private final Executor background;
    private final ScheduledExecutorService scheduler;
    private final LongSupplier nanoTime;
    private final MonitorListener listener;
    private final Set<Visitor> visitors = ConcurrentHashMap.newKeySet();
    private final AtomicBoolean waiting = new AtomicBoolean();

    WriteBehindQueue(
            ConcurrentHashMap<Visitor, CacheEntry> near,
            SessionStore store,
            StoreCircuitBreaker breaker,
            Executor background,
            ScheduledExecutorService scheduler,
            LongSupplier nanoTime,
            MonitorListener listener) {
        this.near = near;
        this.store = store;
        this.breaker = breaker;
        this.background = background;
        this.scheduler = Objects.requireNonNull(scheduler, "scheduler");
        this.nanoTime = nanoTime;
        this.listener = Objects.requireNonNull(listener, "listener");
    }

    void add(Visitor visitor) {
        visitors.add(visitor);
        waitForTheStore();
    }

    void writeSoon() {
        if (!visitors.isEmpty()) {
            background.execute(this::writeAll);
        }
    }

    private void waitForTheStore() {
        if (waiting.getAndSet(true)) {
            return;
        }
        try {
            scheduler.schedule(
                    () -> {
                        waiting.set(false);
                        writeSoon();
                    },
                    breaker.nanosToNextProbe(),
                    TimeUnit.NANOSECONDS);
        } catch (RejectedExecutionException closed) {
            // The service is closed, and its memory ends with it.
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
            waitForTheStore();
        }
    }

    /** Writes what the store has yet to learn of a visitor; without it, that is tried again later. */
    void write(Visitor visitor) {
        CacheEntry mine = near.get(visitor);
        if (mine != null && mine.unwritten) {
            visitors.add(visitor);
            boolean written = mine.record == null ? forget(visitor, mine) : write(visitor, mine, mine.record);
            if (!written) {
                return;
            }
        }
        visitors.remove(visitor);
    }

    private boolean forget(Visitor visitor, CacheEntry mine) {
        Boolean asked = breaker.ask("forget", () -> {
            if (mine.storedGeneration == CacheEntry.ANY) {
                store.forget(visitor);
                return true;
            }
            return store.replace(visitor, mine.storedGeneration, null);
        });
        return asked != null && near.remove(visitor, mine);
    }

    private boolean write(Visitor visitor, CacheEntry mine, SessionRecord record) {
        Boolean done = breaker.ask("replace", () -> store.replace(visitor, mine.storedGeneration, record));
        if (done == null) {
            return false;
        }
        return done ? settle(visitor, mine, record) : converge(visitor, mine, record);
    }

    /** Another node has written, or the store has lost its memory. */
    private boolean converge(Visitor visitor, CacheEntry mine, SessionRecord record) {
        Optional<SessionRecord> found = breaker.ask("find", () -> store.find(visitor));
        if (found == null) {
            return false;
        }
        SessionRecord theirs = found.orElse(null);
        if (theirs != null && !outranks(record, theirs)) {
            return settle(visitor, mine, theirs) && tellOfOrphan(record, theirs);
        }
        long generation = theirs == null ? 0 : theirs.generation();
        SessionRecord next = withGenerationAbove(generation, record);
        Boolean done = breaker.ask("replace", () -> store.replace(visitor, generation, next));
        return Boolean.TRUE.equals(done) && settle(visitor, mine, next) && tellOfOrphan(record, theirs);
    }

    private boolean settle(Visitor visitor, CacheEntry mine, SessionRecord record) {
        return near.replace(visitor, mine, CacheEntry.stored(record, nanoTime.getAsLong(), breaker.outages()));
    }

    private boolean tellOfOrphan(SessionRecord mine, @Nullable SessionRecord theirs) {
        if (mine instanceof Paired one
                && theirs instanceof Paired other
                && !one.session().equals(other.session())) {
            listener.sessionOrphaned();
        }
        return true;
    }

    private static boolean outranks(SessionRecord mine, SessionRecord theirs) {
        if (mine instanceof Paired one && theirs instanceof Paired other) {
            return !one.session().equals(other.session()) && one.created().isAfter(other.created());
        }
        return mine instanceof Paired;
    }

    private static SessionRecord withGenerationAbove(long generation, SessionRecord record) {
        if (record.generation() > generation) {
            return record;
        }
        return record instanceof Paired paired
                ? new Paired(
                        paired.session(),
                        paired.created(),
                        paired.lastUsed(),
                        generation + 1,
                        paired.contexts(),
                        paired.pageId())
                : new VisitorOnly(record.visitorId(), record.created(), record.lastUsed(), generation + 1);
    }
}
