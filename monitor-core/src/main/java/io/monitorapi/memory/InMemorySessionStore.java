package io.monitorapi.memory;

import io.monitorapi.port.SessionStore;
import io.monitorapi.session.SessionLifetime;
import io.monitorapi.session.SessionRecord;
import io.monitorapi.session.Visitor;
import java.time.Duration;
import java.time.Instant;
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
 * answered for long. Never blocks; safe for use by any thread.
 */
public final class InMemorySessionStore implements SessionStore {

    private static final int DEFAULT_MOST_VISITORS = 100_000;

    private final ConcurrentHashMap<Visitor, Slot> slots = new ConcurrentHashMap<>();
    private final AtomicLong tokens = new AtomicLong();
    private final InstantSource clock;
    private final SessionLifetime lifetime;
    private final Eviction<Slot> eviction;

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
        this.lifetime = Objects.requireNonNull(lifetime, "lifetime");
        this.clock = Objects.requireNonNull(clock, "clock");
        this.eviction = new Eviction<>(slots, mostVisitors, Slot::lastUsed);
    }

    @Override
    public Optional<SessionRecord> find(Visitor visitor) {
        Slot slot = slots.get(visitor);
        return slot == null ? Optional.empty() : Optional.ofNullable(alive(visitor, slot, clock.instant()));
    }

    @Override
    public Claim claim(Visitor visitor, Duration lease) {
        Instant now = clock.instant();
        Claim.Granted mine = new Claim.Granted(Long.toString(tokens.incrementAndGet()));
        Slot slot = Objects.requireNonNull(slots.compute(visitor, (key, old) -> {
            Slot current = unexpired(old, now);
            return current.isFree(now) ? new Slot(current.record, mine.token(), now.plus(lease)) : current;
        }));
        eviction.makeRoom(visitor);
        if (slot.record instanceof SessionRecord.Paired paired) {
            return new Claim.Present(paired);
        }
        return mine.token().equals(slot.claim) ? mine : new Claim.Taken();
    }

    @Override
    public void release(Visitor visitor, Claim.Granted granted) {
        slots.computeIfPresent(
                visitor, (key, slot) -> granted.token().equals(slot.claim) ? orNothing(slot.unclaimed()) : slot);
    }

    @Override
    public boolean replace(Visitor visitor, long expectedGeneration, @Nullable SessionRecord next) {
        Instant now = clock.instant();
        Replacement replacement = new Replacement(expectedGeneration, next, now);
        slots.compute(visitor, (key, old) -> orNothing(replacement.apply(unexpired(old, now))));
        eviction.makeRoom(visitor);
        return replacement.done;
    }

    @Override
    public void forget(Visitor visitor) {
        slots.remove(visitor);
    }

    @Override
    public boolean blocking() {
        return false;
    }

    /** {@return how many visitors are kept at the moment} */
    public int size() {
        return slots.size();
    }

    private @Nullable SessionRecord alive(Visitor visitor, Slot slot, Instant now) {
        if (slot.record != null && lifetime.isForgotten(slot.record, now)) {
            slots.remove(visitor, slot);
            return null;
        }
        return slot.record;
    }

    private Slot unexpired(@Nullable Slot slot, Instant now) {
        if (slot == null) {
            return Slot.EMPTY;
        }
        boolean forgotten = slot.record != null && lifetime.isForgotten(slot.record, now);
        return forgotten ? new Slot(null, slot.claim, slot.claimEnds) : slot;
    }

    private static @Nullable Slot orNothing(Slot slot) {
        return slot.record == null && slot.claim == null ? null : slot;
    }

    /** What is kept of one visitor: its record, and who is opening a session for it. */
    static final class Slot {

        private static final Slot EMPTY = new Slot(null, null, Instant.MIN);

        final @Nullable SessionRecord record;
        final @Nullable String claim;
        final Instant claimEnds;

        Slot(@Nullable SessionRecord record, @Nullable String claim, Instant claimEnds) {
            this.record = record;
            this.claim = claim;
            this.claimEnds = claimEnds;
        }

        boolean isFree(Instant now) {
            return !(record instanceof SessionRecord.Paired) && (claim == null || !claimEnds.isAfter(now));
        }

        Slot unclaimed() {
            return new Slot(record, null, Instant.MIN);
        }

        /** A claim counts as used when it was made, so that a new visitor is not the first to go. */
        Instant lastUsed() {
            return record == null ? claimEnds : record.lastUsed();
        }
    }

    private static final class Replacement {

        private final long expectedGeneration;
        private final @Nullable SessionRecord next;
        private final Instant now;
        private boolean done;

        Replacement(long expectedGeneration, @Nullable SessionRecord next, Instant now) {
            this.expectedGeneration = expectedGeneration;
            this.next = next;
            this.now = now;
        }

        Slot apply(Slot current) {
            long generation = current.record == null ? 0 : current.record.generation();
            done = generation == expectedGeneration;
            if (!done) {
                return current;
            }
            boolean claimEnds = next instanceof SessionRecord.Paired || current.isFree(now);
            return claimEnds ? new Slot(next, null, Instant.MIN) : new Slot(next, current.claim, current.claimEnds);
        }
    }
}
