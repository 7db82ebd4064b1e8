package io.monitorapi.memory;

import io.monitorapi.internal.Arguments;
import io.monitorapi.internal.Durations;
import io.monitorapi.memory.InMemorySessionEntry.Lease;
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
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * Keeps records in the memory of one node, up to a maximum number of visitors.
 *
 * <p>Used by one {@code MonitorService} at a time: records do not include the account, so two services of different accounts would
 * mix up their sessions.
 *
 * <p>A record is removed when it has not been used for the retention period. When the store is full, a record that has not
 * been used for a long time is evicted. Never blocks on I/O. Thread-safe; there is no lock over all visitors.
 */
public final class InMemorySessionStore implements SessionStore {

    private static final int DEFAULT_MOST_VISITORS = 100_000;

    /** Keys are those of visitors, values those of {@link InMemorySessionEntry#toValue()}. */
    private final ConcurrentHashMap<String, Object> values = new ConcurrentHashMap<>();

    private final AtomicBoolean attached = new AtomicBoolean();
    private final AtomicLong tokens = new AtomicLong();
    private final InstantSource clock;
    private final long retentionMillis;
    private final SampledLruEviction<String, Object> eviction;

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
        this.eviction = new SampledLruEviction<>(values, mostVisitors, InMemorySessionEntry::lastUsedOf);
    }

    @Override
    public Optional<SessionRecord> find(Visitor visitor) {
        Object value = values.get(visitor.key());
        SessionRecord record = value == null ? null : InMemorySessionEntry.recordOf(value);
        if (value == null || record == null) {
            return Optional.empty();
        }
        if (isExpired(record, clock.millis())) {
            values.remove(visitor.key(), value);
            return Optional.empty();
        }
        return Optional.of(record);
    }

    @Override
    public Claim claim(Visitor visitor, Duration lease) {
        long now = clock.millis();
        String token = Long.toString(tokens.incrementAndGet());
        Lease mine = new Lease(token, now + Durations.saturatedMillis(lease));
        InMemorySessionEntry entry = InMemorySessionEntry.of(values.compute(visitor.key(), (key, value) -> {
            InMemorySessionEntry current = unexpired(value, now);
            boolean isFree = !(current.record() instanceof Paired) && !current.isLeased(now);
            return (isFree ? current.withLease(mine) : current).toValue();
        }));
        if (entry.record() instanceof Paired paired) {
            return new Claim.Present(paired);
        }
        if (!mine.equals(entry.lease())) {
            return new Claim.Taken();
        }
        eviction.makeRoom(visitor.key());
        return new Claim.Granted(token, (VisitorOnly) entry.record());
    }

    @Override
    public void release(Visitor visitor, Claim.Granted granted) {
        values.computeIfPresent(visitor.key(), (key, value) -> {
            InMemorySessionEntry entry = InMemorySessionEntry.of(value);
            Lease lease = entry.lease();
            boolean isGranted = lease != null && lease.token().equals(granted.token());
            return (isGranted ? entry.withLease(null) : entry).toValue();
        });
    }

    @Override
    public boolean replace(Visitor visitor, long expectedGeneration, @Nullable SessionRecord next) {
        long now = clock.millis();
        while (true) {
            Object value = values.get(visitor.key());
            InMemorySessionEntry current = unexpired(value, now);
            if (current.generation() != expectedGeneration) {
                return false;
            }
            boolean endsLease = next instanceof Paired || !current.isLeased(now);
            InMemorySessionEntry replacement = new InMemorySessionEntry(next, endsLease ? null : current.lease());
            if (compareAndSet(visitor.key(), value, replacement.toValue())) {
                eviction.makeRoom(visitor.key());
                return true;
            }
        }
    }

    @Override
    public void forget(Visitor visitor) {
        values.remove(visitor.key());
    }

    @Override
    public boolean blocking() {
        return false;
    }

    /**
     * Reserves this store for a service; called when the service is built.
     *
     * @throws IllegalStateException if another service uses it
     */
    public void attach() {
        if (!attached.compareAndSet(false, true)) {
            throw new IllegalStateException(
                    "This InMemorySessionStore is used by another MonitorService, whose sessions would"
                            + " be mixed up with those of this one: create a store for each service, or close the other one first.");
        }
    }

    /** Ends the reservation of {@link #attach()}; called when the service is closed. */
    public void detach() {
        attached.set(false);
    }

    /** {@return the number of visitors in the store} */
    public int size() {
        return values.size();
    }

    private boolean isExpired(SessionRecord record, long now) {
        return record.lastUsed().toEpochMilli() <= now - retentionMillis;
    }

    private InMemorySessionEntry unexpired(@Nullable Object value, long now) {
        InMemorySessionEntry entry = InMemorySessionEntry.of(value);
        SessionRecord record = entry.record();
        return record != null && isExpired(record, now) ? entry.withRecord(null) : entry;
    }

    private boolean compareAndSet(String key, @Nullable Object expected, @Nullable Object next) {
        if (expected == null) {
            return next == null || values.putIfAbsent(key, next) == null;
        }
        return next == null ? values.remove(key, expected) : values.replace(key, expected, next);
    }
}
