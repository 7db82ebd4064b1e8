package io.monitorapi.memory;

import io.monitorapi.internal.Arguments;
import io.monitorapi.internal.Durations;
import io.monitorapi.memory.StoreEntry.Lease;
import io.monitorapi.port.SessionStore;
import io.monitorapi.session.SessionLifetime;
import io.monitorapi.session.SessionRecord;
import io.monitorapi.session.SessionRecord.Paired;
import io.monitorapi.session.SessionRecord.VisitorOnly;
import io.monitorapi.session.Visitor;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * Keeps records in the memory of one node, up to a maximum number of visitors.
 *
 * <p>A record is removed when it has not been used for the retention period. When the store is full, a record that has not
 * been used for a long time is evicted. Never blocks on I/O. Thread-safe; there is no lock over all visitors.
 */
public final class InMemorySessionStore implements SessionStore {

    private static final int DEFAULT_MOST_VISITORS = 100_000;

    private final ConcurrentHashMap<Visitor, StoreEntry> entries = new ConcurrentHashMap<>();
    private final AtomicLong tokens = new AtomicLong();
    private final InstantSource clock;
    private final long retentionMillis;
    private final SampledLruEviction<StoreEntry> eviction;

    /** Creates a store of at most 100,000 visitors with a retention of 30 days. */
    public InMemorySessionStore() {
        this(DEFAULT_MOST_VISITORS, SessionLifetime.DEFAULT, InstantSource.system());
    }

    /**
     * Creates a store.
     *
     * @param mostVisitors the maximum number of visitors, at least 1
     * @param lifetime its {@link SessionLifetime#retention()} is how long an unused record is kept
     * @param clock the source of the current time
     */
    public InMemorySessionStore(int mostVisitors, SessionLifetime lifetime, InstantSource clock) {
        Arguments.requireAtLeast("mostVisitors", 1, mostVisitors);
        this.retentionMillis = Durations.saturatedMillis(lifetime.retention());
        this.clock = Objects.requireNonNull(clock, "clock");
        this.eviction = new SampledLruEviction<>(entries, mostVisitors, StoreEntry::lastUsed);
    }

    @Override
    public Optional<SessionRecord> find(Visitor visitor) {
        StoreEntry entry = entries.get(visitor);
        if (entry == null) {
            return Optional.empty();
        }
        if (isExpired(entry, clock.millis())) {
            entries.remove(visitor, entry);
            return Optional.empty();
        }
        return Optional.ofNullable(entry.record());
    }

    @Override
    public Claim claim(Visitor visitor, Duration lease) {
        long now = clock.millis();
        String token = Long.toString(tokens.incrementAndGet());
        Lease mine = new Lease(token, now + Durations.saturatedMillis(lease));
        StoreEntry entry = Objects.requireNonNull(entries.compute(visitor, (key, stored) -> {
            StoreEntry current = unexpired(stored, now);
            boolean isFree = !(current.record() instanceof Paired) && !current.isLeased(now);
            return isFree ? current.withLease(mine) : current;
        }));
        if (entry.record() instanceof Paired paired) {
            return new Claim.Present(paired);
        }
        if (!mine.equals(entry.lease())) {
            return new Claim.Taken();
        }
        eviction.makeRoom(visitor);
        return new Claim.Granted(token, (VisitorOnly) entry.record());
    }

    @Override
    public void release(Visitor visitor, Claim.Granted granted) {
        entries.computeIfPresent(visitor, (key, entry) -> {
            Lease lease = entry.lease();
            boolean isGranted = lease != null && lease.token().equals(granted.token());
            return orNull(isGranted ? entry.withLease(null) : entry);
        });
    }

    @Override
    public boolean replace(Visitor visitor, long expectedGeneration, @Nullable SessionRecord next) {
        long now = clock.millis();
        while (true) {
            StoreEntry stored = entries.get(visitor);
            StoreEntry current = unexpired(stored, now);
            if (current.generation() != expectedGeneration) {
                return false;
            }
            boolean endsLease = next instanceof Paired || !current.isLeased(now);
            StoreEntry replacement = new StoreEntry(next, endsLease ? null : current.lease());
            if (compareAndSet(visitor, stored, orNull(replacement))) {
                eviction.makeRoom(visitor);
                return true;
            }
        }
    }

    @Override
    public void forget(Visitor visitor) {
        entries.remove(visitor);
    }

    @Override
    public boolean blocking() {
        return false;
    }

    /** {@return the number of visitors in the store} */
    public int size() {
        return entries.size();
    }

    private boolean isExpired(StoreEntry entry, long now) {
        return entry.isUnusedSince(now - retentionMillis);
    }

    private StoreEntry unexpired(@Nullable StoreEntry entry, long now) {
        if (entry == null) {
            return StoreEntry.EMPTY;
        }
        return isExpired(entry, now) ? entry.withRecord(null) : entry;
    }

    private static @Nullable StoreEntry orNull(StoreEntry entry) {
        return entry.isEmpty() ? null : entry;
    }

    private boolean compareAndSet(Visitor visitor, @Nullable StoreEntry expected, @Nullable StoreEntry next) {
        if (expected == null) {
            return next == null || entries.putIfAbsent(visitor, next) == null;
        }
        return next == null ? entries.remove(visitor, expected) : entries.replace(visitor, expected, next);
    }
}
