package io.monitorapi.memory;

import io.monitorapi.internal.Arguments;
import io.monitorapi.internal.Durations;
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
 * Caches records on this node, in front of a store that nodes share. A {@code MonitorService} puts one in front of every
 * {@linkplain SessionStore#blocking() blocking} store.
 *
 * <p>A cached record is used for some seconds without reading the store. A use that does not change the pair of a
 * session is written once a minute, in the background. While the store is unreachable, it is tried once in 10 seconds and
 * the cache, of at most 100,000 visitors, replaces it; changes are written when the store is reachable again.
 *
 * <p>No method throws; the listener is notified of failures, outages, orphans and differing clocks. Thread-safe.
 */
public final class CachedSessionStore implements SessionStore {

    private static final int MOST_VISITORS = 100_000;
    private static final String NO_TOKEN = "";

    private final SessionStore store;
    private final long trustedNanos;
    private final LongSupplier nanoTime;
    private final Executor executor;
    private final StoreCircuitBreaker breaker;
    private final ClockSkewDetector clocks;
    private final WriteBehindQueue writeBehind;
    private final ConcurrentHashMap<Visitor, CachedSessionEntry> cache = new ConcurrentHashMap<>();
    private final SampledLruEviction<Visitor, CachedSessionEntry> eviction =
            new SampledLruEviction<>(cache, MOST_VISITORS, CachedSessionEntry::lastUsed);

    /**
     * Creates a cache in front of a store.
     *
     * @param store the store, which is not closed
     * @param trusted how long a cached record is used without reading the store, not negative; zero to read each time
     * @param executor runs writes in the background
     * @param scheduler schedules writes to an unreachable store
     * @param nanoTime a monotonic clock, such as {@link System#nanoTime()}
     * @param listener is notified of failures, outages, orphans and differing clocks
     */
    public CachedSessionStore(
            SessionStore store,
            Duration trusted,
            Executor executor,
            ScheduledExecutorService scheduler,
            LongSupplier nanoTime,
            MonitorListener listener) {
        this.store = Objects.requireNonNull(store, "store");
        this.trustedNanos = Durations.saturatedNanos(Arguments.requireNotNegative("trusted", trusted));
        this.nanoTime = Objects.requireNonNull(nanoTime, "nanoTime");
        this.executor = Objects.requireNonNull(executor, "executor");
        this.breaker = new StoreCircuitBreaker(nanoTime, listener);
        this.clocks = new ClockSkewDetector(listener, nanoTime);
        this.writeBehind = new WriteBehindQueue(cache, store, breaker, this::background, scheduler, nanoTime, listener);
    }

    @Override
    public Optional<SessionRecord> find(Visitor visitor) {
        CachedSessionEntry entry = cache.get(visitor);
        long now = nanoTime.getAsLong();
        if (entry != null && entry.isTrusted(now, trustedNanos)) {
            return Optional.ofNullable(entry.record);
        }
        Optional<SessionRecord> found = call("find", () -> store.find(visitor));
        if (found == null) {
            return entry == null ? Optional.empty() : Optional.ofNullable(entry.record);
        }
        return found.isPresent() ? refresh(visitor, found.get(), now) : notFound(visitor, entry);
    }

    private Optional<SessionRecord> refresh(Visitor visitor, SessionRecord found, long readAt) {
        int outages = breaker.outages();
        CachedSessionEntry kept = Objects.requireNonNull(cache.compute(
                visitor,
                (key, current) -> current == null
                        ? CachedSessionEntry.stored(found, readAt, outages)
                        : current.refreshed(found, readAt, outages)));
        eviction.makeRoom(visitor);
        return kept.writing ? Optional.of(found) : Optional.ofNullable(kept.record);
    }

    /** The store has no record: another node has forgotten the visitor or, after an outage, the store has lost its data. */
    private Optional<SessionRecord> notFound(Visitor visitor, @Nullable CachedSessionEntry entry) {
        if (entry == null || entry.record == null || entry.writing) {
            return Optional.empty();
        }
        if (entry.outages == breaker.outages()) {
            cache.remove(visitor, entry);
            return Optional.empty();
        }
        if (compareAndSet(visitor, entry, unwritten(entry.record, 0))) {
            writeBehind.write(visitor);
        }
        return Optional.of(entry.record);
    }

    @Override
    public Claim claim(Visitor visitor, Duration lease) {
        CachedSessionEntry entry = cache.get(visitor);
        long now = nanoTime.getAsLong();
        Claim claim = entry != null && entry.unwritten ? null : call("claim", () -> store.claim(visitor, lease));
        if (claim == null) {
            return toClaim(NO_TOKEN, entry == null ? null : entry.record);
        }
        if (claim instanceof Claim.Present present) {
            refresh(visitor, present.record(), now);
        }
        if (claim instanceof Claim.Granted granted) {
            Optional<SessionRecord> record =
                    granted.record() == null ? notFound(visitor, entry) : refresh(visitor, granted.record(), now);
            return toClaim(granted.token(), record.orElse(null));
        }
        return claim;
    }

    private static Claim toClaim(String token, @Nullable SessionRecord record) {
        return record instanceof Paired paired
                ? new Claim.Present(paired)
                : new Claim.Granted(token, (VisitorOnly) record);
    }

    @Override
    public void release(Visitor visitor, Claim.Granted granted) {
        if (!granted.token().equals(NO_TOKEN)) {
            call("release", () -> {
                store.release(visitor, granted);
                return granted;
            });
        }
    }

    @Override
    public boolean replace(Visitor visitor, long expectedGeneration, @Nullable SessionRecord next) {
        CachedSessionEntry entry = cache.get(visitor);
        if (entry == null) {
            return write(visitor, null, expectedGeneration, next);
        }
        if (entry.generation() != expectedGeneration) {
            return false; // The caller has read another record; its next read finds the cached one.
        }
        if (entry.differsInUseOnly(next)) {
            return used(visitor, entry, (Paired) Objects.requireNonNull(next));
        }
        return entry.unwritten
                ? cacheUnwritten(visitor, entry, entry.storedGeneration, next)
                : write(visitor, entry, entry.storedGeneration, next);
    }

    private boolean write(
            Visitor visitor, @Nullable CachedSessionEntry entry, long expected, @Nullable SessionRecord next) {
        CachedSessionEntry marker = entry == null
                ? CachedSessionEntry.firstWrite(expected, nanoTime.getAsLong(), breaker.outages())
                : entry.beingWritten();
        if (!compareAndSet(visitor, entry, marker)) {
            return false;
        }
        Boolean replaced = call("replace", () -> store.replace(visitor, expected, next));
        if (replaced == null) {
            return cacheUnwritten(visitor, marker, expected, next);
        }
        if (replaced && next != null) {
            written(visitor, marker, next);
        } else {
            cache.remove(visitor, marker);
        }
        return replaced;
    }

    private void written(Visitor visitor, CachedSessionEntry marker, SessionRecord record) {
        CachedSessionEntry written = CachedSessionEntry.stored(record, nanoTime.getAsLong(), breaker.outages());
        cache.compute(visitor, (key, current) -> {
            boolean isOlder = current == null
                    || current == marker
                    || (!current.unwritten && current.storedGeneration < record.generation());
            return isOlder ? written : current;
        });
    }

    private boolean used(Visitor visitor, CachedSessionEntry entry, Paired next) {
        CachedSessionEntry used = entry.used(next);
        if (!compareAndSet(visitor, entry, used)) {
            return false;
        }
        if (used.isUseDue(entry)) {
            background(() -> writeUse(visitor, used));
        }
        return true;
    }

    private void writeUse(Visitor visitor, CachedSessionEntry used) {
        Boolean replaced = call("replace", () -> store.replace(visitor, used.storedGeneration, used.record));
        if (replaced != null) {
            cache.computeIfPresent(visitor, (key, current) -> {
                if (current.storedGeneration != used.storedGeneration) {
                    return current;
                }
                return replaced ? current.withStoredGeneration(used.generation()) : null;
            });
        }
    }

    @Override
    public void forget(Visitor visitor) {
        cache.remove(visitor);
        Visitor forgotten = call("forget", () -> {
            store.forget(visitor);
            return visitor;
        });
        if (forgotten == null) {
            cache.put(visitor, unwritten(null, CachedSessionEntry.ANY_GENERATION));
            writeBehind.add(visitor);
        } else {
            cache.remove(visitor); // Another call may have cached the record meanwhile.
        }
    }

    /**
     * Keeps a record on this node that the store has refused again and again, because its reads are stale; it is offered to the
     * store later.
     *
     * @param visitor the visitor
     * @param record the record
     */
    public void keep(Visitor visitor, SessionRecord record) {
        cache.compute(visitor, (key, current) -> unwritten(record, current == null ? 0 : current.storedGeneration));
        eviction.makeRoom(visitor);
        writeBehind.add(visitor);
    }

    private boolean cacheUnwritten(
            Visitor visitor, @Nullable CachedSessionEntry entry, long storedGeneration, @Nullable SessionRecord next) {
        boolean cached = compareAndSet(visitor, entry, unwritten(next, storedGeneration));
        if (cached) {
            writeBehind.add(visitor);
        }
        return cached;
    }

    /** Caches an entry unless another thread has changed the visitor's entry meanwhile. */
    private boolean compareAndSet(Visitor visitor, @Nullable CachedSessionEntry entry, CachedSessionEntry next) {
        if (entry != null) {
            return cache.replace(visitor, entry, next);
        }
        boolean cached = cache.putIfAbsent(visitor, next) == null;
        eviction.makeRoom(visitor);
        return cached;
    }

    private CachedSessionEntry unwritten(@Nullable SessionRecord record, long storedGeneration) {
        return CachedSessionEntry.unwritten(record, storedGeneration, nanoTime.getAsLong(), breaker.outages());
    }

    /** {@return the store's result, or null if it is unreachable} */
    private <T> @Nullable T call(String action, Supplier<T> command) {
        boolean wasOpen = breaker.isOpen();
        T result = breaker.call(action, command);
        if (result != null) {
            clocks.check(store.clockSkew());
        }
        if (wasOpen && result != null) {
            writeBehind.writeInBackground();
        }
        return result;
    }

    private void background(Runnable work) {
        try {
            executor.execute(work);
        } catch (RejectedExecutionException closed) {
            // The service is closed: changes of pairs are written already, and the cache is not needed any more.
        }
    }
}
