package io.monitorapi.memory;

import io.monitorapi.session.SessionRecord;
import io.monitorapi.session.SessionRecord.Paired;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What a node knows of one visitor, and what the store has of it. Immutable; compared by identity, so that replacing it is a
 * compare-and-set.
 */
final class CacheEntry {

    /** The store's generation when the visitor was forgotten whatever the store has. */
    static final long ANY = -1;

    private static final Duration WRITTEN_AT_LEAST_EVERY = Duration.ofMinutes(1);

    /** Null for a visitor that the store has yet to forget. */
    final @Nullable SessionRecord record;

    /** Whether the store has yet to learn this. */
    final boolean unwritten;

    /** Whether the store is being told: until it has answered, only the store knows what holds. */
    final boolean writing;

    /** The generation that the store had, 0 for none. */
    final long storedGeneration;

    /** The last use that the store knows of. */
    private final Instant storedUse;

    /** When the store was asked last. */
    private final long askedAt;

    /** How many outages there had been by then. */
    final int outages;

    private CacheEntry(
            @Nullable SessionRecord record,
            boolean unwritten,
            boolean writing,
            long storedGeneration,
            Instant storedUse,
            long askedAt,
            int outages) {
        this.record = record;
        this.unwritten = unwritten;
        this.writing = writing;
        this.storedGeneration = storedGeneration;
        this.storedUse = storedUse;
        this.askedAt = askedAt;
        this.outages = outages;
    }

    static CacheEntry stored(SessionRecord record, long now, int outages) {
        return new CacheEntry(record, false, false, record.generation(), record.lastUsed(), now, outages);
    }

    static CacheEntry unwritten(@Nullable SessionRecord record, long storedGeneration, long now, int outages) {
        return new CacheEntry(record, true, false, storedGeneration, Instant.MIN, now, outages);
    }

    /** Nothing is known yet but what the store is being told. */
    static CacheEntry unknownBeingWritten(long storedGeneration, long now, int outages) {
        return new CacheEntry(null, false, true, storedGeneration, Instant.MIN, now, outages);
    }

    CacheEntry beingWritten() {
        return new CacheEntry(record, false, true, storedGeneration, storedUse, askedAt, outages);
    }

    boolean isTrusted(long now, long nanos) {
        return unwritten || (!writing && now - askedAt < nanos);
    }

    /** What was found may be overtaken by what this node has written, or is writing, since it asked. */
    CacheEntry seen(SessionRecord found, long asked, int outagesByThen) {
        if (unwritten || writing) {
            return this;
        }
        if (storedGeneration == found.generation()) {
            // Nobody else has written meanwhile: a later use that only this node knows of stays.
            return new CacheEntry(record, false, false, storedGeneration, storedUse, asked, outagesByThen);
        }
        boolean isNewer = found.generation() > storedGeneration || asked - askedAt > 0;
        return isNewer ? stored(found, asked, outagesByThen) : this;
    }

    /** Used again: nothing that another node has to know at once. */
    CacheEntry used(Paired again) {
        boolean isDue = storedUse.plus(WRITTEN_AT_LEAST_EVERY).isBefore(again.lastUsed());
        return new CacheEntry(
                again, unwritten, false, storedGeneration, isDue ? again.lastUsed() : storedUse, askedAt, outages);
    }

    CacheEntry withStoredGeneration(long generation) {
        return new CacheEntry(record, unwritten, writing, generation, storedUse, askedAt, outages);
    }

    long generation() {
        return record == null ? 0 : record.generation();
    }

    /** Whether a use has to be written, as the last one that the store knows of is long ago. */
    boolean isDueAfter(CacheEntry earlier) {
        return !unwritten && !storedUse.equals(earlier.storedUse);
    }

    /** Whether the other record has the same pair and contexts: its last use and page alone are not worth a write. */
    boolean differsInUseOnly(@Nullable SessionRecord other) {
        return !writing
                && record instanceof Paired mine
                && other instanceof Paired next
                && mine.session().equals(next.session())
                && mine.contexts().equals(next.contexts());
    }

    /** What the store has yet to learn is the last to make room. */
    Instant lastUsed() {
        return record == null || unwritten ? Instant.MAX : record.lastUsed();
    }
}
