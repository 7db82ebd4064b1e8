package io.monitorapi.memory;

import io.monitorapi.port.MonitorListener;
import io.monitorapi.port.SessionStore;
import io.monitorapi.session.SessionRecord;
import io.monitorapi.session.SessionRecord.Paired;
import io.monitorapi.session.SessionRecord.VisitorOnly;
import io.monitorapi.session.Visitor;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Keeps what a node knows of its visitors near, in front of a store that other nodes share; a {@code MonitorService} puts one in
 * front of every {@linkplain SessionStore#blocking() blocking} store.
 *
 * <p>What the store said is trusted for some seconds; a use of a session that changes neither its pair nor its contexts is
 * written once a minute, in the background. While the store is out of reach it is asked once in 10 seconds, and this node's
 * memory, at most 100,000 visitors, stands in for it: what happens meanwhile is written when the store is back.
 *
 * <p>No method throws; the listener is told of failures, outages and orphans. Safe for use by any thread.
 */
public final class CachedSessionStore implements SessionStore {

    private static final int MOST_VISITORS = 100_000;
    private static final String UNCLAIMED = "";

    private final SessionStore store;
    private final long trustedNanos;
    private final LongSupplier nanoTime;
    private final Executor executor;
    private final StoreCircuitBreaker breaker;
    private final WriteBehindQueue unwritten;
    private final ConcurrentHashMap<Visitor, CacheEntry> near = new ConcurrentHashMap<>();
    private final SampledLruEviction<CacheEntry> eviction =
            new SampledLruEviction<>(near, MOST_VISITORS, CacheEntry::lastUsed);

    /**
     * Puts the memory of this node in front of a store.
     *
     * @param store the store, which is not closed
     * @param trusted how long a record is used without asking the store again, not negative; zero to ask each time
     * @param executor writes in the background
     * @param scheduler waits for a store that is out of reach
     * @param nanoTime a clock of the kind of {@link System#nanoTime()}
     * @param listener is told of failures, outages and orphans
     */
    public CachedSessionStore(
            SessionStore store,
            Duration trusted,
            Executor executor,
            ScheduledExecutorService scheduler,
            LongSupplier nanoTime,
            MonitorListener listener) {
        this.store = Objects.requireNonNull(store, "store");
        this.trustedNanos = trusted.toNanos();
        this.nanoTime = Objects.requireNonNull(nanoTime, "nanoTime");
        this.executor = Objects.requireNonNull(executor, "executor");
        this.breaker = new StoreCircuitBreaker(nanoTime, listener);
        this.unwritten = new WriteBehindQueue(near, store, breaker, this::background, scheduler, nanoTime, listener);
    }

    @Override
    public Optional<SessionRecord> find(Visitor visitor) {
        CacheEntry known = near.get(visitor);
        long now = nanoTime.getAsLong();
        if (known != null && known.isTrusted(now, trustedNanos)) {
            return Optional.ofNullable(known.record);
        }
        Optional<SessionRecord> found = ask("find", () -> store.find(visitor));
        if (found == null) {
            return known == null ? Optional.empty() : Optional.ofNullable(known.record);
        }
        return found.isPresent() ? seen(visitor, found.get(), now) : missed(visitor, known);
    }

    private Optional<SessionRecord> seen(Visitor visitor, SessionRecord found, long asked) {
        int outages = breaker.outages();
        CacheEntry kept = Objects.requireNonNull(near.compute(
                visitor,
                (key, current) -> current == null
                        ? CacheEntry.stored(found, asked, outages)
                        : current.seen(found, asked, outages)));
        eviction.makeRoom(visitor);
        return kept.writing ? Optional.of(found) : Optional.ofNullable(kept.record);
    }

    /** Another node has forgotten the visitor, unless there was an outage: then the store may have lost its memory. */
    private Optional<SessionRecord> missed(Visitor visitor, @Nullable CacheEntry known) {
        if (known == null || known.record == null || known.writing) {
            return Optional.empty();
        }
        if (known.outages == breaker.outages()) {
            near.remove(visitor, known);
            return Optional.empty();
        }
        if (keep(visitor, known, unwritten(known.record, 0))) {
            unwritten.write(visitor);
        }
        return Optional.of(known.record);
    }

    @Override
    public Claim claim(Visitor visitor, Duration lease) {
        CacheEntry known = near.get(visitor);
        long now = nanoTime.getAsLong();
        Claim claim = known != null && known.unwritten ? null : ask("claim", () -> store.claim(visitor, lease));
        if (claim == null) {
            return answer(UNCLAIMED, known == null ? null : known.record);
        }
        if (claim instanceof Claim.Present present) {
            seen(visitor, present.record(), now);
        }
        if (claim instanceof Claim.Granted granted) {
            Optional<SessionRecord> record =
                    granted.record() == null ? missed(visitor, known) : seen(visitor, granted.record(), now);
            return answer(granted.token(), record.orElse(null));
        }
        return claim;
    }

    private static Claim answer(String token, @Nullable SessionRecord record) {
        return record instanceof Paired paired
                ? new Claim.Present(paired)
                : new Claim.Granted(token, (VisitorOnly) record);
    }

    @Override
    public void release(Visitor visitor, Claim.Granted granted) {
        if (!granted.token().equals(UNCLAIMED)) {
            ask("release", () -> {
                store.release(visitor, granted);
                return granted;
            });
        }
    }

    @Override
    public boolean replace(Visitor visitor, long expectedGeneration, @Nullable SessionRecord next) {
        CacheEntry known = near.get(visitor);
        if (known == null) {
            return write(visitor, null, expectedGeneration, next);
        }
        if (known.generation() != expectedGeneration) {
            return false; // The caller has read something else: what is known here is what it finds next.
        }
        if (known.differsInUseOnly(next)) {
            return used(visitor, known, (Paired) Objects.requireNonNull(next));
        }
        return known.unwritten
                ? keepUnwritten(visitor, known, known.storedGeneration, next)
                : write(visitor, known, known.storedGeneration, next);
    }

    private boolean write(Visitor visitor, @Nullable CacheEntry known, long expected, @Nullable SessionRecord next) {
        CacheEntry mark = known == null
                ? CacheEntry.unknownBeingWritten(expected, nanoTime.getAsLong(), breaker.outages())
                : known.beingWritten();
        if (!keep(visitor, known, mark)) {
            return false;
        }
        Boolean done = ask("replace", () -> store.replace(visitor, expected, next));
        if (done == null) {
            return keepUnwritten(visitor, mark, expected, next);
        }
        if (done && next != null) {
            written(visitor, mark, next);
        } else {
            near.remove(visitor, mark);
        }
        return done;
    }

    private void written(Visitor visitor, CacheEntry mark, SessionRecord record) {
        CacheEntry written = CacheEntry.stored(record, nanoTime.getAsLong(), breaker.outages());
        near.compute(visitor, (key, current) -> {
            boolean isOlder = current == null
                    || current == mark
                    || (!current.unwritten && current.storedGeneration < record.generation());
            return isOlder ? written : current;
        });
    }

    private boolean used(Visitor visitor, CacheEntry known, Paired next) {
        CacheEntry used = known.used(next);
        if (!keep(visitor, known, used)) {
            return false;
        }
        if (used.isDueAfter(known)) {
            background(() -> writeUse(visitor, used));
        }
        return true;
    }

    private void writeUse(Visitor visitor, CacheEntry used) {
        Boolean done = ask("replace", () -> store.replace(visitor, used.storedGeneration, used.record));
        if (done != null) {
            near.computeIfPresent(visitor, (key, current) -> {
                if (current.storedGeneration != used.storedGeneration) {
                    return current;
                }
                return done ? current.withStoredGeneration(used.generation()) : null;
            });
        }
    }

    @Override
    public void forget(Visitor visitor) {
        near.remove(visitor);
        Visitor done = ask("forget", () -> {
            store.forget(visitor);
            return visitor;
        });
        if (done == null) {
            near.put(visitor, unwritten(null, CacheEntry.ANY));
            unwritten.add(visitor);
        } else {
            near.remove(visitor); // Another call may have read it meanwhile.
        }
    }

    private boolean keepUnwritten(
            Visitor visitor, @Nullable CacheEntry known, long storedGeneration, @Nullable SessionRecord next) {
        boolean kept = keep(visitor, known, unwritten(next, storedGeneration));
        if (kept) {
            unwritten.add(visitor);
        }
        return kept;
    }

    /** Keeps what was found out, unless somebody else has found something out meanwhile. */
    private boolean keep(Visitor visitor, @Nullable CacheEntry known, CacheEntry next) {
        if (known != null) {
            return near.replace(visitor, known, next);
        }
        boolean kept = near.putIfAbsent(visitor, next) == null;
        eviction.makeRoom(visitor);
        return kept;
    }

    private CacheEntry unwritten(@Nullable SessionRecord record, long storedGeneration) {
        return CacheEntry.unwritten(record, storedGeneration, nanoTime.getAsLong(), breaker.outages());
    }

    /** {@return the store's answer, null when it is out of reach} */
    private <T> @Nullable T ask(String action, Supplier<T> command) {
        boolean wasOut = breaker.isOpen();
        T answer = breaker.ask(action, command);
        if (wasOut && answer != null) {
            unwritten.writeSoon();
        }
        return answer;
    }

    private void background(Runnable work) {
        try {
            executor.execute(work);
        } catch (RejectedExecutionException closed) {
            // The service is closed: what other nodes need is written, and this node's memory ends with it.
        }
    }
}
