package io.monitorapi.memory;

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
 * Keeps records in the memory of one node: bounded, expiring, without a lock over all visitors.
 *
 * <p>It forgets a visitor that has not been answered for the retention, and, when it is full, one that has not been
 * answered for long. A visitor takes about 350 bytes. Never blocks; safe for use by any thread.
 */
public final class InMemorySessionStore implements SessionStore {

    private static final int DEFAULT_MOST_VISITORS = 100_000;

    private final ConcurrentHashMap<Visitor, StoreEntry> slots = new ConcurrentHashMap<>();
    private final Unpacked unpacked = new Unpacked();
    private final AtomicLong tokens = new AtomicLong();
    private final InstantSource clock;
    private final long retentionMillis;
    private final SampledLruEviction<StoreEntry> eviction;

    /** Makes a store of 100,000 visitors that are kept for 30 days. */
    public InMemorySessionStore() {
        this(DEFAULT_MOST_VISITORS, SessionLifetime.DEFAULT, InstantSource.system());
    }

    /**
     * Makes a store.
     *
     * @param mostVisitors how many visitors it keeps at the most, at least 1
     * @param lifetime whose retention says how long a visitor is kept
     * @param clock tells the present time
     */
    public InMemorySessionStore(int mostVisitors, SessionLifetime lifetime, InstantSource clock) {
        if (mostVisitors < 1) {
            throw new IllegalArgumentException("mostVisitors must be at least 1, but is " + mostVisitors);
        }
        this.retentionMillis = lifetime.retention().toMillis();
        this.clock = Objects.requireNonNull(clock, "clock");
        this.eviction = new SampledLruEviction<>(slots, mostVisitors, StoreEntry::lastUsed);
    }

    @Override
    public Optional<SessionRecord> find(Visitor visitor) {
        StoreEntry slot = slots.get(visitor);
        if (slot == null) {
            return Optional.empty();
        }
        if (isForgotten(slot, clock.millis())) {
            slots.remove(visitor, slot);
            unpacked.replace(visitor, slot, null);
            return Optional.empty();
        }
        return Optional.ofNullable(slot.record());
    }

    @Override
    public Claim claim(Visitor visitor, Duration lease) {
        long now = clock.millis();
        String token = Long.toString(tokens.incrementAndGet());
        while (true) {
            StoreEntry before = slots.get(visitor);
            StoreEntry current = unexpired(before, now);
            SessionRecord record = current.record();
            if (record instanceof Paired paired) {
                return new Claim.Present(paired);
            }
            if (current.isClaimed(now)) {
                return new Claim.Taken();
            }
            if (swap(visitor, before, current.claimed(token, now + lease.toMillis()))) {
                eviction.makeRoom(visitor);
                return new Claim.Granted(token, (VisitorOnly) record);
            }
        }
    }

    @Override
    public void release(Visitor visitor, Claim.Granted granted) {
        slots.computeIfPresent(visitor, (key, slot) -> {
            StoreEntry after = granted.token().equals(slot.claim) ? slot.unclaimed() : slot;
            return after.isEmpty() ? null : after;
        });
    }

    @Override
    public boolean replace(Visitor visitor, long expectedGeneration, @Nullable SessionRecord next) {
        long now = clock.millis();
        while (true) {
            StoreEntry before = slots.get(visitor);
            StoreEntry current = unexpired(before, now);
            if (current.generation() != expectedGeneration) {
                return false;
            }
            boolean claimEnds = next instanceof Paired || !current.isClaimed(now);
            StoreEntry after = claimEnds ? StoreEntry.EMPTY.with(next) : current.with(next);
            if (swap(visitor, before, after.isEmpty() ? null : after)) {
                unpacked.replace(visitor, before, next == null ? null : after);
                eviction.makeRoom(visitor);
                return true;
            }
        }
    }

    @Override
    public void forget(Visitor visitor) {
        StoreEntry slot = slots.remove(visitor);
        if (slot != null) {
            unpacked.replace(visitor, slot, null);
        }
    }

    @Override
    public boolean blocking() {
        return false;
    }

    /** {@return how many visitors are kept at the moment} */
    public int size() {
        return slots.size();
    }

    private boolean isForgotten(StoreEntry slot, long now) {
        return slot.isUnusedSince(now - retentionMillis);
    }

    private StoreEntry unexpired(@Nullable StoreEntry slot, long now) {
        if (slot == null) {
            return StoreEntry.EMPTY;
        }
        return isForgotten(slot, now) ? slot.with(null) : slot;
    }

    /** Puts one slot in the place of another unless somebody was faster; null stands for none. */
    private boolean swap(Visitor visitor, @Nullable StoreEntry before, @Nullable StoreEntry after) {
        if (before == null) {
            return after == null || slots.putIfAbsent(visitor, after) == null;
        }
        return after == null ? slots.remove(visitor, before) : slots.replace(visitor, before, after);
    }
}
