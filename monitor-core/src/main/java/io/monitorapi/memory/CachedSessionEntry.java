package io.monitorapi.memory;

import io.monitorapi.session.SessionRecord;
import io.monitorapi.session.SessionRecord.Paired;
import io.monitorapi.session.SessionRecord.VisitorOnly;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The record of one visitor on this node, and what this node knows about the copy in the store.
 *
 * <p>Immutable. Compared by identity, so that {@code replace} of the map is a compare-and-set.
 */
final class CachedSessionEntry {

    /** A stored generation that matches every record: the visitor is to be forgotten in any case. */
    static final long ANY_GENERATION = -1;

    private static final Duration USE_WRITE_INTERVAL = Duration.ofMinutes(1);

    /** Null if the visitor is still to be forgotten by the store, or its record has not been read. */
    final @Nullable SessionRecord record;

    /** Whether this entry still has to be written to the store. */
    final boolean unwritten;

    /** Whether a write is in flight; until it ends, only the store has the valid record. */
    final boolean writing;

    /** The generation in the store, 0 for none. */
    final long storedGeneration;

    /** The last use that was written to the store. */
    private final Instant storedUse;

    /** When the store was read or written last, in nanoseconds. */
    private final long syncedAt;

    /** How many outages of the store there had been by then. */
    final int outages;

    private CachedSessionEntry(
            @Nullable SessionRecord record,
            boolean unwritten,
            boolean writing,
            long storedGeneration,
            Instant storedUse,
            long syncedAt,
            int outages) {
        this.record = record;
        this.unwritten = unwritten;
        this.writing = writing;
        this.storedGeneration = storedGeneration;
        this.storedUse = storedUse;
        this.syncedAt = syncedAt;
        this.outages = outages;
    }

    static CachedSessionEntry stored(SessionRecord record, long now, int outages) {
        return new CachedSessionEntry(record, false, false, record.generation(), record.lastUsed(), now, outages);
    }

    static CachedSessionEntry unwritten(@Nullable SessionRecord record, long storedGeneration, long now, int outages) {
        return new CachedSessionEntry(record, true, false, storedGeneration, Instant.MIN, now, outages);
    }

    /** {@return an entry for a visitor whose first record is being written} */
    static CachedSessionEntry firstWrite(long storedGeneration, long now, int outages) {
        return new CachedSessionEntry(null, false, true, storedGeneration, Instant.MIN, now, outages);
    }

    CachedSessionEntry beingWritten() {
        return new CachedSessionEntry(record, false, true, storedGeneration, storedUse, syncedAt, outages);
    }

    boolean isTrusted(long now, long nanos) {
        return unwritten || (!writing && !isForgotten() && now - syncedAt < nanos);
    }

    /** {@return whether the visitor was forgotten; like an absent record, it is read from the store each time} */
    private boolean isForgotten() {
        return record instanceof VisitorOnly visitor && visitor.isForgotten();
    }

    /** Merges a record that was read from the store; this node may have written since the read began. */
    CachedSessionEntry refreshed(SessionRecord found, long readAt, int outagesThen) {
        if (unwritten || writing) {
            return this;
        }
        if (storedGeneration == found.generation()) {
            // No other node has written: keep a later use that only this node knows of.
            return new CachedSessionEntry(record, false, false, storedGeneration, storedUse, readAt, outagesThen);
        }
        boolean isNewer = found.generation() > storedGeneration || readAt - syncedAt > 0;
        return isNewer ? stored(found, readAt, outagesThen) : this;
    }

    /** {@return this entry after another use of the same session, which other nodes need not know at once} */
    CachedSessionEntry used(Paired again) {
        boolean isDue = storedUse.plus(USE_WRITE_INTERVAL).isBefore(again.lastUsed());
        return new CachedSessionEntry(
                again, unwritten, false, storedGeneration, isDue ? again.lastUsed() : storedUse, syncedAt, outages);
    }

    CachedSessionEntry withStoredGeneration(long generation) {
        return new CachedSessionEntry(record, unwritten, writing, generation, storedUse, syncedAt, outages);
    }

    long generation() {
        return record == null ? 0 : record.generation();
    }

    /** {@return whether the use has to be written, because the last written one is more than a minute old} */
    boolean isUseDue(CachedSessionEntry earlier) {
        return !unwritten && !storedUse.equals(earlier.storedUse);
    }

    /** {@return whether another record has the same pair; last use and page id alone need no write} */
    boolean differsInUseOnly(@Nullable SessionRecord other) {
        return !writing
                && record instanceof Paired mine
                && other instanceof Paired next
                && mine.session().equals(next.session());
    }

    /** {@return when the record was last used; unwritten entries are evicted last} */
    Instant lastUsed() {
        return record == null || unwritten ? Instant.MAX : record.lastUsed();
    }
}
